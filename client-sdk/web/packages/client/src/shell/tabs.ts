import type { KeyValueStorage } from '../api.js';
import type { Environment } from './environment.js';

/** Who of several tabs is still there. A name is held by one tab. */
export interface Tabs {
  /** Returns what lets go of it; a tab that is closed or crashes lets go as well. */
  hold(name: string): () => void;
  /** Calls `then` once nobody holds the name, perhaps at once; of several that wait, one after the other. */
  whenGone(name: string, then: () => void): () => void;
}

/** By Web Locks: the browser knows. */
export class LockTabs implements Tabs {
  constructor(private readonly locks: Pick<LockManager, 'request'>) {}

  hold(name: string): () => void {
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    // Where locks are forbidden, storage is too.
    this.locks.request(name, () => held).catch(() => {});
    return letGo;
  }

  whenGone(name: string, then: () => void): () => void {
    const end = new AbortController();
    this.locks.request(name, { signal: end.signal }, then).catch(() => {});
    return () => end.abort();
  }
}

const beatEvery = 5_000;
/** Browsers let the timers of hidden tabs run once a minute. */
const goneAfter = 150_000;

/** Where there are no Web Locks (pages without TLS): by a sign of life in the storage. */
export class HeartbeatTabs implements Tabs {
  constructor(
    private readonly storage: KeyValueStorage,
    private readonly environment: Pick<Environment, 'now' | 'startTimer'>,
  ) {}

  hold(name: string): () => void {
    const stop = this.#repeat(() => {
      try {
        this.storage.setItem(name, String(this.environment.now()));
      } catch {
        // Full: others may send what is this tab's as well, which the server recognises.
      }
      return true;
    });
    return () => {
      stop();
      this.storage.removeItem(name);
    };
  }

  whenGone(name: string, then: () => void): () => void {
    return this.#repeat(() => {
      const beat = Number(this.storage.getItem(name) ?? 0);
      const isGone = Math.abs(this.environment.now() - beat) > goneAfter;
      if (isGone) {
        this.storage.removeItem(name);
        then();
      }
      return !isGone;
    });
  }

  /** At once, and again as long as `run` says so. */
  #repeat(run: () => boolean): () => void {
    let stopTimer = (): void => {};
    let stopped = false;
    const turn = (): void => {
      if (!stopped && run()) {
        stopTimer = this.environment.startTimer(beatEvery, turn);
      }
    };
    turn();
    return () => {
      stopped = true;
      stopTimer();
    };
  }
}
