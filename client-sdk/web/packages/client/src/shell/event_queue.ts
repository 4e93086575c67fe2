import type { ClientEvents } from '../api.js';

type Listener = (event: never) => void;

/**
 * The page's listeners. Events wait until the engine is at rest and are then told in order, so a listener may call
 * the client: what comes of that is told after what is waiting already.
 */
export class EventQueue {
  readonly #listeners = new Map<keyof ClientEvents, Set<Listener>>();
  #waiting: (() => void)[] = [];
  #telling = false;

  constructor(private readonly report: (problem: unknown) => void) {}

  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    // A function of its own, so that the same listener can be there twice.
    const entry: Listener = (event) => listener(event);
    listeners.add(entry);
    return () => listeners.delete(entry);
  }

  emit<Name extends keyof ClientEvents>(name: Name, event: ClientEvents[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      this.#waiting.push(() => {
        if (this.#listeners.get(name)?.has(listener)) {
          listener(event as never);
        }
      });
    }
  }

  /** Tells what waits. A listener that throws is reported and stops nobody else. */
  tell(): void {
    if (this.#telling) {
      return;
    }
    this.#telling = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      try {
        next();
      } catch (problem) {
        this.report(problem);
      }
    }
    this.#telling = false;
  }

  clear(): void {
    this.#listeners.clear();
    this.#waiting = [];
  }
}
