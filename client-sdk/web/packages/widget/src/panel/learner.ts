import {
  Outcome,
  RequestState,
  SessionState,
  hex,
  type ClosingWord,
  type CourtsideClient,
  type PendingChange,
  type Request,
  type Session,
  type Settled,
  type TimeWindow,
  type Welcome,
} from '@courtside/client';
import type { Drafts } from '@courtside/ui/drafts';
import type { PendingMessage } from '@courtside/ui/talk/entries';
import { Asking } from './asking.js';
import { coachOf } from './known.js';
import { isOpen, wasHeld, type LearnerState } from './learner_state.js';
import { problemOf } from './problems.js';
import type { Wish } from './wish.js';

/** The name under which the tab remembers the session whose closing word is due. */
const closingName = 'widget.closing';

/**
 * A learner at a client: holds what the server told, and does what the screens ask for. The server is the memory; what
 * the tab remembers besides is a session that still wants its closing word, and an issue that was opened but not asked.
 * `changed` is called after each change of `state`, `told` for what the page may hear of.
 */
export class Learner {
  state: LearnerState;
  private readonly asking: Asking;
  private readonly unsent: PendingMessage[] = [];
  private readonly listening: (() => void)[];

  constructor(
    readonly client: CourtsideClient,
    private readonly keep: Drafts,
    private readonly changed: (state: LearnerState, before: LearnerState) => void,
    private readonly told: (event: string, detail: Readonly<Record<string, unknown>>) => void,
  ) {
    this.state = {
      connection: client.state,
      welcomed: false,
      me: undefined,
      limits: undefined,
      request: undefined,
      title: '',
      session: undefined,
      messages: [],
      pending: [],
      typing: false,
      typist: 0,
      endingSoon: false,
      handedOver: undefined,
      reminded: 0,
      erased: false,
      asking: false,
      busy: new Set(),
      problem: '',
    };
    this.asking = new Asking(client, keep);
    this.listening = [
      client.on('state', (connection) => this.change({ connection })),
      client.on('welcome', (welcome) => this.onWelcome(welcome)),
      client.on('request', (request) => this.onRequest(request)),
      client.on('session', (session) => this.onSession(session)),
      client.on('message', (message) => {
        if (message.sessionId !== this.state.session?.sessionId) return;
        const own = message.senderId === this.state.me?.personId;
        const last = this.state.messages.at(-1)?.number ?? 0;
        if (message.number <= last) return;
        this.change({
          messages: [...this.state.messages, message],
          pending: this.state.pending.filter(({ commandId }) => commandId !== hex(message.commandId)),
          ...(own ? {} : { typing: false }),
        });
      }),
      client.on('typing', ({ sessionId, personId, typing }) => {
        const other = sessionId === this.state.session?.sessionId && personId !== this.state.me?.personId;
        if (other) this.change({ typing, typist: personId });
      }),
      client.on('marks', ({ sessionId, personId, deliveredTo, readTo }) => {
        const { session } = this.state;
        if (session?.sessionId !== sessionId) return;
        const participants = session.participants.map((participant) =>
          participant.personId === personId ? { ...participant, deliveredTo, readTo } : participant,
        );
        this.change({ session: { ...session, participants } });
      }),
      client.on('endingSoon', ({ sessionId }) => {
        if (sessionId === this.state.session?.sessionId) this.change({ endingSoon: true });
      }),
      client.on('promiseReminder', ({ requestId, coach, window }) => {
        if (coach || requestId !== this.state.request?.requestId) return;
        this.change({ reminded: window?.fromMs ?? 0 });
        this.told('courtside-reminder', { requestId });
      }),
      client.on('outbox', (outbox) => this.onOutbox(outbox)),
      client.on('settled', (settled) => this.onSettled(settled)),
    ];
    this.onOutbox(client.outbox);
  }

  stop(): void {
    for (const end of this.listening) end();
    this.client.dispose();
  }

  // ---- What the learner does -------------------------------------------------------------------------------

  async ask(wish: Wish): Promise<void> {
    this.change({ asking: true, problem: '' });
    await this.attempt('ask', async () => {
      await this.asking.ask(wish);
      this.told('courtside-asked', {});
    });
    this.change({ asking: false });
  }

  async askAgain(issueId: number): Promise<boolean> {
    return this.attempt('ask', async () => {
      await this.client.askAgain({ issueId });
      this.told('courtside-asked', {});
    });
  }

  /** Takes the request back and asks anew, otherwise: a wider skill, or a time later today. */
  async askOtherwise(request: Request, otherwise: { skill?: string; fromMs?: number; toMs?: number }): Promise<void> {
    const { skill = request.skill, fromMs, toMs } = otherwise;
    await this.attempt('ask', async () => {
      await this.client.cancel(request.requestId);
      await this.client.ask({
        issueId: request.issueId,
        minutes: request.minutes,
        skill,
        neededByMs: request.neededByMs,
        ...(fromMs && toMs ? { window: { fromMs, toMs } } : {}),
      });
    });
  }

