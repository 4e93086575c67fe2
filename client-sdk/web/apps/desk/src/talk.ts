/** A session as the desk shows it: its state, its messages in order, and what is asked near its end. */
import { SessionRole, SessionState, type Message, type Participant, type PendingChange, type Session } from '@courtside/client';
import type { PendingMessage } from '@courtside/ui/talk/entries';

export interface Talk {
  session: Session;
  messages: readonly Message[];
  /** The learner is writing. */
  typing: boolean;
  /** Five minutes before the end both are asked how to go on. */
  endingSoon: 'no' | 'asked' | 'answered';
}

export function newTalk(session: Session): Talk {
  return { session, messages: [], typing: false, endingSoon: 'no' };
}

/** Messages come once and in order; one that is told again changes nothing. */
export function addMessage(talk: Talk, message: Message): Talk {
  const last = talk.messages[talk.messages.length - 1]?.number ?? 0;
  if (message.number <= last) return talk;
  return {
    ...talk,
    messages: [...talk.messages, message],
    typing: talk.typing && message.senderId !== learnerOf(talk.session)?.personId,
  };
}

export function learnerOf(session: Session): Participant | undefined {
  return session.participants.find(({ role }) => role === SessionRole.LEARNER);
}

export function coachOf(session: Session): Participant | undefined {
  return session.participants.find(({ role }) => role === SessionRole.COACH);
}

/** Experts who were brought in and are still there. */
export function expertsIn(session: Session): Participant[] {
  return session.participants.filter(({ role, leftMs }) => role === SessionRole.EXPERT && leftMs === 0);
}

/** Whether this person coaches in it, alone or as the second expert. */
export function helps(session: Session, me: number | undefined): boolean {
  return session.participants.some(({ personId, role }) => personId === me && role !== SessionRole.LEARNER);
}

export function isExpert(session: Session, me: number | undefined): boolean {
  return session.participants.some(({ personId, role }) => personId === me && role === SessionRole.EXPERT);
}

/** Over for this person: ended, or left as an expert. */
export function isOver(session: Session, me: number | undefined): boolean {
  const left = session.participants.some(({ personId, leftMs }) => personId === me && leftMs !== 0);
  return left || session.state === SessionState.ENDED;
}

export function hasSpoken(talk: Talk, personId: number): boolean {
  return talk.messages.some(({ senderId }) => senderId === personId);
}

/** What was written and has no number yet. */
export function pendingOf(outbox: readonly PendingChange[], sessionId: number | undefined): readonly PendingMessage[] {
  return outbox.flatMap(({ commandId, command, madeMs }) =>
    command.$case === 'sendMessage' && command.value.sessionId === sessionId
      ? [{ commandId, text: command.value.body?.value.text ?? '', madeMs }]
      : [],
  );
}
