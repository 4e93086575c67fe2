import { RequestState, SessionState } from '@courtside/client';
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
