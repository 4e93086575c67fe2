import type * as api from './api.js';
import { ClientError, ErrorCode, localError } from './errors.js';
import {
  command,
  commands,
  noReply,
  readReply,
  type Answered,
  type Change,
  type Given,
  type Result,
} from './protocol/commands.js';
import { Engine } from './protocol/engine.js';
import { Shell } from './shell/shell.js';
import { browserEnvironment, type Environment } from './shell/environment.js';
import { DeclineReason, Outcome, type Limits, type Person, type SubscribePush, type TimeWindow } from './wire.js';

/**
 * One person's connection to a Courtside server: signs in, stays connected, and carries commands and events. Nothing
 * happens before `connect()`. `environment` is the browser unless a test or another runtime replaces it.
 */
export class Client implements api.CourtsideClient {
  readonly #shell: Shell;

  /** Throws a TypeError where `url` or `getToken` can't be used. */
  constructor(options: api.ClientOptions, environment: Environment = browserEnvironment()) {
    this.#shell = new Shell(options, environment);
  }

  connect(): void {
    this.#run((engine, now) => engine.connect(now));
  }

  disconnect(): void {
    this.#run((engine, now) => engine.disconnect(now));
  }

  signOut(): void {
    this.#run((engine, now) => engine.signOut(true, now));
  }

  dispose(): void {
    this.#shell.dispose();
  }

  on<Name extends keyof api.ClientEvents>(
    name: Name,
    listener: (event: api.ClientEvents[Name]) => void,
  ): () => void {
    return this.#shell.events.on(name, listener);
  }

  get state(): api.StateChange {
    return this.#shell.engine.state;
  }

  get me(): Person | undefined {
    return this.#shell.engine.me;
  }

  get limits(): Limits | undefined {
    return this.#shell.engine.limits;
  }

  get outbox(): readonly api.PendingChange[] {
    return this.#shell.engine.pending;
  }

  get storing(): boolean {
    return this.#shell.isStoring;
  }

  serverNow(): number {
    return this.#shell.engine.serverNow(this.#shell.now());
  }

  setReadyUntil(untilMs: number): Promise<Result<'setPresence'>> {
    return this.#ask('setPresence', { intent: { $case: 'readyUntilMs', value: untilMs } });
  }

  setAway(): Promise<Result<'setPresence'>> {
    return this.#ask('setPresence', { intent: { $case: 'away', value: true } });
  }

  setAvailability(windows: TimeWindow[]): Promise<Result<'setAvailability'>> {
    return this.#ask('setAvailability', { windows });
  }

  openIssue(issue: api.NewIssue): api.ChangePromise<Result<'openIssue'>> {
    return this.#change('openIssue', issue);
  }

  ask(request: api.NewRequest): api.ChangePromise<Result<'ask'>> {
    return this.#change('ask', { minutes: 15, ...request });
  }

  askAgain(request: api.FurtherRequest): api.ChangePromise<Result<'askAgain'>> {
    return this.#change('askAgain', { minutes: 15, ...request });
  }

  cancel(requestId: number): api.ChangePromise<void> {
    return this.#change('cancelRequest', { requestId });
  }

  solvedAlone(requestId: number): api.ChangePromise<void> {
    return this.#change('solvedAlone', { requestId });
  }

  block(personId: number): api.ChangePromise<void> {
    return this.#change('block', { personId });
  }

  unblock(personId: number): api.ChangePromise<void> {
    return this.#change('unblock', { personId });
  }

  offerShown(offerId: number): Promise<void> {
    return this.#ask('offerShown', { offerId });
  }

  accept(offerId: number): api.ChangePromise<Result<'acceptOffer'>> {
    return this.#change('acceptOffer', { offerId });
  }

  decline(offerId: number, reason: DeclineReason = DeclineReason.UNSPECIFIED, note = ''): api.ChangePromise<void> {
    return this.#change('declineOffer', { offerId, reason, note });
  }

  join(sessionId: number): api.ChangePromise<Result<'joinSession'>> {
    return this.#change('joinSession', { sessionId });
  }

  send({ sessionId, text, moment, replyTo }: api.NewMessage): api.ChangePromise<Result<'sendMessage'>> {
    const body =
      moment === undefined
        ? ({ $case: 'text', value: { text } } as const)
        : ({ $case: 'moment', value: { kind: moment, text } } as const);
    return this.#change('sendMessage', { sessionId, body, replyTo: replyTo ?? 0 });
  }

  typing(sessionId: number, typing: boolean): void {
    this.#run((engine) => engine.typing(sessionId, typing));
  }

  markRead(sessionId: number, number: number): void {
    this.#run((engine, now) => engine.markRead(sessionId, number, now));
  }

  async signal(sessionId: number, payload: Uint8Array): Promise<void> {
    const problem = this.#run((engine) => engine.signal(sessionId, payload));
    if (problem) {
      throw problem;
    }
  }

  extend(sessionId: number, agree: boolean): api.ChangePromise<Result<'extend'>> {
    return this.#change('extend', { sessionId, agree });
  }

  wrongMatch(sessionId: number): api.ChangePromise<Result<'wrongMatch'>> {
    return this.#change('wrongMatch', { sessionId });
  }

  endSession(
    sessionId: number,
    outcome: Outcome = Outcome.UNSPECIFIED,
    nextStep = '',
  ): api.ChangePromise<Result<'endSession'>> {
    return this.#change('endSession', { sessionId, outcome, nextStep });
  }

