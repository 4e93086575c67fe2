import type { StateChange } from '../api.js';
import { ClientError, ErrorCode, fromWire, localError, tooLarge } from '../errors.js';
import type { Limits, Person, ServerFrame, Welcome } from '../wire.js';
import { command, type Command, type Content } from './commands.js';
import { Exchange, type Waiter } from './exchange.js';
import { identityOf } from './identity.js';
import { Lifecycle, type Step, type TokenResult } from './lifecycle.js';
import type { Keep } from './outbox.js';
import type { EngineOptions, Outside } from './outside.js';
import { Probe } from './probe.js';
import { SessionBook } from './session_book.js';
import { SessionSync } from './session_sync.js';
import type { StoredChange } from './stored_change.js';
import { Teller } from './teller.js';
import { earliest } from './time.js';

/** Until the server says otherwise. */
const defaultSignalBytes = 16 * 1024;

/** The whole client without I/O: events and the time go in, frames and events for the page go to Outside. */
export class Engine {
  readonly #lifecycle: Lifecycle;
  readonly #exchange: Exchange;
  readonly #book: SessionBook;
  readonly #sync: SessionSync;
  readonly #teller: Teller;
  readonly #probe: Probe;
  #identity: string | undefined;
  #welcome: Welcome | undefined;
  #helloId = 0;
  #refreshId = 0;
  #probeId = 0;
  #now = 0;
  /** The server's clock against this one's, as of the last sign-in. */
  #serverAhead = 0;
  #stopped = false;

