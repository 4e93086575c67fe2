import { RequestState, SessionState } from '@courtside/client';
import type { Say } from '@courtside/ui/strings/say';
import type { Status } from '../link.js';
import type { Key } from '../strings/languages.js';
import { screenOf, type LearnerState } from './learner_state.js';
import { coachOf } from './known.js';

/** What the button on the page says of it, and whether the page should connect by itself when it is loaded again. */
export function statusOf(state: LearnerState, say: Say<Key>, clock: (ms: number) => string): Status {
  const { session, me } = state;
  switch (screenOf(state)) {
    case 'waiting': {
      const { promise, state: how } = state.request!;
      const soon = promise !== undefined && state.reminded === promise.fromMs;
      if (!promise || (how !== RequestState.BOOKED && !soon)) return { text: say('button.waiting'), tone: 'live', live: true, unread: 0 };
      return {
        text: say(soon ? 'button.reminder' : 'button.booked', { time: clock(promise.fromMs) }),
        tone: soon ? 'urgent' : 'calm',
        live: true,
        unread: 0,
      };
    }
    case 'sending':
      return { text: say('button.waiting'), tone: 'live', live: true, unread: 0 };
    case 'session': {
      const own = session?.participants.find(({ personId }) => personId === me?.personId);
      const unread = state.messages.filter(({ senderId, number }) => senderId !== me?.personId && number > (own?.readTo ?? 0)).length;
      const starting = session?.state === SessionState.STARTING;
      const name = (session && coachOf(session)?.name) ?? '';
      return { text: say(starting ? 'button.matched' : 'button.session', { name }), tone: starting ? 'urgent' : 'live', live: true, unread };
    }
    case 'closing':
      return { text: say('button.closing'), tone: 'calm', live: true, unread: 0 };
    default:
      return { text: '', tone: 'calm', live: false, unread: 0 };
  }
}
