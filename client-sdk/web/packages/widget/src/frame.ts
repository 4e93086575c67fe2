/**
 * The panel in a frame of Courtside's own origin. The page that embeds it says its origin in the fragment; that is only
 * where the frame's words go and whose words it takes, and the server's `frame-ancestors` decides who may embed at all.
 */
import { Panel } from './panel/panel_element.js';
import { LinkHost } from './panel/host.js';
import { languageOf } from '@courtside/ui/strings/say';
import { languages } from './strings/languages.js';
import { opened, type ToPage, type ToPanel } from './link.js';

const page = pageOrigin(location.hash);
const sheet = new CSSStyleSheet();
sheet.replaceSync('html, body, main { margin: 0; height: 100%; overflow: hidden; background: transparent }');
document.adoptedStyleSheets = [sheet];

if (page !== '' && window.parent !== window) {
  const panel = new Panel();
  const post = (message: ToPage) => window.parent.postMessage({ courtside: 1, message }, page);
  const host = new LinkHost(post, panel);
  panel.begin(host, location.origin);
  window.addEventListener('message', (event) => {
    if (event.origin !== page || event.source !== window.parent) return;
    const message = opened<ToPanel>(event.data);
    if (!message) return;
    if (message.type === 'setup') {
      document.documentElement.lang = languageOf(message.setup.languages, Object.keys(languages));
    }
    host.receive(message);
  });
  const main = document.createElement('main');
  main.append(panel);
  document.body.replaceChildren(main);
  post({ type: 'ready' });
}

function pageOrigin(hash: string): string {
  try {
    const url = new URL(decodeURIComponent(hash.replace(/^#/, '')));
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : '';
  } catch {
    return '';
  }
}
