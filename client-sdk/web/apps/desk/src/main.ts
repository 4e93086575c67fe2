/** Puts the desk together: sign-in, client, page, and the worker that wakes it. */
import { render } from 'lit';
import { Client } from '@courtside/client';
import { App } from './app.js';
import { registerWorker } from './worker.js';
import { SignIn, storageOrNone } from './sign_in.js';
import { chooseLanguage } from './strings/languages.js';
import { signedOut } from './views/shell.js';

const root = document.getElementById('desk')!;

const signIn = new SignIn({
  hash: location.hash,
  clearHash: () => history.replaceState(null, '', location.pathname + location.search),
  goTo: (address) => location.assign(address),
  storage: storageOrNone(() => sessionStorage),
  now: () => Date.now(),
});

// The intranet's link opens in a tab that has the desk already: the new fragment does not load the page again.
addEventListener('hashchange', () => location.reload());

if (signIn.possible) {
  const client = new Client({
    url: location.origin,
    getToken: signIn.getToken,
    clientName: 'Courtside desk',
    clientVersion: '0.1.0',
  });
  client.on('welcome', () => signIn.accepted());
  const app = new App({ root, client, storage: storageOrNone(() => localStorage), signInAgain: () => signIn.leave() });
  signIn.urgent = () => app.offerWaits;
  app.start();
  client.connect();
  registerWorker();
} else {
  const language = chooseLanguage(navigator.languages);
  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.direction;
  render(signedOut(language.strings, false, undefined), root);
}
