/** What stands around the screens: who reads this, whom else to turn to, and the states without a connection. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '@courtside/ui/icons';
import { heading, type View } from '../view.js';

export function whoReads({ say }: View): TemplateResult {
  return html`<details class="reader">
    <summary>${icon('lock')}<span>${say('reader.short')}</span> <span class="link">${say('reader.more')}</span></summary>
    <p>${say('reader.long')}</p>
  </details>`;
}

export function elseScreen({ say, contacts }: View): TemplateResult {
  return html`
    ${heading(say('else.title'))}
    <p>${say(contacts.length > 0 ? 'else.text' : 'else.none')}</p>
    <ul class="contacts">
      ${contacts.map(
        ({ label, href }) => html`<li>
          <a href=${href} target="_blank" rel="noopener noreferrer">${label}<span class="unseen"> (${say('talk.newTab')})</span></a>
        </li>`,
      )}
    </ul>
  `;
}

export function signedOutScreen(view: View): TemplateResult {
  const { say, state } = view;
  const resting = state.connection.reason === 'displaced';
  if (state.erased) return html`${heading(say('erased.title'))}<p>${say('erased.text')}</p>`;
  return html`
    ${heading(say(resting ? 'displaced.title' : 'signedOut.title'))}
    <p>${say(resting ? 'displaced.text' : 'signedOut.text')}</p>
    <button class="primary" @click=${() => view.connect()}>${say('again')}</button>
  `;
}

export function connectingScreen({ say, state }: View): TemplateResult {
  const { state: now, reason } = state.connection;
  const words = now === 'reconnecting' ? say(reason === 'offline' ? 'connection.offline' : 'connection.reconnecting') : say('connecting');
  return html`<div class="centre" role="status"><span class="pulse" aria-hidden="true"></span><p class="quiet">${words}</p></div>`;
}

export function sendingScreen({ say, position }: View): TemplateResult {
  return html`<div class="centre" role="status">
    <span class="pulse" aria-hidden="true"></span>
    <p>${say('ask.sending')}</p>
    ${position.wish.text ? html`<blockquote dir="auto">${position.wish.text}</blockquote>` : nothing}
  </div>`;
}

/** A part of the program did not come. */
export function partsFailedScreen({ say }: View, again: () => void): TemplateResult {
  return html`
    ${heading(say('problem.later'))}
    <button class="primary" @click=${again}>${say('again')}</button>
  `;
}
