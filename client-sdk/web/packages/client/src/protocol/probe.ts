import type { ClientLimits } from '../api.js';

/**
 * Whether the server is still there: a browser shows no pings, and a network can be gone for long before it says so.
 * After a quiet time the server is asked something that it answers at once; no answer means a dead connection.
 */
export class Probe {
  #heard = 0;
  #asked: number | undefined;

  constructor(private readonly limits: ClientLimits) {}

  /** A connection is up, or a frame came. */
  heard(now: number): void {
    this.#heard = now;
    this.#asked = undefined;
  }

  /** What is to be done now. `waits`: something sent has no answer yet, so that silence is more telling. */
  judge(now: number, waits: boolean): 'ask' | 'dead' | undefined {
    this.#heard = Math.min(this.#heard, now);
    if (this.#asked !== undefined) {
      this.#asked = Math.min(this.#asked, now);
      return now >= this.#asked + this.limits.probeTimeoutMs ? 'dead' : undefined;
    }
    if (now < this.#heard + this.#patience(waits)) {
      return undefined;
    }
    this.#asked = now;
    return 'ask';
  }

  /** The page woke or is looked at: a second of silence is enough to ask. */
  hurry(now: number): void {
    if (this.#asked === undefined && now - this.#heard >= 1_000) {
      this.#heard = now - this.limits.quietMs;
    }
  }

  deadline(waits: boolean): number {
    return this.#asked !== undefined
      ? this.#asked + this.limits.probeTimeoutMs
      : this.#heard + this.#patience(waits);
  }

  #patience(waits: boolean): number {
    return waits ? this.limits.quietMs / 4 : this.limits.quietMs;
  }
}
