/** While a coach is looked for: where one stands, how long it may take, what happens next, and what else one can do. */
import { html, nothing, type TemplateResult } from 'lit';
import { RequestReason, RequestState, type Request } from '@courtside/client';
import { icon } from '@courtside/ui/icons';
import type { Key } from '../../strings/languages.js';
import { today } from '../wish.js';
import { clock, heading, notice, problem, type View } from '../view.js';
import { laterToday, timeField } from './change.js';
import { bookedText, isBooked, isProposed, promiseNews, proposal, timesOf, widen } from './promise.js';

const choicesAfterMs = 2 * 60_000;

export function waitingScreen(view: View, request: Request): TemplateResult {
  const { say } = view;
  const ahead = request.reason === RequestReason.WINDOW_AHEAD;
  const asked = request.state === RequestState.OFFERED;
  if (isBooked(request)) return bookedScreen(view, request);
  return html`
    ${heading(say(asked ? 'waiting.asked' : 'waiting.title'))}
    ${back(view, request)} ${promiseNews(view, request)} ${proposal(view, request)}
    <div class="estimate">
      <span class="pulse" aria-hidden="true"></span>
      <p class="range">${ahead ? windowText(view, request) : estimateText(view, request)}</p>
      ${!ahead && !request.estimate && request.nextWindowMs
        ? html`<p class="quiet">${say('waiting.nextWindow', { time: clock(view, request.nextWindowMs) })}</p>`
        : nothing}
      ${ahead
        ? nothing
        : html`<dl class="facts">
            <div><dt>${say('waiting.position')}</dt><dd>${request.position || '–'}</dd></div>
            <div><dt>${say('waiting.could')}</dt><dd>${request.couldHelp}</dd></div>
          </dl>`}
    </div>
    ${question(view)} ${deadline(view, request)}
    ${waitedLong(view, request) && !isProposed(view, request) ? longer(view, request) : nothing}
    <section class="next">
      <h3>${say('waiting.next')}</h3>
      <p>${say('waiting.nextText')}</p>
      <p>${say('waiting.stay')}</p>
    </section>
    ${problem(view)} ${goodbye(view, request)}
  `;
}

/** A time is promised: there is nothing to watch. */
function bookedScreen(view: View, request: Request): TemplateResult {
  const { say } = view;
  return html`
    ${heading(say('booked.title', timesOf(view, request.promise!)))}
    ${promiseNews(view, request)} ${bookedText(view, request)} ${question(view)} ${widen(view, request)} ${problem(view)} ${goodbye(view, request)}
  `;
}

function question({ say, state }: View): TemplateResult | typeof nothing {
  if (!state.title) return nothing;
  return html`<blockquote dir="auto"><span class="unseen">${say('waiting.you')}: </span>${state.title}</blockquote>`;
}

function goodbye(view: View, request: Request): TemplateResult {
  const { say } = view;
  return html`<div class="actions">
    <button class="outline" ?disabled=${view.state.busy.has('solved')} @click=${() => void solved(view, request)}>
      ${icon('check')}${say('waiting.solved')}
    </button>
    <button class="plain" ?disabled=${view.state.busy.has('cancel')} @click=${() => void view.learner.cancel(request)}>
      ${say('waiting.cancel')}
    </button>
  </div>`;
}

async function solved(view: View, request: Request): Promise<void> {
  if (await view.learner.solvedAlone(request)) view.move({ solvedAlone: true }, '#stuck');
}

/** Why it is back in line, where it is. */
function back(view: View, request: Request): TemplateResult | typeof nothing {
  const { say, state } = view;
  const { reason } = request;
  if (reason === RequestReason.HANDED_OVER) {
    const { name, line } = state.handedOver ?? { name: '', line: '' };
    return html`${notice('people', name ? say('waiting.handedOver', { name }) : say('waiting.reason9'), 'warm')}
      ${line ? html`<div class="handed"><p class="quiet small">${say('waiting.said', { name })}</p><blockquote dir="auto">${line}</blockquote></div>` : nothing}`;
  }
  const isBack = reason >= RequestReason.COACH_NO_SHOW && reason <= RequestReason.WRONG_MATCH;
  return isBack ? notice('history', say(`waiting.reason${reason}` as Key), 'warm') : nothing;
}

export function estimateText({ say }: Pick<View, 'say'>, { estimate }: Request): string {
  if (!estimate) return say('waiting.nobody');
  const { lowMinutes: low, highMinutes: high } = estimate;
  if (high < 1) return say('waiting.soon');
  return low === high ? say('waiting.about', { count: high }) : say('waiting.range', { low, high });
}

