import { RequestReason, RequestState, SessionState, type Request } from '@courtside/client';
import type { Say } from '@courtside/ui/strings/say';
import type { Key } from '../strings/languages.js';
import { coachOf } from './known.js';
import { screenOf, type LearnerState } from './learner_state.js';

/** What a screen reader is told of a change; empty: nothing. */
export function announcement(state: LearnerState, before: LearnerState, say: Say<Key>, clock: (ms: number) => string): string {
  const screen = screenOf(state);
  const { request, session } = state;
  const name = session ? (coachOf(session)?.name ?? '') : '';
  if (screen === 'waiting' && request?.state === RequestState.BOOKED) {
    const { fromMs = 0, toMs = 0 } = request.promise ?? {};
    return say('status.booked', { from: clock(fromMs), to: clock(toMs) });
  }
  if (screen === 'waiting') return say(request?.state === RequestState.OFFERED ? 'waiting.asked' : 'status.asked');
  if (screen === 'closing') return say('status.ended');
  if (screen === 'ask' && screenOf(before) === 'waiting') return say('status.cancelled');
  if (session?.state === SessionState.STARTING) return say('status.matched', { name });
  return session?.state === SessionState.ACTIVE ? say('status.started', { count: session.minutes }) : '';
}

/** What has come up while one waits: a time that could be promised, one that is moved, or that nobody is likely. */
export function newsOf(request: Request | undefined, before: Request | undefined, say: Say<Key>, clock: (ms: number) => string): string {
  if (!request || request.requestId !== before?.requestId) return '';
  const times = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => ({ from: clock(fromMs), to: clock(toMs) });
  const isNew = request.reason !== before.reason || request.promise?.fromMs !== before.promise?.fromMs;
  if (isNew && request.reason === RequestReason.PROMISE_BROKEN) return say('promise.broken');
  if (isNew && request.reason === RequestReason.PROMISE_MOVED && request.promise) return say('promise.moved', times(request.promise));
  if (request.proposed && request.proposed.fromMs !== before.proposed?.fromMs) return say('promise.title', times(request.proposed));
  return request.unlikelyToday && !before.unlikelyToday ? say('promise.unlikely') : '';
}
