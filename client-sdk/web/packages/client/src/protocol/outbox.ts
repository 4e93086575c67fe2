import type { ClientLimits } from '../api.js';
import type { ClientFrame } from '../wire.js';
import { earliest } from './time.js';

/** How long something sent waits for its answer. */
export type Keep =
  /** A change: over any number of connections and reloads, until `giveUpAfterMs`. */
  | 'untilAnswered'
  /** A read: over connections too, but only for `readTimeoutMs`. */
  | 'forAWhile'
  /** A statement about now: lost with its connection; else for `readTimeoutMs`. */
  | 'thisConnection'
  /** The same, sent by the client itself, and so bounded by nature: outside of the limits. */
  | 'internal';

export interface Entry {
  readonly id: number;
  readonly keep: Keep;
  readonly frame: ClientFrame;
  readonly bytes: number;
  readonly madeMs: number;
  readonly expires: number;
  stored: boolean;
  sent: boolean;
  /** Refused for the moment: due again then. */
  heldUntil?: number | undefined;
}

/**
 * Everything that waits for an answer. Changes and reads are sent again on each new connection, in the order in
 * which they were made, those of before a reload first.
 */
export class Outbox {
  #entries: Entry[] = [];
  readonly #counts: Record<Keep, number> = { untilAnswered: 0, forAWhile: 0, thisConnection: 0, internal: 0 };
  #changeBytes = 0;

  constructor(private readonly limits: ClientLimits) {}

  /** Changes that wait, in order. */
  get changes(): readonly Entry[] {
    return this.#entries.filter((entry) => entry.keep === 'untilAnswered');
  }

  get waits(): boolean {
    return this.#entries.some((entry) => entry.sent);
  }

  hasRoom(keep: Keep, bytes: number): boolean {
    switch (keep) {
      case 'untilAnswered':
        return (
          this.#counts[keep] < this.limits.outboxEntries && this.#changeBytes + bytes <= this.limits.outboxBytes
        );
      case 'internal':
        return true;
      default:
        return this.#counts[keep] < this.limits.openReads;
    }
  }

  /** False where it is full for this kind; then nothing was kept. `madeMs` may be long ago. */
  add(id: number, keep: Keep, frame: ClientFrame, bytes: number, madeMs: number): boolean {
    if (!this.hasRoom(keep, bytes)) {
      return false;
    }
    const life = keep === 'untilAnswered' ? this.limits.giveUpAfterMs : this.limits.readTimeoutMs;
    const entry: Entry = { id, keep, frame, bytes, madeMs, expires: madeMs + life, stored: false, sent: false };
    let at = this.#entries.length;
    while (keep === 'untilAnswered' && at > 0 && this.#entries[at - 1]!.madeMs > madeMs) {
      --at;
    }
    this.#entries.splice(at, 0, entry);
    this.#count(entry, 1);
    return true;
  }

  find(id: number): Entry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  /** Answered: the entry leaves. */
  take(id: number): Entry | undefined {
    return this.#leave((entry) => entry.id === id)[0];
  }

  /** Refused for the moment: it stays, and is due again at `until` or on the next connection. */
  hold(id: number, until: number): void {
    const entry = this.find(id);
    if (entry) {
      entry.sent = false;
      entry.heldUntil = until;
    }
  }

  /** The next that is to be sent now, in order; it counts as sent. Only to be called while connected. */
  nextDue(now: number): Entry | undefined {
    const entry = this.#entries.find((one) => !one.sent && (one.heldUntil === undefined || one.heldUntil <= now));
    if (entry) {
      entry.sent = true;
      entry.heldUntil = undefined;
    }
    return entry;
  }

  /** Nothing counts as sent any more. What lived for that connection only leaves, and is returned. */
  connectionLost(): Entry[] {
    for (const entry of this.#entries) {
      entry.sent = false;
      entry.heldUntil = undefined;
    }
    return this.#leave((entry) => entry.keep === 'thisConnection' || entry.keep === 'internal');
  }

  /** What found no answer in time leaves. */
  expire(now: number): Entry[] {
    return this.#leave((entry) => entry.expires <= now);
  }

  clear(): Entry[] {
    return this.#leave(() => true);
  }

  /** When to call `nextDue` or `expire` next. */
  get deadline(): number | undefined {
    return earliest(...this.#entries.flatMap((entry) => [entry.expires, entry.heldUntil]));
  }

  #leave(leaves: (entry: Entry) => boolean): Entry[] {
    const gone = this.#entries.filter(leaves);
    if (gone.length > 0) {
      this.#entries = this.#entries.filter((entry) => !gone.includes(entry));
    }
    for (const entry of gone) {
      this.#count(entry, -1);
    }
    return gone;
  }

  #count(entry: Entry, change: 1 | -1): void {
    this.#counts[entry.keep] += change;
    if (entry.keep === 'untilAnswered') {
      this.#changeBytes += change * entry.bytes;
    }
  }
}
