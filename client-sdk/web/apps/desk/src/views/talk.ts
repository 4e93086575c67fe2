/** The talk itself: what was written, and where to write. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { SessionState, type Message, type Session } from '@courtside/client';
import type { Talk } from '../talk.js';
import { field, submitted, clock, type View } from './view.js';

export function talkView(view: View, talk: Talk): TemplateResult {
  const writable = talk.session.state === SessionState.ACTIVE || talk.session.state === SessionState.WRAP_UP;
  return html`
    ${transcript(view, talk.session, talk.messages)}
    <form class="composer" @submit=${submitted((fields, form) => {
      const text = field(fields, 'text').trim();
      if (text !== '') view.desk.send(text);
      form.reset();
    })}>
      <textarea name="text" rows="1" ?disabled=${!writable} aria-label=${view.say.session.moment}></textarea>
      <button class="primary" ?disabled=${!writable}>OK</button>
    </form>
  `;
}

export function transcript(view: View, session: Session, messages: readonly Message[]): TemplateResult {
  const me = view.state.me?.personId;
  return html`<ol class="talk" role="log">
    ${repeat(
      messages,
      ({ number }) => number,
      (message) => html`<li class=${message.senderId === me ? 'own' : ''} dir="auto">
        ${message.redacted ? view.say.sessions.redacted : (message.body?.value.text ?? nothing)}
        <small>${clock(view, message.sentMs)}</small>
      </li>`,
    )}
  </ol>`;
}
