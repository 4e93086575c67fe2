/**
 * What the desk knows and what a coach can do there: the client's events become one state, the views show it and
 * call the methods. No DOM in here; what rings and notifies comes in as ports.
 */
import {
  ClientError,
  ErrorCode,
  OfferState,
  SessionState,
  type CourtsideClient,
  type DeclineReason,
  type Handover,
  type Invitation,
  type MomentKind,
  type Offer,
  type Outcome,
  type PendingChange,
  type Person,
  type Presence,
  type Session,
  type StateChange,
  type TimeWindow,
} from '@courtside/client';
import { quiet, signals, step, type Alarm, type AlarmEvent, type Answering } from './alarm.js';
import { fetchLabels } from './labels.js';
import { longestMs } from './ready.js';
import type { PendingMessage } from '@courtside/ui/talk/entries';
import { addMessage, helps, isOver, newTalk, pendingOf, type Talk } from './talk.js';

export interface DeskState {
  connection: StateChange;
  me: Person | undefined;
  presence: Presence | undefined;
  alarm: Alarm;
  /** The session that is live, or that has ended and was not put away yet. */
  talk: Talk | undefined;
  outbox: readonly PendingChange[];
  /** Messages of the talk that are on their way. */
  pending: readonly PendingMessage[];
  /** Labels of the catalogue by code, as far as they were fetched. */
  skillLabels: ReadonlyMap<string, string>;
  /** The last command that failed, until the coach dismisses it or does something else. */
  problem: ClientError | undefined;
  /** Commands that wait for their reply, by name: their buttons are busy. */
  busy: ReadonlySet<string>;
}

/** What makes an offer heard and seen outside the page. */
export interface AlarmPorts {
  ring(forMs: number): void;
  stopRinging(): void;
  /** `seen` is called when the system shows it. */
  notify(offer: Offer, seen: () => void): void;
  stopNotifying(): void;
}

export interface DeskPorts {
  alarm: AlarmPorts;
  /** Whether the coach can see this page now. */
  visible(): boolean;
}

/** Real activity of the coach is told to the server no more often than this: ready lapses without any. */
const activityEveryMs = 10 * 60 * 1000;

export class Desk {
  state: DeskState;
  private readonly listeners = new Set<() => void>();
  private readonly joining = new Set<number>();
  private shownFor: number | undefined;
  private ringingFor: number | undefined;
  private notifyingFor: number | undefined;
  private lastToldMs = 0;

