/** A session from the coach's side: the time, the talk, the briefing beside it, and how it ends. */
import { html, nothing, type TemplateResult } from 'lit';
import { Outcome, SessionRole, SessionState, type Session } from '@courtside/client';
import { countdown } from '../ready.js';
import { coachOf, expertsIn, hasSpoken, isExpert, isOver, learnerOf, type Talk } from '../talk.js';
import { bringDialog } from './bring.js';
import { briefing, nextStep } from './briefing.js';
import { icon } from './icons.js';
import { notesCard } from './notes.js';
import { outcomeText } from './past.js';
import { talkView } from './talk.js';
import { clock, field, submitted, type View } from './view.js';

const minute = 60_000;
/** The server's own times: a first word is due, a match can be called wrong, both are asked how to go on. */
const firstWordMs = 45_000;
const wrongMatchMs = 3 * minute;
const endingSoonMs = 5 * minute;

export function sessionView(view: View, talk: Talk): TemplateResult {
  const me = view.state.me?.personId;
  if (!isOver(talk.session, me)) return live(view, talk);
  return talk.session.state !== SessionState.ENDED || isExpert(talk.session, me) ? left(view) : ended(view, talk);
}

function live(view: View, talk: Talk): TemplateResult {
  const { say } = view;
  const { session } = talk;
  const name = nameOf(view, session);
  const expert = isExpert(session, view.state.me?.personId);
  return html`
    <div class="session">
      <header class="session-head">
        <div class="grow">
          <h1 id="page-heading" tabindex="-1" dir="auto">${name}</h1>
          <p class="quiet one-line" dir="auto">${session.issue?.title ?? ''}</p>
        </div>
        ${timer(view, session)}
        <div class="session-buttons">
          ${!expert && canExtend(session)
            ? html`<button class="soft" ?disabled=${view.state.busy.has('extend')} @click=${() => void view.desk.extend(true)}>
                ${say.session.extend(30)}
              </button>`
            : nothing}
          ${!expert && session.state === SessionState.ACTIVE
            ? html`<button class="soft" @click=${() => view.change({ bringing: 'handOver', skillTyped: '' })}>${say.bring.open}</button>`
            : nothing}
          ${expert
            ? html`<button class="soft" ?disabled=${view.state.busy.has('end')} @click=${() => void view.desk.leave()}>${say.bring.leave}</button>`
            : html`<button class="soft" @click=${() => view.change({ ending: true })}>${say.session.end}</button>`}
        </div>
      </header>
      <div class="session-body">
        <section class="talk-column" aria-label=${say.session.heading(name)}>
          ${notices(view, talk)} ${talkView(view, talk)}
        </section>
        ${aside(view, session)}
      </div>
      ${endDialog(view, talk)} ${bringDialog(view, talk)}
    </div>
  `;
}

function nameOf(view: View, session: Session): string {
  return learnerOf(session)?.name || view.say.session.withNobody;
}

function canExtend(session: Session): boolean {
  return session.state === SessionState.ACTIVE && session.minutes === 15 && session.extensionProposedBy === 0;
}

function timer(view: View, session: Session): TemplateResult {
  const { say, now } = view;
  const left = session.endsMs - now;
  const late = session.state === SessionState.WRAP_UP || (session.state === SessionState.ACTIVE && left <= endingSoonMs);
  return html`
    <p class="timer ${late ? 'late' : ''}" role="timer" aria-label=${say.session.timeLeft(countdown(left))}>
      <strong>${countdown(left)}</strong> <span class="quiet">${say.session.left}</span>
    </p>
  `;
}

// ---- What is to be known or decided right now ---------------------------------------------------------------

function notices(view: View, talk: Talk): TemplateResult {
  return html`<div class="notices" role="status">
    ${starting(view, talk.session)} ${experts(view, talk.session)} ${firstWord(view, talk)} ${extension(view, talk.session)}
    ${endingSoon(view, talk)} ${wrapUp(view, talk.session)}
  </div>`;
}

function starting(view: View, session: Session): TemplateResult | typeof nothing {
  if (session.state !== SessionState.STARTING) return nothing;
  const { say } = view;
  return html`<div class="notice"><p>
    <strong>${say.session.starting(nameOf(view, session))}</strong>
    <span class="counting" aria-hidden="true">${say.session.startingLeft(countdown(session.endsMs - view.now))}</span>
  </p></div>`;
}