  closeWithWord(word: api.ClosingWord): api.ChangePromise<void> {
    return this.#change('closeWithWord', word);
  }

  writeNote(sessionId: number, text: string): api.ChangePromise<void> {
    return this.#change('writeNote', { sessionId, text });
  }

  handOver(to: api.Handover): api.ChangePromise<Result<'handOver'>> {
    return this.#change('handOver', to);
  }

  inviteExpert(who: api.Invitation): api.ChangePromise<void> {
    return this.#change('inviteExpert', who);
  }

  leaveSession(sessionId: number): api.ChangePromise<void> {
    return this.#change('leaveSession', { sessionId });
  }

  takePromise(requestId: number, window?: TimeWindow): api.ChangePromise<Result<'takePromise'>> {
    return this.#change('takePromise', { requestId, ...(window ? { window } : {}) });
  }

  widen(requestId: number): api.ChangePromise<Result<'widenRequest'>> {
    return this.#change('widenRequest', { requestId });
  }

  setPreferences(wanted: Given<'setPreferences'>): api.ChangePromise<Result<'setPreferences'>> {
    return this.#change('setPreferences', wanted);
  }

  subscribePush(channel: SubscribePush): api.ChangePromise<Result<'subscribePush'>> {
    return this.#change('subscribePush', channel);
  }

  unsubscribePush(endpoint: string): api.ChangePromise<Result<'unsubscribePush'>> {
    return this.#change('unsubscribePush', { endpoint });
  }

  testPush(endpoint: string): api.ChangePromise<void> {
    return this.#change('testPush', { endpoint });
  }

  confirmPush(endpoint: string, code: string): api.ChangePromise<Result<'confirmPush'>> {
    return this.#change('confirmPush', { endpoint, code });
  }

  eraseMe(confirm: number): api.ChangePromise<void> {
    return this.#change('eraseMe', { confirm });
  }

  fetchIssues({ before = 0, limit = 0 }: api.Page = {}): Promise<Result<'fetchIssues'>> {
    return this.#ask('fetchIssues', { beforeId: before, limit });
  }

  fetchSessions({ issueId = 0, before = 0, limit = 0 }: api.Page & { issueId?: number } = {}): Promise<
    Result<'fetchSessions'>
  > {
    return this.#ask('fetchSessions', { issueId, beforeId: before, limit });
  }

  fetchMessages(sessionId: number, page: { after?: number; limit?: number } = {}): Promise<Result<'fetchMessages'>> {
    return this.#ask('fetchMessages', { sessionId, ...page });
  }

  search(text: string, beforeSessionId = 0): Promise<Result<'searchMessages'>> {
    return this.#ask('searchMessages', { text, beforeSessionId });
  }

  fetchSkills(page: { afterCode?: string; limit?: number } = {}): Promise<Result<'fetchSkills'>> {
    return this.#ask('fetchSkills', page);
  }

  fetchOffers({ before = 0, limit = 0 }: api.Page = {}): Promise<Result<'fetchOffers'>> {
    return this.#ask('fetchOffers', { beforeId: before, limit });
  }

  fetchNotes(sessionId: number): Promise<Result<'fetchNotes'>> {
    return this.#ask('fetchNotes', { sessionId });
  }

  fetchBriefing(sessionId: number): Promise<Result<'fetchBriefing'>> {
    return this.#ask('fetchBriefing', { sessionId });
  }

  fetchWaiting(): Promise<Result<'fetchWaiting'>> {
    return this.#ask('fetchWaiting', {});
  }

  fetchCoverage(month = '', from = 0): Promise<Result<'fetchCoverage'>> {
    return this.#ask('fetchCoverage', { month, from });
  }

  async fetchMyData(): Promise<string> {
    const bytes = new TextEncoder();
    let whole = '';
    for (let offset = 0, more = true; more; ) {
      const page = await this.#ask('fetchMyData', { offset });
      whole += page.part;
      offset = page.offset + bytes.encode(page.part).length;
      more = page.more && page.part !== '';
    }
    return whole;
  }

  #run<T>(action: (engine: Engine, now: number) => T): T {
    return this.#shell.run(action);
  }

  #ask<Case extends Answered>(name: Case, given: Given<Case>): Promise<Result<Case>> {
    return this.#submit(name, given).promise;
  }

  #change<Case extends Change>(name: Case, given: Given<Case>): api.ChangePromise<Result<Case>> {
    const { promise, commandId } = this.#submit(name, given);
    // Nobody has to wait for a change: 'settled' tells what became of it.
    promise.catch(() => {});
    return Object.assign(promise, { commandId });
  }

  #submit<Case extends Answered>(
    name: Case,
    given: Given<Case>,
  ): { promise: Promise<Result<Case>>; commandId: string } {
    let commandId = '';
    const promise = new Promise<Result<Case>>((resolve, reject: (error: ClientError) => void) => {
      const { keep } = commands[name];
      const wanted = command(name, given);
      commandId = this.#run((engine, now) =>
        engine.submit(
          keep,
          wanted,
          (answer) => {
            const result = 'error' in answer ? answer.error : readReply(name, answer.content);
            if (result === noReply) {
              reject(localError(ErrorCode.BAD_REPLY));
            } else if (result instanceof ClientError) {
              reject(result);
            } else {
              resolve(result);
            }
          },
          now,
        ),
      );
    });
    return { promise, commandId };
  }
}

