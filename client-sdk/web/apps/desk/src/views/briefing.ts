/** Beside the talk: the issue, what happened on it before, and why this coach. */
import { html, nothing, type TemplateResult } from 'lit';
import type { EarlierSession, Session } from '@courtside/client';
import { icon } from './icons.js';
import { noteOf } from './notes.js';
import { reasonText, relaxedTexts } from './offer.js';
import { outcomeText } from './past.js';
import { day, wide, type View } from './view.js';

export function briefing(view: View, session: Session): TemplateResult {
  const { say } = view;
  const reasons = [...session.reasons.map((reason) => reasonText(say, reason)), ...relaxedTexts(say, session.relaxed)].filter((text) => text !== '');
  return html`
    <details class="card" ?open=${wide.matches}>
      <summary><h2>${say.session.briefing}</h2></summary>
      <p class="briefing-title" dir="auto">${session.issue?.title ?? ''}</p>
      <h3>${say.session.details}</h3>
      ${session.issue?.description
        ? html`<p class="prose" dir="auto">${session.issue.description}</p>`
        : html`<p class="empty">${say.session.noDetails}</p>`}
      <h3>${say.session.earlier}</h3>
      ${earlier(view, session)}
      ${reasons.length > 0
        ? html`<h3>${say.session.why}</h3><ul class="reasons">${reasons.map((text) => html`<li>${icon('done')} ${text}</li>`)}</ul>`
        : nothing}
    </details>
  `;
}

function earlier(view: View, { sessionId }: Session): TemplateResult {
  const { say, stores } = view;
  const briefed = stores.briefing.state;
  switch (briefed.sessionId === sessionId ? briefed.state : 'loading') {
    case 'there':
      return briefed.earlier.length === 0
        ? html`<p class="empty">${say.session.noEarlier}</p>`
        : html`<ul class="earlier">${briefed.earlier.map((past) => earlierItem(view, past))}</ul>`;
    case 'failed':
      return html`<p class="quiet">${say.briefing.failed}
        <button class="link" @click=${() => void stores.briefing.read(sessionId, true)}>${say.briefing.again}</button></p>`;
    default:
      return html`<p class="quiet">${say.loading}</p>`;
  }
}

function earlierItem(view: View, past: EarlierSession): TemplateResult {
  const { say } = view;
  return html`<li>
    <p><strong>${day(view, past.startedMs || past.endedMs)}</strong> <span class="quiet" dir="auto">${past.coachName ? say.briefing.with(past.coachName) : nothing}</span></p>
    <p>${outcomeText(say, past.outcome)}</p>
    ${nextStep(view, past.nextStep)} ${past.notes.map((note) => noteOf(view, note))}
  </li>`;
}

export function nextStep(view: View, step: string): TemplateResult | typeof nothing {
  if (step === '') return nothing;
  return html`<p class="next-step"><span class="quiet">${view.say.session.nextStepIs}:</span> <bdi>${step}</bdi></p>`;
}