/** Who came besides, or is asked to. */
function experts(view: View, session: Session): TemplateResult | typeof nothing {
  const { say, state, ui } = view;
  if (isExpert(session, state.me?.personId)) {
    return html`<div class="notice"><p>${say.bring.secondExpert(coachOf(session)?.name ?? '')}</p></div>`;
  }
  const here = expertsIn(session);
  if (here.length > 0) return html`<div class="notice"><p>${here.map(({ name }) => html`<bdi>${say.bring.here(name)}</bdi>`)}</p></div>`;
  const asked = ui.invited?.sessionId === session.sessionId && view.now < ui.invited.untilMs;
  return asked && !session.participants.some(({ role }) => role === SessionRole.EXPERT) ? html`<div class="notice"><p>${say.bring.invited}</p></div>` : nothing;
}

function firstWord(view: View, talk: Talk): TemplateResult | typeof nothing {
  const { session } = talk;
  const me = view.state.me?.personId ?? 0;
  const left = session.startedMs + firstWordMs - view.now;
  if (session.state !== SessionState.ACTIVE || isExpert(session, me) || hasSpoken(talk, me) || left <= 0) return nothing;
  const { say } = view;
  return html`<div class="notice warn"><p>
    <strong>${say.session.firstWord(nameOf(view, session))}</strong>
    <span class="counting" aria-hidden="true">${say.session.firstWordLeft(countdown(left))}</span>
  </p></div>`;
}

function extension(view: View, session: Session): TemplateResult | typeof nothing {
  const by = session.extensionProposedBy;
  if (by === 0 || session.state !== SessionState.ACTIVE) return nothing;
  const { say } = view;
  if (isExpert(session, view.state.me?.personId)) return nothing;
  if (by === view.state.me?.personId) return html`<div class="notice"><p>${say.session.extendAsked}</p></div>`;
  const busy = view.state.busy.has('extend');
  return html`<div class="notice">
    <p><strong>${say.session.extendOffered(nameOf(view, session))}</strong></p>
    <div class="button-row">
      <button class="primary" ?disabled=${busy} @click=${() => void view.desk.extend(true)}>${say.session.agree}</button>
      <button class="soft" ?disabled=${busy} @click=${() => void view.desk.extend(false)}>${say.session.notNow}</button>
    </div>
  </div>`;
}

function endingSoon(view: View, talk: Talk): TemplateResult | typeof nothing {
  const { session } = talk;
  const near = talk.endingSoon === 'asked' || session.endsMs - view.now <= endingSoonMs;
  if (session.state !== SessionState.ACTIVE || talk.endingSoon === 'answered' || !near) return nothing;
  if (isExpert(session, view.state.me?.personId)) return nothing;
  const { say, desk } = view;
  return html`<div class="notice">
    <p><strong>${say.session.endingSoon}.</strong> ${say.session.endingSoonText}</p>
    <div class="button-row">
      <button class="primary" @click=${() => {
        desk.answerEndingSoon();
        desk.send(say.session.oneThingText);
      }}>${say.session.oneThing}</button>
      <button class="soft" @click=${() => {
        desk.answerEndingSoon();
        view.change({ ending: true });
      }}>${say.session.enough}</button>
      ${canExtend(session)
        ? html`<button class="soft" @click=${() => {
            desk.answerEndingSoon();
            void desk.extend(true);
          }}>${say.session.extend(30)}</button>`
        : nothing}
      <button class="icon-button" aria-label=${say.close} @click=${() => desk.answerEndingSoon()}>${icon('close')}</button>
    </div>
  </div>`;
}

function wrapUp(view: View, session: Session): TemplateResult | typeof nothing {
  if (session.state !== SessionState.WRAP_UP) return nothing;
  const { say } = view;
  return html`<div class="notice warn"><p>
    <strong>${say.session.wrapUp}</strong>
    <span class="counting" aria-hidden="true">${say.session.wrapUpLeft(countdown(session.endsMs - view.now))}</span>
  </p></div>`;
}

// ---- Beside the talk ----------------------------------------------------------------------------------------

function aside(view: View, session: Session): TemplateResult {
  return html`<aside class="beside" aria-label=${view.say.session.briefing}>${briefing(view, session)} ${notesCard(view, session)}</aside>`;
}