  /** Without a window the promise is given back. */
  takePromise(request: Request, window?: TimeWindow): Promise<boolean> {
    return this.attempt('promise', () => this.client.takePromise(request.requestId, window));
  }

  /** Asks more people; the wait counts on. */
  widen(request: Request): Promise<boolean> {
    return this.attempt('widen', () => this.client.widen(request.requestId));
  }

  cancel(request: Request): Promise<boolean> {
    return this.attempt('cancel', () => this.client.cancel(request.requestId));
  }

  solvedAlone(request: Request): Promise<boolean> {
    return this.attempt('solved', () => this.client.solvedAlone(request.requestId));
  }

  /** "I am here", where it was not said yet. */
  join(): void {
    const { session, me } = this.state;
    const joined = session?.participants.find(({ personId }) => personId === me?.personId)?.joined;
    if (session?.state === SessionState.STARTING && joined === false) {
      void this.attempt('join', () => this.client.join(session.sessionId));
    }
  }

  send(text: string): void {
    const { session } = this.state;
    // What became of it is told as `settled`.
    if (session) this.client.send({ sessionId: session.sessionId, text }).catch(() => undefined);
  }

  typing(typing: boolean): void {
    if (this.state.session) this.client.typing(this.state.session.sessionId, typing);
  }

  read(number: number): void {
    if (this.state.session) this.client.markRead(this.state.session.sessionId, number);
  }

  extend(agree: boolean): Promise<boolean> {
    const { session } = this.state;
    return this.attempt('extend', async () => session && this.client.extend(session.sessionId, agree));
  }

  wrongMatch(): Promise<boolean> {
    const { session } = this.state;
    return this.attempt('wrong', async () => session && this.client.wrongMatch(session.sessionId));
  }

  end(outcome?: Outcome, nextStep = ''): Promise<boolean> {
    const { session } = this.state;
    return this.attempt('end', async () => session && this.client.endSession(session.sessionId, outcome, nextStep.trim()));
  }

  /** For good: after it nobody is signed in here, and nothing of them is kept in this browser. */
  eraseMe(): Promise<boolean> {
    return this.attempt('erase', async () => {
      await this.client.eraseMe(this.state.me?.personId ?? 0);
      this.change({ erased: true });
      this.keep.clear();
      this.client.signOut();
    });
  }

  async closeWithWord(word: Omit<ClosingWord, 'sessionId'>): Promise<void> {
    const { session } = this.state;
    if (session && (await this.attempt('word', () => this.client.closeWithWord({ sessionId: session.sessionId, ...word })))) {
      this.leaveSession();
    }
  }

  /** The ended session, or the expired request, was taken note of. */
  leaveSession(): void {
    this.keep.set(closingName, '');
    const { request } = this.state;
    this.change({ session: undefined, messages: [], request: request && isOpen(request) ? request : undefined });
  }

  /** Says what went wrong, by its key. */
  failed(problem: string): void {
    this.change({ problem });
  }

  endingSoonAnswered(): void {
    this.change({ endingSoon: false });
  }

  /** Runs a command under a name; false where it was refused, with `problem` saying why. */
  async attempt(name: string, run: () => Promise<unknown> | undefined): Promise<boolean> {
    this.change({ busy: new Set([...this.state.busy, name]), problem: '' });
    let problem = '';
    try {
      await run();
    } catch (error) {
      problem = problemOf(error);
    }
    this.change({ busy: new Set([...this.state.busy].filter((other) => other !== name)), problem });
    return problem === '';
  }

  // ---- What the server tells ---------------------------------------------------------------------------------

  private onWelcome(welcome: Welcome): void {
    const { request, session, me } = this.state;
    const samePerson = me === undefined || me.personId === welcome.me?.personId;
    const stillOpen = welcome.requests.some(({ requestId }) => requestId === request?.requestId);
    this.change({
      welcomed: true,
      me: welcome.me,
      limits: welcome.limits,
      ...(samePerson ? {} : { session: undefined, messages: [] }),
      erased: false,
      request: stillOpen || request?.state === RequestState.EXPIRED ? request : undefined,
    });
    const live = welcome.requests.length > 0 || welcome.sessions.length > 0;
    if (live) this.asking.forget();
    else void this.resumeAsking();
    if (!session && welcome.sessions.length === 0) void this.resumeClosing();
  }

  private async resumeAsking(): Promise<void> {
    if (this.state.asking || !this.asking.isUnfinished) return;
    this.change({ asking: true });
    await this.attempt('ask', () => this.asking.resume());
    this.change({ asking: false });
  }