function windowText(view: View, { window }: Request): string {
  return view.say('waiting.window', { from: clock(view, window?.fromMs ?? 0), to: clock(view, window?.toMs ?? 0) });
}

function deadline(view: View, request: Request): TemplateResult | typeof nothing {
  if (!request.neededByMs) return nothing;
  const { say } = view;
  return html`<p class="quiet">
    ${say('waiting.deadline', { time: clock(view, request.neededByMs) })} ${request.deadlineCounts ? nothing : say('waiting.ordinary')}
  </p>`;
}

export function waitedLong(view: Pick<View, 'now' | 'position'>, { askedMs, reason }: Request): boolean {
  return reason !== RequestReason.WINDOW_AHEAD && view.now() - askedMs > choicesAfterMs && !view.position.choicesDismissed;
}

function longer(view: View, request: Request): TemplateResult {
  const { say, position } = view;
  const wider = view.skills?.wider(request.skill);
  const choose = (choice: typeof position.choice) =>
    view.move({ choice: position.choice === choice ? '' : choice, ...(choice === 'later' ? { later: laterToday(view.now()) } : {}) });
  const expanded = (choice: string) => (position.choice === choice ? 'true' : 'false');
  return html`<section class="longer" aria-labelledby="longer">
    <h3 id="longer">${say('waiting.choices')}</h3>
    <div class="grid">
      <button class="outline" @click=${() => view.move({ choicesDismissed: true, choice: '' }, '#heading')}>${say('waiting.keep')}</button>
      <button class="outline" aria-expanded=${expanded('later')} @click=${() => choose('later')}>${say('waiting.later')}</button>
      <button class="outline" aria-expanded=${expanded('tips')} @click=${() => choose('tips')}>${say('waiting.tips')}</button>
      <button class="outline" aria-expanded=${expanded('wider')} @click=${() => choose('wider')}>${say('waiting.wider')}</button>
    </div>
    ${position.choice === 'tips' ? tips(view) : nothing}
    ${position.choice === 'wider' ? widerChoice(view, request, wider) : nothing}
    ${position.choice === 'later' ? later(view, request) : nothing}
  </section>`;
}

/** More people for the same question, and the wait counts on; or the question of a wider skill, asked anew. */
function widerChoice(view: View, request: Request, wider: string | undefined): TemplateResult {
  const { say, learner, state } = view;
  const skill = wider && (view.skills?.label(wider) ?? wider);
  return html`
    ${request.widened
      ? html`<p class="quiet">${say('waiting.widened')}</p>`
      : html`<p>${say('waiting.widenText')}</p>
          <button class="primary" ?disabled=${state.busy.has('widen')} @click=${() => void learner.widen(request)}>${say('waiting.wider')}</button>`}
    ${skill
      ? html`<p>${say('waiting.widerText', { skill })}</p>
          <button class="outline" @click=${() => otherwise(view, request, { skill: wider })}>${say('waiting.widerSkill', { skill })}</button>`
      : nothing}
  `;
}

function tips({ say }: View): TemplateResult {
  return html`<p class="label">${icon('program')}${say('tips.label')}</p>
    <ul class="tips">
      <li>${say('tips.1')}</li>
      <li>${say('tips.2')}</li>
      <li>${say('tips.3')}</li>
    </ul>`;
}

function later(view: View, request: Request): TemplateResult {
  const { say, position } = view;
  const set = (part: Partial<typeof position.later>) => view.move({ later: { ...position.later, ...part } });
  return html`<p>${say('waiting.laterText')}</p>
    <div class="pair">
      ${timeField('later-from', say('change.from'), position.later.from, (from) => set({ from }))}
      ${timeField('later-to', say('change.to'), position.later.to, (to) => set({ to }))}
    </div>
    <button
      class="primary"
      @click=${() => {
        const fromMs = today(position.later.from, view.now());
        const toMs = today(position.later.to, view.now());
        otherwise(view, request, { fromMs, toMs });
      }}
    >
      ${say('waiting.later')}
    </button>`;
}

function otherwise(view: View, request: Request, change: Parameters<View['learner']['askOtherwise']>[1]): void {
  view.move({ choice: '' });
  void view.learner.askOtherwise(request, change);
}

export function expiredScreen(view: View, request: Request): TemplateResult {
  const { say, learner } = view;
  return html`
    ${heading(say('expired.title'))}
    <p>${say(request.reason === RequestReason.PROMISE_BROKEN ? 'expired.broken' : 'expired.text')}</p>
    ${problem(view)}
    <div class="actions">
      <button class="primary" @click=${() => void learner.askAgain(request.issueId)}>${say('expired.again')}</button>
      <button class="plain" @click=${() => learner.leaveSession()}>${say('closing.ok')}</button>
    </div>
  `;
}
