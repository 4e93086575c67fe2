import type { Content } from '../../src/protocol/commands.js';
import {
  ErrorCode,
  IssueState,
  OfferState,
  Role,
  SessionRole,
  SessionState,
  type Limits,
  type Message,
  type Offer,
  type Person,
  type Session,
} from '../../src/wire.js';

export function person(personId: number): Person {
  return { personId, name: 'Lena', roles: [Role.LEARNER], skills: [], languages: ['en'], timeZone: 'Europe/Berlin' };
}

export const limits: Limits = {
  textBytes: 16_384,
  frameBytes: 65_536,
  commandsPerSecond: 20,
  commandBurst: 60,
  pageItems: 100,
  signalBytes: 16_384,
};

export function session(lastNumber: number, state: SessionState = SessionState.ACTIVE): Session {
  const participant = { name: '', joined: true, connected: true, graceEndsMs: 0, deliveredTo: 0, readTo: 0, leftMs: 0 };
  return {
    sessionId: 1,
    issueId: 1,
    state,
    minutes: 15,
    participants: [
      { ...participant, personId: 1, role: SessionRole.LEARNER },
      { ...participant, personId: 2, role: SessionRole.COACH },
    ],
    matchedMs: 0,
    startedMs: 0,
    endsMs: 0,
    outcome: 0,
    absentIds: [],
    coachSilent: false,
    lastNumber,
    extensionProposedBy: 0,
    issue: {
      issueId: 1,
      learnerId: 1,
      title: 'Stuck',
      description: '',
      state: IssueState.OPEN,
      openedMs: 0,
      sessions: 1,
      skill: '',
      leastLevel: 0,
      language: '',
    },
    reasons: [],
    nextStep: '',
    relaxed: [],
  };
}

export function offer(offerId: number): Offer {
  return {
    offerId,
    title: 'Stuck',
    skill: 'S1',
    skillLabel: 'Talking',
    leastLevel: 1,
    language: 'en',
    minutes: 15,
    neededByMs: 0,
    offeredMs: 0,
    expiresMs: 0,
    reasons: [],
    state: OfferState.PENDING,
    sessionId: 0,
    acceptsItselfMs: 0,
    relaxed: [],
    fitPercent: 0,
  };
}

export function textMessage(text: string, senderId: number, number = 0): Message {
  return {
    sessionId: 1,
    number,
    senderId,
    sentMs: 0,
    body: { $case: 'text', value: { text } },
    replyTo: 0,
    redacted: false,
    commandId: new Uint8Array(0),
  };
}

export function textOf(message: Message): string {
  return message.body?.value.text ?? '';
}

export function error(code: ErrorCode, retry = false, retryAfterMs = 0): Content {
  return { $case: 'error', value: { code, args: [], text: `error ${code}`, retry, retryAfterMs } };
}

/** A token as a company signs it, as far as a client reads it. */
export function tokenOf(sub: string, serial = 1): string {
  return `h.${btoa(JSON.stringify({ iss: 'https://id.example.com', sub }))}.${serial}`;
}