// ---- The end ------------------------------------------------------------------------------------------------

function endDialog(view: View, talk: Talk): TemplateResult {
  const { say } = view;
  const { session } = talk;
  const begun = session.state !== SessionState.STARTING;
  const wrongMatch = session.state === SessionState.ACTIVE && view.now < session.startedMs + wrongMatchMs;
  const outcomes: [Outcome, string][] = [
    [Outcome.RESOLVED, say.session.outcomes.resolved],
    [Outcome.ANOTHER_SESSION, say.session.outcomes.anotherSession],
    [Outcome.REFERRED, say.session.outcomes.referred],
    [Outcome.UNSPECIFIED, say.session.outcomes.unstated],
  ];
  const close = () => view.change({ ending: false });
  return html`
    <dialog id="end" class="end" aria-labelledby="end-heading" @close=${close}>
      ${view.ui.ending
        ? html`<form class="stack" @submit=${submitted((fields) => {
            const step = field(fields, 'step').trim();
            const outcome = Number(field(fields, 'outcome')) as Outcome;
            close();
            void view.desk.end(outcome === Outcome.UNSPECIFIED ? undefined : outcome, begun ? step : '');
          })}>
            <h2 id="end-heading" tabindex="-1">${say.session.endHeading}</h2>
            <fieldset class="choices">
              <legend class="visually-hidden">${say.session.endHeading}</legend>
              ${outcomes.map(
                ([outcome, text]) => html`<label class="choice">
                  <input type="radio" name="outcome" value=${outcome} required ?checked=${outcome === Outcome.RESOLVED} /> <span>${text}</span>
                </label>`,
              )}
            </fieldset>
            ${begun
              ? html`<label class="stacked">${say.session.nextStep}<textarea name="step" rows="2" maxlength="500"></textarea></label>`
              : nothing}
            <div class="button-row">
              <button class="primary">${say.session.endNow}</button>
              <button type="button" class="soft" @click=${close}>${say.cancel}</button>
            </div>
            ${wrongMatch
              ? html`<p class="quiet small button-row">
                  <button type="button" class="link" @click=${() => {
                    close();
                    void view.desk.wrongMatch();
                  }}>${say.session.wrongMatch}</button>
                  <span>${say.session.wrongMatchText}</span>
                </p>`
              : nothing}
          </form>`
        : nothing}
    </dialog>
  `;
}

function ended(view: View, talk: Talk): TemplateResult {
  const { say, state, now } = view;
  const { session } = talk;
  const from = state.presence?.nextOfferFromMs ?? 0;
  const ready = (state.presence?.readyUntilMs ?? 0) > now;
  return html`
    <div class="narrow ended">
      <section class="card">
        <p class="ended-mark" aria-hidden="true">${icon(wentWell(session.outcome) ? 'done' : 'pause')}</p>
        <h1 id="page-heading" tabindex="-1">${say.session.endedHeading(nameOf(view, session))}</h1>
        <p class="lead">${outcomeText(say, session.outcome)}</p>
        ${nextStep(view, session.nextStep)}
        ${from > now
          ? html`<p class="pause" role="timer" aria-label=${say.presence.pauseLeft(countdown(from - now))}>
              <strong>${countdown(from - now)}</strong>
              <span class="quiet">${ready ? `${say.session.restNow} ${clock(view, from)}.` : say.session.restAway}</span>
            </p>`
          : nothing}
        <button class="primary" @click=${() => view.desk.putAway()}>${say.session.backToDesk}</button>
      </section>
      ${notesCard(view, session)}
    </div>
  `;
}

/** The second expert has gone, or the session has. */
function left(view: View): TemplateResult {
  const { say } = view;
  return html`
    <div class="narrow ended">
      <section class="card">
        <h1 id="page-heading" tabindex="-1">${say.bring.leftHeading}</h1>
        <p class="lead">${say.bring.leftText}</p>
        <button class="primary" @click=${() => view.desk.putAway()}>${say.session.backToDesk}</button>
      </section>
    </div>
  `;
}

function wentWell(outcome: Outcome): boolean {
  return [Outcome.RESOLVED, Outcome.ANOTHER_SESSION, Outcome.REFERRED, Outcome.TRANSFERRED].some((good) => good === outcome);
}
