/** The coach's notes on a session, saved by themselves, and what other coaches noted on it. */
import { html, nothing, type TemplateResult } from 'lit';
import { SessionState, type Note, type Session } from '@courtside/client';
import { writableMs } from '../notes.js';
import { helps, isOver } from '../talk.js';
import { icon } from './icons.js';
import { wide, type View } from './view.js';

export function notesCard(view: View, session: Session): TemplateResult | typeof nothing {
  const { say, stores, state } = view;
  const notes = stores.notes.state;
  // Before both are there nothing can be noted.
  if (!helps(session, state.me?.personId) || session.startedMs === 0 || notes.sessionId !== session.sessionId) return nothing;
  const writable = session.state !== SessionState.ENDED || view.now < session.endsMs + writableMs;
  // On a phone the talk has the room, until it is over.
  return html`<details class="card notes" ?open=${wide.matches || isOver(session, state.me?.personId)}>
    <summary><h2 id="notes-heading">${say.notes.heading}</h2></summary>
    ${writable ? box(view) : html`<p class="quiet small">${say.notes.closed}</p>${notes.text ? html`<p class="prose" dir="auto">${notes.text}</p>` : nothing}`}
    ${notes.others.map((note) => noteOf(view, note))}
  </details>`;
}

function box(view: View): TemplateResult {
  const { say, stores } = view;
  const { text, saved } = stores.notes.state;
  const bad = saved === 'failed' || saved === 'too_long';
  return html`
    <label class="stacked" for="note"><strong>${say.notes.label}</strong></label>
    <textarea id="note" rows="4" dir="auto" aria-describedby="note-hint" .value=${text}
      @input=${(event: Event) => stores.notes.write((event.target as HTMLTextAreaElement).value)}
      @change=${() => stores.notes.flush()}></textarea>
    <p class=${bad ? 'problem' : 'quiet small'} role="status" id="note-saved">
      ${saved === 'saved' ? icon('done') : nothing} ${say.notes.saved[saved]}
      ${saved === 'failed' ? html`<button class="link" @click=${() => stores.notes.again()}>${say.notes.again}</button>` : nothing}
    </p>
    <p class="quiet small" id="note-hint">${say.notes.hint}</p>
  `;
}

export function noteOf(view: View, { authorName, text }: Note): TemplateResult {
  return html`<blockquote class="note-of"><p class="quiet small" dir="auto">${view.say.notes.by(authorName)}</p><p class="prose" dir="auto">${text}</p></blockquote>`;
}