  private async resumeClosing(): Promise<void> {
    const sessionId = Number(this.keep.get(closingName));
    if (!sessionId) return;
    try {
      const { sessions } = await this.client.fetchSessions({ limit: 5 });
      const ended = sessions.find((session) => session.sessionId === sessionId);
      if (ended?.state !== SessionState.ENDED || this.state.session) return;
      const { messages } = await this.client.fetchMessages(sessionId, {});
      if (!this.state.session && wasHeld(ended)) this.change({ session: ended, messages });
    } catch {
      // Asked again after the next sign-in.
    }
  }

  private onRequest(request: Request): void {
    const { state } = this;
    if (!isOpen(request) && request.requestId !== state.request?.requestId) return;
    const wasOpen = state.request?.requestId === request.requestId && isOpen(state.request);
    const over = request.state === RequestState.CANCELLED || request.state === RequestState.SOLVED_ALONE || request.state === RequestState.MATCHED;
    // A new request ends what was left to say about an earlier session.
    const begun = isOpen(request) && state.session?.state === SessionState.ENDED;
    if (begun) this.keep.set(closingName, '');
    const handed = begun && state.session?.outcome === Outcome.TRANSFERRED ? handedOverFrom(state.session) : state.handedOver;
    this.change({
      request: over ? undefined : request,
      handedOver: isOpen(request) ? handed : undefined,
      ...(begun ? { session: undefined, messages: [] } : {}),
    });
    if (!isOpen(request) || wasOpen) return;
    this.told('courtside-waiting', { requestId: request.requestId });
    void this.learnTitle(request);
  }

  private async learnTitle({ issueId }: Request): Promise<void> {
    try {
      const { issues } = await this.client.fetchIssues({ before: issueId + 1, limit: 1 });
      if (issues[0]?.issueId === issueId) this.change({ title: issues[0].title });
    } catch {
      // It is only a reminder.
    }
  }

  private onSession(session: Session): void {
    const current = this.state.session;
    const isOver = session.state === SessionState.ENDED;
    if (current?.sessionId !== session.sessionId) {
      // Of an earlier session only the present one's own end matters.
      if (isOver) return;
      this.keep.set(closingName, String(session.sessionId));
      this.unsent.length = 0;
      this.change({ session, messages: [], typing: false, endingSoon: false, problem: '' });
      if (session.state === SessionState.STARTING) this.told('courtside-matched', { sessionId: session.sessionId });
      return;
    }
    const started = current.state === SessionState.STARTING && session.state === SessionState.ACTIVE;
    const ended = current.state !== SessionState.ENDED && isOver;
    if (ended && !wasHeld(session)) this.keep.set(closingName, '');
    const handedOver = ended && session.outcome === Outcome.TRANSFERRED;
    const nothingToSay = ended && (handedOver || !wasHeld(session)) && this.state.request !== undefined;
    this.change({
      ...(handedOver ? { handedOver: handedOverFrom(session) } : {}),
      session: nothingToSay ? undefined : session,
      ...(isOver ? { typing: false, endingSoon: false } : {}),
      ...(session.minutes !== current.minutes ? { endingSoon: false } : {}),
    });
    if (started) this.told('courtside-started', { sessionId: session.sessionId });
    if (ended) this.told('courtside-ended', { sessionId: session.sessionId });
  }

  private onOutbox(outbox: readonly PendingChange[]): void {
    const numbered = new Set(this.state.messages.map(({ commandId }) => hex(commandId)));
    const waiting = outbox.flatMap(({ commandId, command, madeMs }) =>
      command.$case === 'sendMessage' && command.value.body?.$case === 'text' && !numbered.has(commandId)
        ? [{ sessionId: command.value.sessionId, commandId, text: command.value.body.value.text, madeMs }]
        : [],
    );
    const ofThis = waiting.filter(({ sessionId }) => !this.state.session || sessionId === this.state.session.sessionId);
    this.change({ pending: [...this.unsent, ...ofThis] });
  }

  private onSettled({ commandId, command, error }: Settled): void {
    if (!error || command.$case !== 'sendMessage' || command.value.body?.$case !== 'text') return;
    if (command.value.sessionId !== this.state.session?.sessionId) return;
    const failed = { commandId, text: command.value.body.value.text, madeMs: this.client.serverNow(), failed: true };
    this.unsent.push(failed);
    this.change({ pending: [...this.state.pending.filter((pending) => pending.commandId !== commandId), failed] });
  }

  private change(change: Partial<LearnerState>): void {
    const before = this.state;
    this.state = { ...before, ...change };
    this.changed(this.state, before);
  }
}

function handedOverFrom(session: Session): LearnerState['handedOver'] {
  return { name: coachOf(session)?.name ?? '', line: session.nextStep };
}
