/** The offer, over everything else until it is answered or gone, and the sentence on how one went away. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { DeclineReason, MatchReason, RelaxedRule, type Offer } from '@courtside/client';
import { signals, type Gone } from '../alarm.js';
import type { Strings } from '../strings/en.js';
import { icon } from './icons.js';
import { clock, field, languageLabel, skillLabel, submitted, type View } from './view.js';

/** A modal dialog: the app opens and closes it. Focus goes to the dialog itself, so that no key pressed by chance answers. */
export function offerDialog(view: View): TemplateResult {
  const { offer } = view.state.alarm;
  return html`
    <dialog class="offer" id="offer" role="alertdialog" tabindex="-1" aria-labelledby="offer-heading offer-title" aria-describedby="offer-facts"
      @cancel=${(event: Event) => event.preventDefault()}>
      ${offer ? (view.ui.declining ? decline(view, offer) : answer(view, offer)) : nothing}
    </dialog>
  `;
}

function answer(view: View, offer: Offer): TemplateResult {
  const { say, state } = view;
  const { alarm } = state;
  const skill = offer.skillLabel || skillLabel(view, offer.skill);
  const reasons = offer.reasons.map((reason) => reasonText(say, reason)).filter((text) => text !== '');
  const relaxed = relaxedTexts(say, offer.relaxed);
  const { acceptsInSeconds } = signals(alarm, view.now);
  return html`
    <p class="offer-eyebrow" id="offer-heading">${say.offer.needed}</p>
    ${ring(view)}
    <h2 class="offer-title" id="offer-title" dir="auto">${offer.title}</h2>
    <ul class="facts" id="offer-facts">
      ${skill ? html`<li class="chip strong">${skill}</li>` : nothing}
      ${offer.sessionId ? html`<li class="chip strong">${say.offer.joins}</li>` : nothing}
      ${offer.leastLevel > 1 ? html`<li class="chip">${say.offer.level(offer.leastLevel)}</li>` : nothing}
      <li class="chip">${say.offer.minutes(offer.minutes)}</li>
      ${offer.language ? html`<li class="chip">${languageLabel(view, offer.language)}</li>` : nothing}
      ${offer.neededByMs ? html`<li class="chip strong">${say.offer.neededBy(clock(view, offer.neededByMs))}</li>` : nothing}
    </ul>
    ${reasons.length + relaxed.length > 0
      ? html`<div class="why">
          <h3>${say.offer.whyYou}${offer.fitPercent ? html`<span class="quiet small"> · ${say.offer.fit(offer.fitPercent)}</span>` : nothing}</h3>
          <ul>
            ${reasons.map((text) => html`<li>${icon('done')} ${text}</li>`)}
            ${relaxed.map((text) => html`<li class="quiet">${icon('spark')} ${text}</li>`)}
          </ul>
        </div>`
      : nothing}
    ${acceptsInSeconds === undefined || alarm.answering
      ? nothing
      : html`<p class="accepts-itself" role="timer"><strong>${say.offer.acceptsIn(acceptsInSeconds)}</strong></p>`}
    <div class="offer-buttons">
      <button class="accept" ?disabled=${alarm.answering !== undefined} @click=${() => void view.desk.accept()}>
        ${alarm.answering === 'accept' ? say.offer.accepting : say.offer.accept}
      </button>
      ${acceptsInSeconds === undefined
        ? html`<button class="soft" ?disabled=${alarm.answering !== undefined} @click=${() => view.change({ declining: true })}>
            ${alarm.answering === 'decline' ? say.offer.declining : say.offer.decline}
          </button>`
        : html`<button class="soft" ?disabled=${alarm.answering !== undefined} @click=${() => void view.desk.decline(DeclineReason.BUSY)}>
            ${alarm.answering === 'decline' ? say.offer.declining : say.offer.notNow}
          </button>`}
    </div>
    <p class="quiet small">${say.offer.nameLater}</p>
    ${alarm.silenced
      ? html`<p class="quiet small">${say.offer.silenced}</p>`
      : html`<button class="link" @click=${() => view.desk.silence()}>${icon('sound')} ${say.offer.silence}</button>`}
  `;
}

