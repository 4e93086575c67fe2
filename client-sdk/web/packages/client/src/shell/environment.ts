import type { KeyValueStorage } from '../api.js';

/** What the browser tells of the page. */
export interface PageEvents {
  online(): void;
  offline(): void;
  /** Put away: it may be thrown away, or be shown again much later. */
  asleep(): void;
  /** Shown, or there again. */
  awake(): void;
  /** Another tab of this origin wrote. */
  stored(key: string | null, value: string | null): void;
}

/** The part of the browser that the client uses; replaced in tests, and to run elsewhere. */
export interface Environment {
  /** The wall's time in milliseconds. */
  now(): number;
  /** Returns what stops it. */
  startTimer(afterMs: number, run: () => void): () => void;
  openSocket(address: string, subprotocol: string): WebSocket;
  randomBytes(count: number): Uint8Array;
  /** Undefined or throwing: blocked. */
  storage(): KeyValueStorage | undefined;
  locks: Pick<LockManager, 'request'> | undefined;
  /** What a listener of the page threw. */
  report(problem: unknown): void;
  /** Returns what ends it. */
  watchPage(events: PageEvents): () => void;
}

export function browserEnvironment(): Environment {
  return {
    now: () => Date.now(),
    startTimer(afterMs, run) {
      const timer = setTimeout(run, afterMs);
      return () => clearTimeout(timer);
    },
    openSocket: (address, subprotocol) => new WebSocket(address, subprotocol),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    storage: () => (typeof window === 'undefined' ? undefined : window.localStorage),
    locks: typeof navigator === 'undefined' ? undefined : navigator.locks,
    report: (problem) =>
      queueMicrotask(() => {
        throw problem;
      }),
    watchPage,
  };
}

function watchPage(events: PageEvents): () => void {
  if (typeof window === 'undefined') {
    return () => {};
  }
  const end = new AbortController();
  const listen = (target: EventTarget, type: string, run: (event: Event) => void): void =>
    target.addEventListener(type, run, { signal: end.signal });
  listen(window, 'online', () => events.online());
  listen(window, 'offline', () => events.offline());
  listen(window, 'pagehide', () => events.asleep());
  listen(window, 'pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) {
      events.awake();
    }
  });
  listen(window, 'storage', (event) => {
    const { key, newValue } = event as StorageEvent;
    events.stored(key, newValue);
  });
  listen(document, 'freeze', () => events.asleep());
  listen(document, 'resume', () => events.awake());
  listen(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      events.awake();
    }
  });
  return () => end.abort();
}
