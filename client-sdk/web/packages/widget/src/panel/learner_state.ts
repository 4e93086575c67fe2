/** What a learner's widget knows, told by the server; and which screen that calls for. */
import {
  Outcome,
  RequestState,
  SessionState,
  type Limits,
  type Message,
  type Person,
  type Request,
  type Session,
  type StateChange,
} from '@courtside/client';
import type { PendingMessage, TalkConnection } from '@courtside/ui/talk/entries';

export interface LearnerState {
  connection: StateChange;
  /** The server has said what is live. */
  welcomed: boolean;
  me: Person | undefined;
  limits: Limits | undefined;
  /** The open one, or one that has just expired and was not yet taken note of. */
  request: Request | undefined;
  /** What the open request is about, once it is known. */
  title: string;
  /** The live one, or one that has just ended and was not yet taken note of. */
  session: Session | undefined;
  messages: readonly Message[];
  pending: readonly PendingMessage[];
  typing: boolean;
  /** Who of the others wrote last. */
  typist: number;
  endingSoon: boolean;
  /** The coach before has handed the open request over, with a line for both. */
  handedOver: { name: string; line: string } | undefined;
  /** The promised time that is about to begin; 0: none. */
  reminded: number;
  /** Everything about this person is gone, on their own wish. */
  erased: boolean;
  /** Asked, and no answer yet. */
  asking: boolean;
  /** Commands under way, by name: their buttons wait. */
  busy: ReadonlySet<string>;
  /** A key of the strings; empty: none. */
  problem: string;
}

export type Screen = 'signedOut' | 'connecting' | 'ask' | 'sending' | 'waiting' | 'expired' | 'session' | 'closing';

export function screenOf(state: LearnerState): Screen {
  const { connection, request, session } = state;
  if (connection.state === 'disconnected' && connection.reason !== 'none' && connection.reason !== 'asked') return 'signedOut';
  if (session && session.state !== SessionState.ENDED) return 'session';
  if (request && isOpen(request)) return 'waiting';
  if (session) return 'closing';
  if (request?.state === RequestState.EXPIRED) return 'expired';
  if (!state.welcomed) return 'connecting';
  return state.asking ? 'sending' : 'ask';
}

export function isOpen(request: Request): boolean {
  return request.state === RequestState.WAITING || request.state === RequestState.OFFERED || request.state === RequestState.BOOKED;
}

/** An end after which there is something to say about the session. */
export function wasHeld(session: Session): boolean {
  return session.outcome !== Outcome.WRONG_MATCH && session.outcome !== Outcome.NO_SHOW && session.startedMs > 0;
}

export function talkConnection({ connection }: LearnerState): TalkConnection {
  if (connection.state === 'connected') return 'connected';
  return connection.reason === 'offline' ? 'offline' : 'reconnecting';
}
