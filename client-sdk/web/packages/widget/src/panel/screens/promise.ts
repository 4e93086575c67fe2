/** A time that is promised today, or that it is unlikely: what is known, and what the learner can do about it. */
import { html, nothing, type TemplateResult } from 'lit';
import { RequestReason, RequestState, type Request, type TimeWindow } from '@courtside/client';
import { notice, clock, type View } from '../view.js';

type Times = { from: string; to: string };

export function timesOf(view: View, { fromMs, toMs }: TimeWindow): Times {
  return { from: clock(view, fromMs), to: clock(view, toMs) };
}

export function isBooked(request: Request): boolean {
  return request.state === RequestState.BOOKED && request.promise !== undefined;
}

/** What a promise has come to: moved, or nobody likely today. */
export function promiseNews(view: View, request: Request): TemplateResult | typeof nothing {
  const { say } = view;
  if (request.reason === RequestReason.PROMISE_MOVED && request.promise) {
    return notice('history', say('promise.moved', timesOf(view, request.promise)), 'warm');
  }
  if (request.reason === RequestReason.PROMISE_BROKEN) return notice('history', say('promise.broken'), 'warm');
  if (request.promise && !isBooked(request)) return notice('clock', say('booked.soon', timesOf(view, request.promise)));
  if (request.unlikelyToday || request.reason === RequestReason.UNLIKELY_TODAY) return notice('clock', say('promise.unlikely'), 'warm');
  return nothing;
}

export function isProposed(view: View, request: Request): boolean {
  const from = request.proposed?.fromMs ?? 0;
  return from !== 0 && !isBooked(request) && view.position.promiseSeen !== from;
}

/** "We can promise 14:20 to 14:40 today": taking it is the first of the choices. */
export function proposal(view: View, request: Request): TemplateResult | typeof nothing {
  const { say, learner, state } = view;
  const window = request.proposed;
  if (!window || !isProposed(view, request)) return nothing;
  return html`<section class="longer" aria-labelledby="promise">
    <h3 id="promise">${say('promise.title', timesOf(view, window))}</h3>
    <p>${say('promise.text')}</p>
    <div class="actions">
      <button class="primary" ?disabled=${state.busy.has('promise')} @click=${() => void learner.takePromise(request, window)}>
        ${say('promise.take', timesOf(view, window))}
      </button>
      <button class="outline" @click=${() => view.move({ promiseSeen: window.fromMs }, '#heading')}>${say('promise.keep')}</button>
    </div>
    ${widen(view, request)}
  </section>`;
}

/** "Ask wider" without a new wait. */
export function widen(view: View, request: Request): TemplateResult {
  const { say, learner, state } = view;
  if (request.widened) return html`<p class="quiet">${say('waiting.widened')}</p>`;
  return html`<details class="widen">
    <summary>${say('waiting.wider')}</summary>
    <p class="small">${say('waiting.widenText')}</p>
    <button class="outline" ?disabled=${state.busy.has('widen')} @click=${() => void learner.widen(request)}>${say('waiting.wider')}</button>
  </details>`;
}

/** While a time is promised: when, and that one need not wait here. */
export function bookedText(view: View, request: Request): TemplateResult {
  const { say, state } = view;
  const { promise } = request;
  const times = timesOf(view, promise!);
  const soon = state.reminded === promise!.fromMs;
  return html`<div class="estimate booked" role="status">
    <p class="range">${times.from}–${times.to}</p>
    <p>${soon ? say('booked.soon', times) : say('booked.text', times)}</p>
    <button class="plain" ?disabled=${state.busy.has('promise')} @click=${() => void view.learner.takePromise(request)}>${say('booked.giveBack')}</button>
  </div>`;
}