function decline(view: View, offer: Offer): TemplateResult {
  const { say } = view;
  const reasons: [DeclineReason, string][] = [
    [DeclineReason.BUSY, say.offer.declineReasons.busy],
    [DeclineReason.NOT_MY_SKILL, say.offer.declineReasons.notMySkill],
    [DeclineReason.TOO_LONG, say.offer.declineReasons.tooLong],
    [DeclineReason.CONFLICT, say.offer.declineReasons.conflict],
    [DeclineReason.OTHER, say.offer.declineReasons.other],
  ];
  return html`
    <form class="decline" @submit=${submitted((fields) => {
      const reason = Number(field(fields, 'reason')) as DeclineReason;
      void view.desk.decline(reason, field(fields, 'note').trim() || undefined);
      view.change({ declining: false });
    })}>
      ${ring(view)}
      <p class="offer-eyebrow" id="offer-heading" dir="auto">${offer.title}</p>
      <h2 id="offer-title">${say.offer.declineHeading}</h2>
      <p class="quiet" id="offer-facts">${say.offer.declineText}</p>
      <fieldset class="choices">
        <legend class="visually-hidden">${say.offer.declineHeading}</legend>
        ${reasons.map(
          ([reason, text], index) => html`<label class="choice">
            <input type="radio" name="reason" value=${reason} ?checked=${index === 0} /> <span>${text}</span>
          </label>`,
        )}
      </fieldset>
      <label class="stacked">${say.offer.declineNote}<input name="note" maxlength="100" autocomplete="off" /></label>
      <div class="offer-buttons">
        <button class="primary">${say.offer.declineNow}</button>
        <button type="button" class="soft" @click=${() => view.change({ declining: false })}>${say.back}</button>
      </div>
    </form>
  `;
}

const radius = 54;
const length = 2 * Math.PI * radius;

/** The countdown: large, and as a ring that empties. Told by word once, at the beginning: see the dialog's title. */
function ring(view: View): TemplateResult {
  const { secondsLeft, share } = signals(view.state.alarm, view.now);
  const seconds = secondsLeft ?? 0;
  return html`
    <div class="ring ${seconds <= 5 ? 'late' : ''}" role="timer" aria-label=${view.say.offer.seconds(seconds)}>
      <svg viewBox="0 0 120 120" aria-hidden="true">
        ${svg`<circle class="ring-back" cx="60" cy="60" r=${radius}></circle>
          <circle class="ring-front" cx="60" cy="60" r=${radius} transform="rotate(-90 60 60)"
            stroke-dasharray=${length} stroke-dashoffset=${length * (1 - share)}></circle>`}
      </svg>
      <span aria-hidden="true">${view.state.alarm.answering ? '…' : seconds}</span>
    </div>
  `;
}

export function reasonText(say: Strings, reason: MatchReason): string {
  const { reasons } = say.offer;
  switch (reason) {
    case MatchReason.SKILL:
      return reasons.skill;
    case MatchReason.LANGUAGE:
      return reasons.language;
    case MatchReason.PREFERRED:
      return reasons.preferred;
    case MatchReason.SAME_COACH:
      return reasons.sameCoach;
    case MatchReason.LONGEST_FREE:
      return reasons.longestFree;
    case MatchReason.HANDED_OVER:
      return reasons.handedOver;
    case MatchReason.SECOND_EXPERT:
      return reasons.secondExpert;
    case MatchReason.FREE_NOW:
      return reasons.freeNow;
    case MatchReason.SPARES_OTHERS:
      return reasons.sparesOthers;
    default:
      return '';
  }
}

/** What was given up so that somebody could be found. */
export function relaxedTexts(say: Strings, rules: readonly RelaxedRule[]): string[] {
  const { relaxed } = say.offer;
  const words: Partial<Record<RelaxedRule, string>> = {
    [RelaxedRule.PREFERRED_PERSON]: relaxed.person,
    [RelaxedRule.EXACT_LEVEL]: relaxed.level,
    [RelaxedRule.NEXT_TIER]: relaxed.tier,
  };
  return rules.flatMap((rule) => words[rule] ?? []);
}

/** How the last offer went away; stays until it is read. */
export function goneBanner(view: View): TemplateResult {
  const { gone } = view.state.alarm;
  return html`<div role="status">
    ${gone
      ? html`<div class="banner ${gone.how === 'missed' ? 'warn' : ''}" id="gone">
          <p><strong dir="auto">${gone.title}</strong> ${goneText(view.say, gone.how, gone.seen)}</p>
          ${gone.how === 'missed' || (gone.how === 'withdrawn' && !gone.seen)
            ? html`<button class="soft" @click=${() => view.change({ page: 'offers' })}>${view.say.offers.see}</button>`
            : nothing}
          <button class="icon-button" aria-label=${view.say.close} @click=${() => view.desk.dismissGone()}>${icon('close')}</button>
        </div>`
      : nothing}
  </div>`;
}

function goneText(say: Strings, how: Gone, seen: boolean): string {
  const { gone } = say.offer;
  switch (how) {
    case 'accepted_elsewhere':
      return gone.acceptedElsewhere;
    case 'declined_elsewhere':
      return gone.declinedElsewhere;
    case 'accepted_itself':
      return gone.acceptedItself;
    case 'missed':
      return gone.missed;
    case 'withdrawn':
      return seen ? gone.withdrawn : gone.unseen;
  }
}
