import type { Message } from '../wire.js';

/** Pushes kept while a hole is fetched. What does not fit is fetched too. */
const mostEarly = 256;

/**
 * The messages of one session in order: takes pushes, which may leave holes or repeat, and pages of what was fetched,
 * and gives each message once, by number, without a hole.
 */
export class MessageFeed {
  #next = 1;
  #exists = 0;
  /** Pushed ahead of a hole. */
  readonly #early = new Map<number, Message>();
  #ready: Message[] = [];
  #fetching = false;
  #retryAt: number | undefined;
  #lost = false;

  /** The number of the last message that was given or can be. */
  get last(): number {
    return this.#next - 1;
  }

  get isComplete(): boolean {
    return this.#next > this.#exists;
  }

  /** Something could not be had and was left out. */
  get hasLost(): boolean {
    return this.#lost;
  }

  get deadline(): number | undefined {
    return this.#fetching ? undefined : this.#retryAt;
  }

  /** The server knows messages up to `number`. */
  existsUpTo(number: number): void {
    this.#exists = Math.max(this.#exists, number);
  }

  pushed(message: Message): void {
    if (message.number < this.#next) {
      return;
    }
    this.existsUpTo(message.number);
    if (message.number === this.#next) {
      this.#accept(message);
      this.#drainEarly();
    } else if (this.#early.size < mostEarly) {
      this.#early.set(message.number, message);
    }
  }

  /** Whether to fetch the messages after `last` now; the fetch then counts as under way. */
  beginFetch(now: number): boolean {
    if (this.#fetching || this.isComplete || (this.#retryAt !== undefined && now < this.#retryAt)) {
      return false;
    }
    this.#retryAt = undefined;
    this.#fetching = true;
    return true;
  }

  /** Answers the fetch. A page is the truth: numbers that it leaves out do not exist. */
  page(messages: readonly Message[]): void {
    this.#fetching = false;
    const before = this.#next;
    for (const message of messages) {
      if (message.number >= this.#next) {
        this.#accept(message);
      }
    }
    this.#drainEarly();
    if (this.#next === before && !this.isComplete) {
      // The server has nothing where a number was promised; asking on would never end.
      this.giveUp();
    }
  }

  /** The fetch failed, tried again from `retryAt` on. */
  fetchFailed(retryAt: number): void {
    this.#fetching = false;
    this.#retryAt = retryAt;
  }

  /** The fetch was refused for good: what is missing is left out. */
  giveUp(): void {
    this.#fetching = false;
    this.#retryAt = undefined;
    this.#lost = true;
    for (const number of [...this.#early.keys()].sort((a, b) => a - b)) {
      this.#next = Math.max(this.#next, number);
      this.#drainEarly();
    }
    this.#next = Math.max(this.#next, this.#exists + 1);
  }

  connectionLost(): void {
    this.#fetching = false;
    this.#retryAt = undefined;
  }

  /** What can be given to the page now, in order; each is given once. */
  takeReady(): Message[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #accept(message: Message): void {
    this.#next = message.number + 1;
    this.existsUpTo(message.number);
    this.#ready.push(message);
  }

  #drainEarly(): void {
    for (const number of this.#early.keys()) {
      if (number < this.#next) {
        this.#early.delete(number);
      }
    }
    for (let message = this.#early.get(this.#next); message; message = this.#early.get(this.#next)) {
      this.#early.delete(message.number);
      this.#accept(message);
    }
  }
}
