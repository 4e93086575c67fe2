import type { ClientLimits, ConnectionState, StateChange, StateReason } from '../api.js';
import { ErrorCode, type ClientError } from '../errors.js';
import { BackOff, type Random } from './back_off.js';
import { judgeClose } from './close_rule.js';
import { earliest } from './time.js';

/** What a token source came up with. */
export type TokenResult =
  | { kind: 'token'; token: string }
  /** This person may not sign in: the client stops. */
  | { kind: 'unauthorised'; text: string }
  /** Not this time: asked again after a back-off. */
  | { kind: 'failed'; text: string };

/** What the lifecycle wants done, in order. */
export type Step =
  /** The ticket is to be given back with the answer; what was asked before is not waited for any more. */
  | { do: 'askToken'; fresh: boolean; ticket: number }
  | { do: 'openTransport' }
  | { do: 'closeTransport' }
  | { do: 'sendHello'; token: string }
  | { do: 'sendRefresh'; token: string }
  | { do: 'report'; change: StateChange };

type Phase = 'idle' | 'wantsToken' | 'opening' | 'up' | 'backingOff' | 'asleep';

const shortestTokenLife = 1_000;
const longestTokenLife = 365 * 24 * 60 * 60 * 1_000;

/**
 * From `connect()` to `disconnect()`: tokens, sign-in, back-off, sleep, and what ends it for good. Each function takes
 * one event and returns what is to be done about it; events of a transport that is closed already must not be
 * passed on.
 */
export class Lifecycle {
  #phase: Phase = 'idle';
  #state: StateChange = { state: 'disconnected', reason: 'none', text: '', closeCode: 0 };
  readonly #reconnectBackOff: BackOff;
  readonly #tokenBackOff: BackOff;

  #token = '';
  /** From here on the token is replaced; undefined: not known yet, or never. */
  #replaceAt: number | undefined;
  #wantsFresh = false;
  #asking = false;
  #ticket = 0;
  #tokenDeadline = 0;

  #attemptDeadline = 0;
  #retryAt = 0;
  #delay = 0;
  #upSince = 0;

  constructor(
    private readonly limits: ClientLimits,
    random: Random,
  ) {
    this.#reconnectBackOff = new BackOff(limits.backOffLeastMs, limits.backOffMostMs, random);
    this.#tokenBackOff = new BackOff(limits.backOffLeastMs, limits.backOffMostMs, random);
  }

  get isUp(): boolean {
    return this.#phase === 'up';
  }

  get state(): StateChange {
    return this.#state;
  }

  connect(now: number): Step[] {
    const steps: Step[] = [];
    if (this.#phase === 'idle') {
      this.#wantsFresh = false;
      this.#reconnectBackOff.reset();
      this.#tokenBackOff.reset();
      this.#report(steps, 'connecting', 'asked');
      this.#beginAttempt(now, steps);
    }
    return steps;
  }

  disconnect(reason: StateReason = 'asked'): Step[] {
    const steps: Step[] = [];
    if (this.#phase !== 'idle') {
      this.#stop(steps, reason);
    }
    return steps;
  }

  /** The next token may be somebody else's: neither the one at hand nor one on its way will do. */
  signOut(): Step[] {
    const steps: Step[] = [];
    this.#token = '';
    this.#asking = false;
    this.#stop(steps, 'signed_out');
    return steps;
  }

  /** The answer to this ticket is waited for. */
  isAsked(ticket: number): boolean {
    return this.#asking && ticket === this.#ticket;
  }