  constructor(
    private readonly options: EngineOptions,
    private readonly outside: Outside,
  ) {
    this.#lifecycle = new Lifecycle(options.limits, options.random);
    this.#exchange = new Exchange(options, outside);
    this.#probe = new Probe(options.limits);
    this.#book = new SessionBook(
      {
        session: (session) => outside.emit('session', session),
        message: (message) => outside.emit('message', message),
        caughtUp: (event) => outside.emit('caughtUp', event),
      },
      options.deliveredMarks,
    );
    this.#teller = new Teller(this.#book, outside);
    this.#sync = new SessionSync(this.#book, this.#exchange);
  }

  get state(): StateChange {
    return this.#lifecycle.state;
  }

  get me(): Person | undefined {
    return this.#welcome?.me;
  }

  get limits(): Limits | undefined {
    return this.#welcome?.limits;
  }

  get pending(): Exchange['pending'] {
    return this.#exchange.pending;
  }

  serverNow(now: number): number {
    return now + this.#serverAhead;
  }

  get deadline(): number | undefined {
    if (this.#stopped) {
      return undefined;
    }
    const up = this.#lifecycle.isUp ? [this.#book.deadline, this.#probe.deadline(this.#exchange.waits)] : [];
    return earliest(this.#lifecycle.deadline, this.#exchange.deadline, ...up);
  }

  // ---- What the page wants -------------------------------------------------------------------------------

  connect(now: number): void {
    this.#run(now, () => this.#lifecycle.connect(now));
  }

  disconnect(now: number): void {
    this.#run(now, () => this.#lifecycle.disconnect());
  }

  /** `here`: not told by another tab, which has dropped what is stored already. */
  signOut(here: boolean, now: number): void {
    this.#run(now, () => {
      const steps = this.#lifecycle.signOut();
      this.#dropPerson(here);
      return steps;
    });
  }

  /** Closes and fails everything that waits; for good. What is stored stays. */
  stop(): void {
    this.#stopped = true;
    // Its reports are dropped: who disposes of a client knows.
    this.#lifecycle.disconnect();
    this.outside.close();
    this.#exchange.stop();
  }

  /** `done` is called once, perhaps at once. Returns the command id. */
  submit(keep: Keep, wanted: Command, done: Waiter, now: number): string {
    let commandId = '';
    const isAboutNow = keep === 'thisConnection';
    if (isAboutNow && !this.#stopped && !this.#lifecycle.isUp) {
      done({ error: localError(ErrorCode.DISCONNECTED) });
      return commandId;
    }
    if (wanted.$case === 'offerShown') {
      this.#teller.offers.shown(wanted.value.offerId);
    }
    commandId = this.#exchange.submit(keep, wanted, done, now);
    this.#run(now, () => []);
    return commandId;
  }

  typing(sessionId: number, typing: boolean): void {
    if (this.#lifecycle.isUp && !this.#exchange.isCongested) {
      this.#exchange.sendNow({ $case: 'setTyping', value: { sessionId, typing } });
    }
  }

  /** Undefined: it was handed to the connection. */
  signal(sessionId: number, payload: Uint8Array): ClientError | undefined {
    const limit = this.limits?.signalBytes || defaultSignalBytes;
    if (!this.#lifecycle.isUp) {
      return localError(ErrorCode.DISCONNECTED);
    }
    if (payload.length > limit) {
      return tooLarge(limit);
    }
    if (this.#exchange.isCongested) {
      return localError(ErrorCode.OUTBOX_FULL);
    }
    this.#exchange.sendNow({ $case: 'sendSignal', value: { sessionId, payload } });
    return undefined;
  }

  markRead(sessionId: number, number: number, now: number): void {
    this.#book.markRead(sessionId, number);
    this.#run(now, () => []);
  }

  // ---- What happens to it --------------------------------------------------------------------------------

  opened(now: number): void {
    this.#run(now, () => this.#lifecycle.opened());
  }

  closed(code: number, reason: string, now: number): void {
    this.#run(now, () => this.#lifecycle.closed(code, reason, now));
  }

  offline(now: number): void {
    this.#run(now, () => this.#lifecycle.offline(now));
  }

  asleep(now: number): void {
    this.#run(now, () => this.#lifecycle.asleep());
  }

  awake(now: number): void {
    this.#probe.hurry(now);
    this.#run(now, () => this.#lifecycle.awake(now));
  }

  tokenAnswered(ticket: number, result: TokenResult, now: number): void {
    this.#run(now, () => {
      const identity = result.kind === 'token' ? identityOf(result.token) : undefined;
      if (identity !== undefined && identity !== this.#identity && this.#lifecycle.isAsked(ticket)) {
        if (this.#identity !== undefined) {
          // Somebody else: nothing of the one before may be sent or shown as theirs.
          this.#apply(this.#lifecycle.closed(0, 'somebody else signs in', now));
          this.#dropPerson(true);
        }
        this.#identity = identity;
        this.outside.identified(identity);
        this.#exchange.storeAll();
      }
      return this.#lifecycle.tokenAnswered(ticket, result, now);
    });
  }

  restored(changes: readonly StoredChange[], now: number): void {
    this.#exchange.restored(changes, now);
    this.#run(now, () => []);
  }

  received(data: ArrayBuffer | string, now: number): void {
    this.#run(now, () => {
      this.#probe.heard(now);
      let frame: ServerFrame;
      try {
        frame = this.options.codec.decode(data);
      } catch {
        return this.#lifecycle.badFrame(now);
      }
      return frame.content ? this.#take(frame.requestId, frame.content) : [];
    });
  }

  tick(now: number): void {
    this.#run(now, () => {
      this.#exchange.expire(now);
      this.#apply(this.#lifecycle.tick(now));
      switch (this.#lifecycle.isUp ? this.#probe.judge(now, this.#exchange.waits) : undefined) {
        case 'ask':
          // No command in it: the server answers at once that it does not know it, and changes nothing.
          this.#probeId = this.#exchange.sendNow(undefined);
          return [];
        case 'dead':
          return this.#lifecycle.closed(0, 'the server has fallen silent', now);
        default:
          return [];
      }
    });
  }

  // ---- Inside --------------------------------------------------------------------------------------------

  /** One event, what is to be done about it, and then whatever is due. */
  #run(now: number, event: () => Step[]): void {
    if (this.#stopped) {
      return;
    }
    this.#now = now;
    this.#apply(event());
    if (this.#lifecycle.isUp) {
      this.#sync.settle(now);
      this.#exchange.flush(now);
    }
  }

  #apply(steps: readonly Step[]): void {
    for (const step of steps) {
      switch (step.do) {
        case 'askToken':
          this.outside.askToken(step.fresh, step.ticket);
          break;
        case 'openTransport':
          this.outside.open();
          break;
        case 'closeTransport':
          this.outside.close();
          this.#helloId = this.#refreshId = this.#probeId = 0;
          this.#book.connectionLost();
          this.#exchange.connectionLost();
          break;
        case 'sendHello': {
          const { clientName, clientVersion, deviceId } = this.options;
          const hello = { token: step.token, clientName, clientVersion, deviceId };
          this.#helloId = this.#exchange.sendNow({ $case: 'hello', value: hello });
          break;
        }
        case 'sendRefresh':
          this.#refreshId = this.#exchange.sendNow({ $case: 'refreshToken', value: { token: step.token } });
          break;
        case 'report':
          this.outside.emit('state', step.change);
          break;
      }
    }
  }

  #take(id: number, content: Content): Step[] {
    if (id !== 0 && id === this.#probeId) {
      // It is still there, whatever it says.
      return [];
    }
    if (id !== 0 && (id === this.#helloId || id === this.#refreshId)) {
      return this.#onSignInReply(content);
    }
    if (!this.#lifecycle.isUp) {
      // Nothing else comes before Welcome, but for a refusal that names no request.
      return content.$case === 'error' ? this.#lifecycle.helloRefused(fromWire(content.value), this.#now) : [];
    }
    const told = (wanted: Command, commandId: Uint8Array): void => this.#teller.replied(wanted, commandId, content);
    if (id === 0 || (!this.#exchange.replied(id, content, told, this.#now) && content.$case === 'error')) {
      this.#teller.tell(content);
    }
    return [];
  }

  #onSignInReply(content: Content): Step[] {
    switch (content.$case) {
      case 'welcome':
        return this.#onWelcome(content.value);
      case 'tokenRefreshed': {
        const life = lifeOf(content.value.tokenExpiresMs, this.serverNow(this.#now));
        this.#lifecycle.refreshed(life, this.#now);
        return [];
      }
      case 'error': {
        const error = fromWire(content.value);
        return this.#lifecycle.isUp
          ? this.#lifecycle.refreshRefused(error, this.#now)
          : this.#lifecycle.helloRefused(error, this.#now);
      }
      default:
        return this.#lifecycle.badFrame(this.#now);
    }
  }

  #onWelcome(welcome: Welcome): Step[] {
    this.#welcome = welcome;
    this.#exchange.frameBytes = welcome.limits?.frameBytes || this.#exchange.frameBytes;
    this.#serverAhead = welcome.serverTimeMs - this.#now;
    this.#probe.heard(this.#now);
    this.#apply(this.#lifecycle.welcomed(lifeOf(welcome.tokenExpiresMs, welcome.serverTimeMs), this.#now));
    this.#teller.welcome(welcome).forEach((session) => this.#sync.learnEnd(session, this.#now));
    this.#teller.offers.allShown.forEach((offerId) => this.#confirm(offerId));
    return [];
  }

  /** Shown before a reconnect: the server may not have heard of it. */
  #confirm(offerId: number): void {
    // A refusal means that the offer is gone, which OfferClosed tells.
    this.#exchange.submit('internal', command('offerShown', { offerId }), () => {}, this.#now);
  }

  #dropPerson(here: boolean): void {
    this.outside.forgetAll(here);
    this.#exchange.drop();
    this.#teller.clear();
    this.#welcome = undefined;
    this.#identity = undefined;
  }
}

function lifeOf(expiresMs: number, nowMs: number): number | undefined {
  return expiresMs === 0 ? undefined : Math.max(expiresMs - nowMs, 0);
}
