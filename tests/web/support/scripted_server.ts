/**
 * A server that says what a test wants, in place of the real one's WebSocket: for states that a real company would take
 * hours to come into, such as a promised time that is moved. Pages and files still come from the real server.
 */
import type { Page, WebSocketRoute } from 'playwright-core';
import { create } from '../../../client-sdk/web/packages/client/src/codec/messages.js';
import { ClientFrame, ServerFrame, type Welcome } from '../../../client-sdk/web/packages/client/tests/generated/courtside/v1/frames.js';
import {
  MatchReason,
  Role,
  SessionRole,
  SessionState,
  type Issue,
  type Offer,
  type Participant,
  type Request,
  type Session,
} from '../../../client-sdk/web/packages/client/tests/generated/courtside/v1/types.js';
import { until } from './until.js';

export type Command = NonNullable<ClientFrame['command']>;
export type Content = NonNullable<ServerFrame['content']>;
type Answer = (value: never) => Content;

const skills = [
  { code: 'S1', label: 'communication and collaboration', description: '' },
  { code: 'S1.1', label: 'negotiating', description: '' },
  { code: 'S5.6', label: 'using digital tools', description: '' },
];

export class ScriptedServer {
  readonly commands: Command[] = [];
  /** What answers a command, by its name; else "done" or something empty. */
  readonly answers: Record<string, Answer> = {};
  private readonly sockets = new Set<WebSocketRoute>();

  private constructor(private readonly welcome: () => Partial<Welcome>) {}

  /** Takes the place of the server for this page and its frames, from its next connection on. */
  static async on(page: Page, welcome: () => Partial<Welcome>): Promise<ScriptedServer> {
    const server = new ScriptedServer(welcome);
    await page.routeWebSocket(/\/v1\/connect/, (socket) => {
      server.sockets.add(socket);
      socket.onMessage((data) => {
        if (typeof data !== 'string') server.take(socket, data);
      });
      socket.onClose(() => void server.sockets.delete(socket));
    });
    return server;
  }

  push(content: Content): void {
    for (const socket of this.sockets) this.send(socket, 0, content);
  }

  session(session: Session): void {
    this.push({ $case: 'sessionChanged', value: { session } });
  }

  request(request: Request): void {
    this.push({ $case: 'requestChanged', value: { request } });
  }

  close(code: number): void {
    for (const socket of this.sockets) void socket.close({ code });
  }

  /** The last command of that name. */
  async got<Case extends Command['$case']>(name: Case): Promise<Extract<Command, { $case: Case }>['value']> {
    const found = () => this.commands.filter(({ $case }) => $case === name).at(-1);
    await until(`the page says ${name}`, () => found() !== undefined);
    return found()!.value as never;
  }

  private take(socket: WebSocketRoute, data: Buffer): void {
    const { requestId, command } = ClientFrame.decode(data);
    if (!command) return this.send(socket, requestId, { $case: 'done', value: {} });
    this.commands.push(command);
    if (command.$case === 'setTyping') return;
    const answer = this.answers[command.$case];
    this.send(socket, requestId, answer ? answer(command.value as never) : this.usual(command));
  }

  private usual(command: Command): Content {
    switch (command.$case) {
      case 'hello':
        return { $case: 'welcome', value: { ...made<Welcome>('Welcome'), serverTimeMs: Date.now(), ...this.welcome() } };
      case 'fetchSkills':
        return { $case: 'skillsPage', value: { skills, next: '' } };
      case 'fetchSessions':
        return { $case: 'sessionsPage', value: { sessions: [], next: 0 } };
      case 'fetchIssues':
        return { $case: 'issuesPage', value: { issues: [], next: 0 } };
      case 'fetchMessages':
        return { $case: 'messagesPage', value: { sessionId: command.value.sessionId, messages: [], more: false } };
      case 'fetchNotes':
        return { $case: 'notesPage', value: { notes: [] } };
      case 'fetchBriefing':
        return { $case: 'briefing', value: { sessionId: command.value.sessionId, sessions: [] } };
      case 'fetchOffers':
        return { $case: 'offersPage', value: { offers: [], next: 0 } };
      case 'fetchWaiting':
        return { $case: 'waitingCounts', value: { counts: [], total: 0 } };
      case 'setPresence':
      case 'setAvailability':
        return { $case: 'presenceChanged', value: { presence: made('Presence') } };
      default:
        return { $case: 'done', value: {} };
    }
  }

  private send(socket: WebSocketRoute, requestId: number, content: Content): void {
    socket.send(Buffer.from(ServerFrame.encode({ requestId, content }).finish()));
  }
}

/** A message with the protocol's defaults. */
export function made<T>(name: string): T {
  return create(name) as unknown as T;
}

export const minute = 60_000;
export const lenaId = 1;
export const adaId = 2;
export const graceId = 3;

export const lena = { ...made<NonNullable<Welcome['me']>>('Person'), personId: lenaId, name: 'Lena Fischer', roles: [Role.LEARNER], languages: ['en'] };
export const ada = {
  ...made<NonNullable<Welcome['me']>>('Person'),
  personId: adaId,
  name: 'Ada Okafor',
  roles: [Role.COACH],
  skills: [{ code: 'S1.1', level: 5 }],
  languages: ['en'],
};

function participant(personId: number, name: string, role: SessionRole): Participant {
  return { ...made<Participant>('Participant'), personId, name, role, joined: true, connected: true };
}

export const issue: Issue = { ...made<Issue>('Issue'), issueId: 4, learnerId: lenaId, title: 'The customer in Hamburg refuses the delivery', sessions: 2, state: 1, skill: 'S1.1' };
export const expert = participant(graceId, 'Grace O’Connor', SessionRole.EXPERT);

/** Lena with Ada, five minutes in, a word from Ada said. */
export function liveSession(part: Partial<Session> = {}): Session {
  const now = Date.now();
  return {
    ...made<Session>('Session'),
    sessionId: 7,
    issueId: 4,
    state: SessionState.ACTIVE,
    minutes: 15,
    participants: [participant(lenaId, lena.name, SessionRole.LEARNER), participant(adaId, ada.name, SessionRole.COACH)],
    matchedMs: now - 5 * minute,
    startedMs: now - 5 * minute,
    endsMs: now + 10 * minute,
    issue,
    reasons: [MatchReason.SKILL],
    ...part,
  };
}

export function openRequest(part: Partial<Request> = {}): Request {
  const now = Date.now();
  return {
    ...made<Request>('Request'),
    requestId: 5,
    issueId: 4,
    state: 1,
    reason: 1,
    minutes: 15,
    skill: 'S1.1',
    askedMs: now - 3 * minute,
    waitingSinceMs: now - 3 * minute,
    position: 2,
    couldHelp: 1,
    estimate: { lowMinutes: 8, highMinutes: 20 },
    deadlineCounts: true,
    ...part,
  };
}

export function openOffer(part: Partial<Offer> = {}): Offer {
  const now = Date.now();
  return {
    ...made<Offer>('Offer'),
    offerId: 9,
    title: issue.title,
    skill: 'S1.1',
    skillLabel: 'negotiating',
    leastLevel: 3,
    language: 'en',
    minutes: 15,
    offeredMs: now,
    expiresMs: now + 20_000,
    state: 1,
    reasons: [MatchReason.SKILL],
    ...part,
  };
}