  tokenAnswered(ticket: number, answer: TokenResult, now: number): Step[] {
    const steps: Step[] = [];
    if (!this.isAsked(ticket)) {
      return steps;
    }
    this.#asking = false;
    const result: TokenResult =
      answer.kind === 'token' && answer.token === ''
        ? { kind: 'failed', text: 'the token source gave an empty token' }
        : answer;
    switch (result.kind) {
      case 'token':
        this.#tokenBackOff.reset();
        this.#token = result.token;
        this.#replaceAt = undefined;
        if (this.#phase === 'wantsToken') {
          this.#beginAttempt(now, steps);
        } else if (this.#phase === 'up') {
          steps.push({ do: 'sendRefresh', token: this.#token });
        }
        break;
      case 'unauthorised':
        this.#token = '';
        if (this.#phase !== 'idle') {
          this.#stop(steps, 'unauthorised', result.text);
        }
        break;
      case 'failed':
        if (this.#phase === 'wantsToken') {
          this.#backOff(steps, now, this.#reconnectBackOff.next(), 'token_failed', result.text);
        } else {
          this.#replaceAt = now + this.#tokenBackOff.next();
        }
        break;
    }
    return steps;
  }

  opened(): Step[] {
    return this.#phase === 'opening' ? [{ do: 'sendHello', token: this.#token }] : [];
  }

  /** `tokenLifeMs`: from now; undefined: it does not end. */
  welcomed(tokenLifeMs: number | undefined, now: number): Step[] {
    const steps: Step[] = [];
    if (this.#phase === 'opening') {
      this.#phase = 'up';
      this.#upSince = now;
      this.refreshed(tokenLifeMs, now);
      this.#report(steps, 'connected', 'none');
    }
    return steps;
  }

  helloRefused(error: ClientError, now: number): Step[] {
    const steps: Step[] = [];
    if (this.#phase !== 'opening') {
      return steps;
    }
    if (error.code === ErrorCode.UNAUTHENTICATED) {
      if (this.#mayAskFresh()) {
        steps.push({ do: 'closeTransport' });
        this.#beginAttempt(now, steps);
      } else {
        this.#stop(steps, 'unauthorised', error.text);
      }
    } else if (error.retry) {
      steps.push({ do: 'closeTransport' });
      const delay = Math.max(error.retryAfterMs, this.#reconnectBackOff.next());
      this.#backOff(steps, now, delay, 'closed_by_server', error.text);
    } else {
      this.#stop(steps, 'refused', error.text);
    }
    return steps;
  }

  refreshed(tokenLifeMs: number | undefined, now: number): void {
    this.#wantsFresh = false;
    // Four fifths of its life, so that a slow answer is still in time.
    this.#replaceAt =
      tokenLifeMs === undefined
        ? undefined
        : now + (Math.min(Math.max(tokenLifeMs, shortestTokenLife), longestTokenLife) * 4) / 5;
  }

  refreshRefused(error: ClientError, now: number): Step[] {
    const steps: Step[] = [];
    if (this.#phase !== 'up') {
      return steps;
    }
    if (error.code !== ErrorCode.UNAUTHENTICATED) {
      this.#replaceAt = now + Math.max(error.retryAfterMs, this.#tokenBackOff.next());
    } else if (this.#mayAskFresh()) {
      this.#askToken(now, steps);
    } else {
      this.#stop(steps, 'unauthorised', error.text);
    }
    return steps;
  }

  /** The transport failed or was closed by the server; `code` 0: without a close frame, `reason` tells why. */
  closed(code: number, reason: string, now: number): Step[] {
    const steps: Step[] = [];
    if (this.#phase !== 'opening' && this.#phase !== 'up') {
      return steps;
    }
    const verdict = judgeClose(code, reason);
    if (verdict.tokenEnded) {
      this.#token = '';
    }
    if (!verdict.reconnect) {
      this.#stop(steps, verdict.reason, reason, code);
      return steps;
    }
    steps.push({ do: 'closeTransport' });
    if (this.#phase === 'up' && now - this.#upSince >= this.limits.goodAfterMs) {
      this.#reconnectBackOff.reset();
    }
    this.#backOff(steps, now, verdict.delayMs ?? this.#reconnectBackOff.next(), verdict.reason, reason, code);
    return steps;
  }

  /** The server sent what can't be understood: another connection may do better. */
  badFrame(now: number): Step[] {
    return this.closed(0, 'the server sent what is no frame of this protocol', now);
  }

  /** The browser says that it has no network. It may be wrong, so trying goes on, as rarely as it can. */
  offline(now: number): Step[] {
    const steps: Step[] = [];
    if (this.#phase !== 'idle' && this.#phase !== 'asleep') {
      steps.push({ do: 'closeTransport' });
      this.#backOff(steps, now, this.limits.backOffMostMs, 'offline', 'the browser has no network');
    }
    return steps;
  }

  /** The page is put away, perhaps for good. */
  asleep(): Step[] {
    const steps: Step[] = [];
    if (this.#phase !== 'idle' && this.#phase !== 'asleep') {
      this.#phase = 'asleep';
      steps.push({ do: 'closeTransport' });
      this.#report(steps, 'reconnecting', 'asleep', 'the page was put away');
    }
    return steps;
  }

  /** The page is there again, is looked at, or has a network: what waits need not wait any longer. */
  awake(now: number): Step[] {
    if (this.#phase === 'idle') {
      return this.#state.reason === 'displaced' ? this.connect(now) : [];
    }
    const steps: Step[] = [];
    const toldByServer = this.#state.reason === 'closed_by_server';
    if (this.#phase === 'asleep' || (this.#phase === 'backingOff' && !toldByServer)) {
      this.#reconnectBackOff.reset();
      this.#beginAttempt(now, steps);
    }
    return steps;
  }

  tick(now: number): Step[] {
    this.#boundWaits(now);
    if (this.#asking && now >= this.#tokenDeadline) {
      const late: TokenResult = { kind: 'failed', text: 'the token source did not answer in time' };
      return this.tokenAnswered(this.#ticket, late, now);
    }
    if (this.#phase === 'opening' && now >= this.#attemptDeadline) {
      return this.closed(0, 'the server was not reached in time', now);
    }
    const steps: Step[] = [];
    if (this.#phase === 'backingOff' && now >= this.#retryAt) {
      this.#beginAttempt(now, steps);
    } else if (this.#phase === 'up' && this.#replaceAt !== undefined && now >= this.#replaceAt) {
      this.#askToken(now, steps);
    }
    return steps;
  }

  get deadline(): number | undefined {
    const phase = this.#phase;
    return earliest(
      this.#asking ? this.#tokenDeadline : undefined,
      phase === 'opening' ? this.#attemptDeadline : undefined,
      phase === 'backingOff' ? this.#retryAt : undefined,
      phase === 'up' && !this.#asking ? this.#replaceAt : undefined,
    );
  }

  /** A clock that was set back must not make anything wait longer than it was to. */
  #boundWaits(now: number): void {
    this.#retryAt = Math.min(this.#retryAt, now + this.#delay);
    this.#attemptDeadline = Math.min(this.#attemptDeadline, now + this.limits.connectTimeoutMs);
    this.#tokenDeadline = Math.min(this.#tokenDeadline, now + this.limits.tokenTimeoutMs);
  }

  #beginAttempt(now: number, steps: Step[]): void {
    const usable = this.#token !== '' && (this.#replaceAt === undefined || now < this.#replaceAt);
    if (!usable) {
      this.#phase = 'wantsToken';
      this.#askToken(now, steps);
      return;
    }
    this.#phase = 'opening';
    this.#attemptDeadline = now + this.limits.connectTimeoutMs;
    steps.push({ do: 'openTransport' });
  }

  #askToken(now: number, steps: Step[]): void {
    if (!this.#asking) {
      this.#asking = true;
      this.#tokenDeadline = now + this.limits.tokenTimeoutMs;
      steps.push({ do: 'askToken', fresh: this.#wantsFresh, ticket: ++this.#ticket });
    }
  }

  /** The server refused the token: one fresh one, then it is over. False: it is over. */
  #mayAskFresh(): boolean {
    this.#token = '';
    const first = !this.#wantsFresh;
    this.#wantsFresh = true;
    return first;
  }

  #backOff(steps: Step[], now: number, delay: number, reason: StateReason, text: string, code = 0): void {
    this.#phase = 'backingOff';
    this.#delay = delay;
    this.#retryAt = now + delay;
    this.#report(steps, 'reconnecting', reason, text, code, delay);
  }

  #stop(steps: Step[], reason: StateReason, text = '', code = 0): void {
    // A token that was asked for stays so: its source must not be called twice at a time.
    this.#phase = 'idle';
    steps.push({ do: 'closeTransport' });
    this.#report(steps, 'disconnected', reason, text, code);
  }

  #report(steps: Step[], state: ConnectionState, reason: StateReason, text = '', closeCode = 0, delay?: number): void {
    this.#state = { state, reason, text, closeCode, ...(delay === undefined ? {} : { retryInMs: delay }) };
    steps.push({ do: 'report', change: this.#state });
  }
}
