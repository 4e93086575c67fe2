/** A client that does what a test says, in place of a connection. */
import type { ClientEvents, CourtsideClient, Issue, Participant, Request, Session, StateChange, Welcome } from '@courtside/client';
import type { Drafts } from '@courtside/ui/drafts';

type Listener = (event: never) => void;

export class FakeClient {
  state: StateChange = { state: 'connecting', reason: 'asked', text: '', closeCode: 0 };
  outbox: unknown[] = [];
  /** Every command that was given, in order. */
  readonly given: [string, unknown][] = [];
  /** What a command answers; else nothing. */
  readonly answers: Record<string, (value: never) => unknown> = {};
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor() {
    return new Proxy(this, {
      get(target, name, receiver) {
        if (name in target) return Reflect.get(target, name, receiver) as unknown;
        return (...values: unknown[]) => target.command(String(name), values[0]);
      },
    });
  }

  on(name: string, listener: Listener): () => void {
    const of = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, of.add(listener));
    return () => of.delete(listener);
  }

  tell<Name extends keyof ClientEvents>(name: Name, event: ClientEvents[Name]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(event as never);
  }

  serverNow(): number {
    return 1_000_000;
  }

  get asClient(): CourtsideClient {
    return this as unknown as CourtsideClient;
  }

  private async command(name: string, value: unknown): Promise<unknown> {
    this.given.push([name, value]);
    return this.answers[name]?.(value as never);
  }
}

export function keptInMemory(): Drafts {
  const kept = new Map<string, string>();
  return { get: (name) => kept.get(name) ?? '', set: (name, text) => void kept.set(name, text), clear: () => kept.clear() };
}

export function welcome(part: Partial<Welcome> = {}): Welcome {
  const me = { personId: 1, name: 'Lena', roles: [], skills: [], languages: [], timeZone: '' };
  return { me, limits: undefined, serverTimeMs: 0, tokenExpiresMs: 0, presence: undefined, requests: [], offers: [], sessions: [], vapidPublicKey: '', pushChannels: [], preferences: undefined, ...part };
}

export function request(part: Partial<Request> = {}): Request {
  return {
    requestId: 5, issueId: 3, state: 1, reason: 1, minutes: 15, skill: 'S1.1', leastLevel: 0, language: '', askedMs: 0, waitingSinceMs: 0,
    neededByMs: 0, window: undefined, expiresMs: 0, position: 1, estimate: undefined, couldHelp: 0, nextWindowMs: 0, deadlineCounts: true,
    sessionId: 0, promise: undefined, unlikelyToday: false, proposed: undefined, widened: false, ...part,
  } as Request;
}

function participant(personId: number, part: Partial<Participant>): Participant {
  return { personId, name: '', role: 1, joined: true, connected: true, graceEndsMs: 0, deliveredTo: 0, readTo: 0, leftMs: 0, ...part };
}

export function session(part: Partial<Session> = {}): Session {
  return {
    sessionId: 7, issueId: 3, state: 2, minutes: 15, participants: [participant(1, { name: 'Lena' }), participant(2, { name: 'Grace', role: 2 })],
    matchedMs: 1, startedMs: 2, endsMs: 0, outcome: 0, absentIds: [], coachSilent: false, lastNumber: 0, extensionProposedBy: 0, issue: undefined,
    reasons: [], nextStep: '', relaxed: [], ...part,
  } as Session;
}

export function issue(part: Partial<Issue> = {}): Issue {
  return { issueId: 3, learnerId: 1, title: 'stuck', description: '', state: 1, openedMs: 1_000_000, sessions: 0, skill: '', leastLevel: 0, language: '', ...part } as Issue;
}

