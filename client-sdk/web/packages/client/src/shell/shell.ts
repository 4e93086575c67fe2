import type { ClientOptions, KeyValueStorage } from '../api.js';
import { binaryCodec } from '../codec/binary.js';
import { defaultLimits } from '../limits.js';
import { Engine } from '../protocol/engine.js';
import type { Outside } from '../protocol/outside.js';
import { hex } from '../protocol/stored_change.js';
import { addressOf } from './address.js';
import type { Environment } from './environment.js';
import { EventQueue } from './event_queue.js';
import { OutboxStore } from './outbox_store.js';
import { deviceIdIn, usable } from './safe_storage.js';
import { HeartbeatTabs, LockTabs } from './tabs.js';
import { TokenCaller } from './token_caller.js';
import { Transport } from './transport.js';

/** Timers are set for this long at most, so that a machine that slept is noticed. */
const longestTimer = 30_000;
const shortestTimer = 5;

/** Puts the engine into the browser: one timer, one socket, the storage, the page's events. */
export class Shell {
  readonly events: EventQueue;
  readonly engine: Engine;
  readonly #store: OutboxStore | undefined;
  readonly #tokens: TokenCaller;
  readonly #transport: Transport;
  readonly #unwatch: () => void;
  #stopTimer = (): void => {};
  #disposed = false;

  constructor(
    options: ClientOptions,
    private readonly environment: Environment,
  ) {
    if (typeof options.getToken !== 'function') {
      throw new TypeError('Courtside needs getToken, a function that gives a token for the person.');
    }
    const address = addressOf(options.url);
    const codec = options.codec ?? binaryCodec;
    const storage = usable(() => (options.storage === undefined ? environment.storage() : options.storage));
    const fresh = (): string => hex(environment.randomBytes(8));

    this.events = new EventQueue((problem) => environment.report(problem));
    this.#tokens = new TokenCaller(options.getToken);
    this.#transport = new Transport(() => environment.openSocket(address, codec.subprotocol), {
      opened: () => this.run((engine, now) => engine.opened(now)),
      received: (data) => this.run((engine, now) => engine.received(data, now)),
      closed: (code, reason) => this.run((engine, now) => engine.closed(code, reason, now)),
    });
    this.#store = storage && this.#storeIn(storage, fresh());
    this.engine = new Engine(
      {
        limits: { ...defaultLimits, ...options.limits },
        codec,
        clientName: options.clientName ?? 'courtside-web',
        clientVersion: options.clientVersion ?? '0.1.0',
        deviceId: options.deviceId ?? deviceIdIn(storage, fresh()),
        deliveredMarks: options.deliveredMarks ?? true,
        random: () => Math.random(),
        randomBytes: (count) => environment.randomBytes(count),
      },
      this.#outside(new URL(address).origin, options.person),
    );
    this.#unwatch = environment.watchPage({
      online: () => this.run((engine, now) => engine.awake(now)),
      offline: () => this.run((engine, now) => engine.offline(now)),
      asleep: () => {
        this.run((engine, now) => engine.asleep(now));
        this.#store?.suspend();
      },
      awake: () => {
        this.#store?.resume();
        this.run((engine, now) => engine.awake(now));
      },
      stored: (key, value) => this.#store?.changed(key, value),
    });
    if (options.person !== undefined) {
      this.#store?.open(options.person);
    }
  }

  get isStoring(): boolean {
    return this.#store?.isHealthy ?? false;
  }

  now(): number {
    return this.environment.now();
  }

  /** Whatever happens goes through here: to the engine, then to the page, and then the timer is set anew. */
  run<T>(action: (engine: Engine, now: number) => T): T {
    const result = action(this.engine, this.now());
    if (!this.#disposed) {
      this.#setTimer();
      this.events.tell();
    }
    return result;
  }

  dispose(): void {
    this.#disposed = true;
    this.engine.stop();
    this.#tokens.abandon();
    this.#stopTimer();
    this.#unwatch();
    this.#store?.close();
    this.events.clear();
  }

  #setTimer(): void {
    this.#stopTimer();
    const deadline = this.engine.deadline;
    if (deadline !== undefined) {
      const wait = Math.min(Math.max(deadline - this.now(), shortestTimer), longestTimer);
      this.#stopTimer = this.environment.startTimer(wait, () => this.run((engine, now) => engine.tick(now)));
    }
  }

  #storeIn(storage: KeyValueStorage, tab: string): OutboxStore {
    const { locks } = this.environment;
    const tabs = locks ? new LockTabs(locks) : new HeartbeatTabs(storage, this.environment);
    return new OutboxStore(storage, tabs, tab, {
      // Later: the store may find them while it is being opened from within the engine.
      restored: (changes) =>
        queueMicrotask(() => {
          if (!this.#disposed) {
            this.run((engine, now) => engine.restored(changes, now));
          }
        }),
      signedOut: () => this.run((engine, now) => engine.signOut(false, now)),
    });
  }

  #outside(server: string, person: string | undefined): Outside {
    return {
      open: () => this.#transport.open(),
      close: () => this.#transport.close(),
      send: (data) => this.#transport.send(data),
      unsentBytes: () => this.#transport.unsentBytes(),
      askToken: (fresh, ticket) =>
        this.#tokens.call(fresh, (result) => this.run((engine, now) => engine.tokenAnswered(ticket, result, now))),
      emit: (name, event) => this.events.emit(name, event),
      identified: (identity) => this.#store?.open(person ?? `${server} ${identity}`),
      keep: (change) => this.#store?.keep(change) ?? false,
      forget: (commandId) => this.#store?.forget(commandId),
      forgetAll: (here) => {
        this.#tokens.abandon();
        if (here) {
          this.#store?.drop();
        } else {
          this.#store?.close();
        }
      },
    };
  }
}
