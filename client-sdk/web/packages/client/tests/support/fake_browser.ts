import type { ClientEvents, ClientOptions, KeyValueStorage } from '../../src/api.js';
import { Client } from '../../src/client.js';
import type { Environment, PageEvents } from '../../src/shell/environment.js';
import { FakeServer } from './fake_server.js';
import { Clock, Network } from './network.js';
import { tokenOf } from './values.js';

class MemoryStorage implements KeyValueStorage {
  readonly items = new Map<string, string>();
  isFull = false;

  constructor(private readonly written: (key: string, value: string | null) => void) {}

  get length(): number {
    return this.items.size;
  }

  key(at: number): string | null {
    return [...this.items.keys()][at] ?? null;
  }

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.isFull) {
      throw new DOMException('full', 'QuotaExceededError');
    }
    this.items.set(key, value);
    this.written(key, value);
  }

  removeItem(key: string): void {
    if (this.items.delete(key)) {
      this.written(key, null);
    }
  }
}

type Held = { tab: Tab; letGo: () => void };
type Waiting = { tab: Tab; take: () => void; signal: AbortSignal | undefined };

/** A browser with tabs of one origin: they share the storage and the locks, and hear of each other's writes. */
export class FakeBrowser {
  readonly clock = new Clock();
  readonly network = new Network();
  readonly server = new FakeServer(this.network, () => this.clock.now);
  readonly tabs: Tab[] = [];
  #writer: Tab | undefined;
  readonly storage = new MemoryStorage((key, value) => {
    const writer = this.#writer;
    this.tabs.filter((tab) => tab !== writer).forEach((tab) => this.network.later(() => tab.page?.stored(key, value)));
  });
  readonly #held = new Map<string, Held>();
  #waiting = new Map<string, Waiting[]>();
  hasLocks = true;
  readonly reported: unknown[] = [];
  isStorageBlocked = false;
  #bytes = 0;

  open(options: Partial<ClientOptions> = {}): Tab {
    const tab = new Tab(this, options);
    this.tabs.push(tab);
    return tab;
  }

  /** Lets time go by, and everything happen that happens meanwhile. */
  async wait(ms = 0): Promise<void> {
    await this.clock.advance(ms, () => this.network.pump());
  }

  environmentOf(tab: Tab): Environment {
    const as = <T>(run: () => T): T => {
      this.#writer = tab;
      const result = run();
      this.#writer = undefined;
      return result;
    };
    const storage: KeyValueStorage = {
      get length() {
        return tab.browser.storage.length;
      },
      key: (at) => this.storage.key(at),
      getItem: (key) => this.storage.getItem(key),
      setItem: (key, value) => as(() => this.storage.setItem(key, value)),
      removeItem: (key) => as(() => this.storage.removeItem(key)),
    };
    return {
      now: () => this.clock.now,
      startTimer: (ms, run) => this.clock.startTimer(ms, () => !tab.isClosed && run()),
      openSocket: (address, subprotocol) => {
        const socket = this.server.connect(address, subprotocol);
        tab.sockets.push(socket);
        return socket;
      },
      randomBytes: (count) => Uint8Array.from({ length: count }, () => (this.#bytes = (this.#bytes * 7 + 13) % 65_521)),
      storage: () => {
        if (this.isStorageBlocked) {
          throw new DOMException('blocked', 'SecurityError');
        }
        return storage;
      },
      locks: this.hasLocks ? ({ request: this.#request(tab) } as unknown as LockManager) : undefined,
      report: (problem) => this.reported.push(problem),
      watchPage: (events) => {
        tab.page = events;
        return () => {
          tab.page = undefined;
        };
      },
    };
  }

  letGoOf(tab: Tab): void {
    this.#waiting.forEach((list, name) => this.#waiting.set(name, list.filter((one) => one.tab !== tab)));
    this.#held.forEach((held) => held.tab === tab && held.letGo());
  }

  #request(tab: Tab) {
    return async (name: string, ...rest: unknown[]): Promise<void> => {
      const run = rest.at(-1) as () => unknown;
      const signal = (rest[0] as { signal?: AbortSignal }).signal;
      await new Promise<void>((take) => {
        this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), { tab, take, signal }]);
        this.#grant(name);
      });
      const gone = new Promise<void>((letGo) => this.#held.set(name, { tab, letGo }));
      await Promise.race([run(), gone]);
      this.#held.delete(name);
      this.#grant(name);
    };
  }

  #grant(name: string): void {
    const waiting = (this.#waiting.get(name) ?? []).filter((one) => !one.signal?.aborted);
    const next = this.#held.has(name) ? undefined : waiting.shift();
    this.#waiting.set(name, waiting);
    if (next) {
      this.#held.set(name, { tab: next.tab, letGo: () => {} });
      next.take();
    }
  }
}

/** A tab with a client in it, and a diary of what it told. */
export class Tab {
  page: PageEvents | undefined;
  isClosed = false;
  readonly client: Client;
  readonly told: { [Name in keyof ClientEvents]?: ClientEvents[Name][] } = {};
  tokenCalls = 0;
  readonly sockets: WebSocket[] = [];

  constructor(
    readonly browser: FakeBrowser,
    options: Partial<ClientOptions>,
  ) {
    const getToken = options.getToken ?? (() => tokenOf('lena'));
    this.client = new Client(
      {
        url: 'https://coach.example.com',
        ...options,
        getToken: (request) => {
          ++this.tokenCalls;
          return getToken(request);
        },
      },
      browser.environmentOf(this),
    );
    for (const name of eventNames) {
      this.client.on(name, (event) => {
        ((this.told[name] ??= []) as unknown[]).push(event);
      });
    }
  }

  heard<Name extends keyof ClientEvents>(name: Name): ClientEvents[Name][] {
    return this.told[name] ?? [];
  }

  async connect(): Promise<this> {
    this.client.connect();
    await this.browser.wait();
    return this;
  }

  /** As a browser does it: the page hears of it, then everything of it is gone. */
  close(): void {
    this.page?.asleep();
    this.crash();
  }

  crash(): void {
    this.isClosed = true;
    this.page = undefined;
    this.sockets.forEach((socket) => socket.close());
    this.browser.letGoOf(this);
  }
}

const eventNames: (keyof ClientEvents)[] = [
  'state',
  'welcome',
  'presence',
  'request',
  'offer',
  'offerClosed',
  'session',
  'message',
  'caughtUp',
  'typing',
  'marks',
  'signal',
  'endingSoon',
  'issue',
  'waiting',
  'push',
  'preferences',
  'promiseReminder',
  'refused',
  'outbox',
  'settled',
];