  constructor(
    readonly client: CourtsideClient,
    private readonly ports: DeskPorts,
  ) {
    this.state = {
      connection: client.state,
      me: client.me,
      presence: undefined,
      alarm: quiet,
      talk: undefined,
      outbox: client.outbox,
      pending: [],
      skillLabels: new Map(),
      problem: undefined,
      busy: new Set(),
    };
    client.on('state', (connection) => this.set({ connection }));
    client.on('welcome', (welcome) => {
      this.set({ me: welcome.me });
      void this.fetchLabels();
      this.afterWelcome(welcome.sessions);
    });
    client.on('presence', (presence) => this.set({ presence }));
    client.on('offer', (offer) => this.alarm({ kind: 'offered', offer }));
    client.on('offerClosed', ({ offerId, state }) => this.alarm({ kind: 'closed', offerId, state }));
    client.on('session', (session) => this.onSession(session));
    client.on('message', (message) => this.onTalk(message.sessionId, (talk) => addMessage(talk, message)));
    client.on('typing', ({ sessionId, personId, typing }) =>
      this.onTalk(sessionId, (talk) => (personId === this.state.me?.personId ? talk : { ...talk, typing })),
    );
    client.on('marks', ({ sessionId, personId, deliveredTo, readTo }) =>
      this.onTalk(sessionId, (talk) => ({
        ...talk,
        session: {
          ...talk.session,
          participants: talk.session.participants.map((participant) =>
            participant.personId === personId ? { ...participant, deliveredTo, readTo } : participant,
          ),
        },
      })),
    );
    client.on('endingSoon', ({ sessionId }) => this.onTalk(sessionId, (talk) => ({ ...talk, endingSoon: 'asked' })));
    client.on('outbox', (outbox) => this.set({ outbox }));
    client.on('refused', (problem) => this.set({ problem }));
    client.on('settled', ({ command, error }) => {
      // A change from before a reload: nobody else is left to tell.
      if (error && command.$case === 'sendMessage') this.set({ problem: error });
    });
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  now(): number {
    return this.client.serverNow();
  }

  /** The same, to be handed on: one function for good. */
  readonly clock = (): number => this.now();

  /** Time passes: called several times a second while something counts down. */
  tick(): void {
    this.alarm({ kind: 'tick' });
  }

  // ---- Ready or away -------------------------------------------------------------------------------------

  readyUntil(untilMs: number): Promise<boolean> {
    return this.run('presence', this.client.setReadyUntil(untilMs));
  }

  away(): Promise<boolean> {
    return this.run('presence', this.client.setAway());
  }

  setWindows(windows: TimeWindow[]): Promise<boolean> {
    return this.run('windows', this.client.setAvailability(windows));
  }

  /** The coach is here and does something. Being ready lapses where nobody does. */
  active(): void {
    const until = this.state.presence?.readyUntilMs ?? 0;
    const now = this.now();
    if (until <= now || until > now + longestMs || now - this.lastToldMs < activityEveryMs) return;
    this.lastToldMs = now;
    // About now: where it does not get through, the next activity says it again.
    this.client.setReadyUntil(until).catch(() => undefined);
  }

  /** The page came to the front: whoever was skipped, because nothing was shown there, is reachable again. */
  shown(): void {
    this.lastToldMs = 0;
    this.active();
    const talk = this.state.talk;
    if (talk) this.join(talk.session);
  }

  // ---- The offer -----------------------------------------------------------------------------------------

  /** The offer is really on the screen. Told once to the server, which takes back what nobody sees. */
  offerSeen(offerId: number): void {
    if (this.state.alarm.offer?.offerId !== offerId || this.shownFor === offerId) return;
    this.shownFor = offerId;
    this.alarm({ kind: 'seen', offerId });
    this.client.offerShown(offerId).catch(() => {
      // Without a connection the offer is taken back; after it, it is told anew.
      this.shownFor = undefined;
    });
  }

  silence(): void {
    this.alarm({ kind: 'silence' });
  }

  async accept(): Promise<boolean> {
    return this.answer('accept', (offerId) => this.client.accept(offerId));
  }

  async decline(reason?: DeclineReason, note?: string): Promise<boolean> {
    return this.answer('decline', (offerId) => this.client.decline(offerId, reason, note));
  }

  dismissGone(): void {
    this.alarm({ kind: 'dismiss' });
  }

  private async answer(answer: Answering, send: (offerId: number) => Promise<Session | void>): Promise<boolean> {
    const { offer, answering } = this.state.alarm;
    if (!offer || answering) return false;
    this.alarm({ kind: 'answer', answer });
    const { offerId } = offer;
    try {
      await send(offerId);
      if (this.state.alarm.offer?.offerId === offerId) this.alarm({ kind: 'answered' });
      return true;
    } catch (problem) {
      const late = problem instanceof ClientError && problem.code === ErrorCode.OFFER_NOT_OPEN;
      if (late) this.alarm({ kind: 'closed', offerId, state: OfferState.RESCINDED });
      else {
        this.alarm({ kind: 'answer_failed' });
        this.fail(problem);
      }
      return false;
    }
  }

  private alarm(event: AlarmEvent): void {
    const now = this.now();
    const next = step(this.state.alarm, event, now);
    if (next !== this.state.alarm) this.set({ alarm: next });
    const wanted = signals(next, now);
    if (wanted.ring !== (this.ringingFor !== undefined) || (wanted.ring && this.ringingFor !== next.offer?.offerId)) {
      this.ringingFor = wanted.ring ? next.offer?.offerId : undefined;
      if (wanted.ring && next.offer) this.ports.alarm.ring(next.offer.expiresMs - now);
      else this.ports.alarm.stopRinging();
    }
    if (wanted.notifyFor !== this.notifyingFor) {
      this.notifyingFor = wanted.notifyFor;
      const { offer } = next;
      if (wanted.notifyFor !== undefined && offer) {
        this.ports.alarm.notify(offer, () => this.offerSeen(offer.offerId));
      } else this.ports.alarm.stopNotifying();
    }
  }

  // ---- The session ---------------------------------------------------------------------------------------

  send(text: string, moment?: MomentKind, replyTo?: number): void {
    const id = this.state.talk?.session.sessionId;
    if (id === undefined) return;
    this.alarmless();
    this.client
      .send({ sessionId: id, text, ...(moment === undefined ? {} : { moment }), ...(replyTo === undefined ? {} : { replyTo }) })
      .catch((problem: unknown) => this.fail(problem));
  }

  typing(typing: boolean): void {
    const id = this.state.talk?.session.sessionId;
    if (id !== undefined) this.client.typing(id, typing);
  }

  read(number: number): void {
    const { talk, me } = this.state;
    const own = talk?.session.participants.find(({ personId }) => personId === me?.personId);
    if (talk && this.ports.visible() && number > (own?.readTo ?? 0)) this.client.markRead(talk.session.sessionId, number);
  }

  extend(agree: boolean): Promise<boolean> {
    return this.onSessionId('extend', (id) => this.client.extend(id, agree));
  }

  answerEndingSoon(): void {
    const id = this.state.talk?.session.sessionId;
    if (id !== undefined) this.onTalk(id, (talk) => ({ ...talk, endingSoon: 'answered' }));
  }

  /** The next step stays with the session, for both. */
  end(outcome: Outcome | undefined, nextStep: string): Promise<boolean> {
    return this.onSessionId('end', (id) => this.client.endSession(id, outcome, nextStep));
  }

  /** Ends it here and puts the request in front, for somebody else. */
  handOver(to: Omit<Handover, 'sessionId'>): Promise<boolean> {
    return this.onSessionId('bring', (sessionId) => this.client.handOver({ sessionId, ...to }));
  }

  invite(who: Omit<Invitation, 'sessionId'>): Promise<boolean> {
    return this.onSessionId('bring', (sessionId) => this.client.inviteExpert({ sessionId, ...who }));
  }

  /** Of the second expert: the others go on. */
  leave(): Promise<boolean> {
    return this.onSessionId('end', (id) => this.client.leaveSession(id));
  }

  wrongMatch(): Promise<boolean> {
    return this.onSessionId('end', (id) => this.client.wrongMatch(id));
  }

  /** The ended session is put away, the desk is back. */
  putAway(): void {
    const { talk, me } = this.state;
    if (talk && isOver(talk.session, me?.personId)) this.set({ talk: undefined });
  }

  private onSessionId(name: string, send: (sessionId: number) => Promise<unknown>): Promise<boolean> {
    const id = this.state.talk?.session.sessionId;
    return id === undefined ? Promise.resolve(false) : this.run(name, send(id));
  }

  private onSession(session: Session): void {
    const me = this.state.me?.personId;
    // A coach who is stuck asks for help in the widget, not here.
    if (!helps(session, me)) return;
    const { talk } = this.state;
    const over = isOver(session, me);
    if (talk?.session.sessionId === session.sessionId) {
      this.set({ talk: { ...talk, session, typing: over ? false : talk.typing } });
    } else if (!over) {
      this.set({ talk: newTalk(session) });
    }
    this.join(session);
  }

  /** Sessions that ended while the desk was away are told by no event. */
  private afterWelcome(live: readonly Session[]): void {
    const { talk, me } = this.state;
    if (!talk || isOver(talk.session, me?.personId)) return;
    const id = talk.session.sessionId;
    if (live.some(({ sessionId }) => sessionId === id)) return;
    this.client
      .fetchSessions({ before: id + 1, limit: 1 })
      .then(({ sessions: [session] }) => {
        if (session?.sessionId === id) this.onSession(session);
      })
      .catch((problem: unknown) => this.fail(problem));
  }

  /** "I am here", said only by a page that the coach sees. */
  private join(session: Session): void {
    const own = session.participants.find(({ personId }) => personId === this.state.me?.personId);
    if (session.state !== SessionState.STARTING || !own || own.joined || !this.ports.visible()) return;
    if (this.joining.has(session.sessionId)) return;
    this.joining.add(session.sessionId);
    this.client
      .join(session.sessionId)
      .catch((problem: unknown) => this.fail(problem))
      .finally(() => this.joining.delete(session.sessionId));
  }

  private onTalk(sessionId: number, change: (talk: Talk) => Talk): void {
    const { talk } = this.state;
    if (talk?.session.sessionId === sessionId) this.set({ talk: change(talk) });
  }

  // ---- The rest ------------------------------------------------------------------------------------------

  dismissProblem(): void {
    this.set({ problem: undefined });
  }

  private alarmless(): void {
    if (this.state.problem) this.dismissProblem();
  }

  private async fetchLabels(): Promise<void> {
    if (this.state.skillLabels.size > 0) return;
    // The codes are shown until then; the next sign-in tries again.
    const skillLabels = await fetchLabels(this.client).catch(() => undefined);
    if (skillLabels) this.set({ skillLabels });
  }

  /** Whether it went well; what did not is shown. */
  async run(name: string, command: Promise<unknown>): Promise<boolean> {
    this.alarmless();
    this.set({ busy: new Set([...this.state.busy, name]) });
    try {
      await command;
      return true;
    } catch (problem) {
      this.fail(problem);
      return false;
    } finally {
      this.set({ busy: new Set([...this.state.busy].filter((other) => other !== name)) });
    }
  }

  fail(problem: unknown): void {
    if (!(problem instanceof ClientError)) throw problem;
    this.set({ problem });
  }

  private set(changes: Partial<DeskState>): void {
    this.state = { ...this.state, ...changes };
    if (changes.outbox || 'talk' in changes) {
      const pending = pendingOf(this.state.outbox, this.state.talk?.session.sessionId);
      // The same list as long as there is nothing: a new one would draw the talk anew.
      if (pending.length > 0 || this.state.pending.length > 0) this.state = { ...this.state, pending };
    }
    for (const listener of this.listeners) listener();
  }
}
