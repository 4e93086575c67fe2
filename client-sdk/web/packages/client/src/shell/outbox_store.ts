import type { KeyValueStorage } from '../api.js';
import { isChange, type Command } from '../protocol/commands.js';
import { bytesOf, type StoredChange } from '../protocol/stored_change.js';
import type { Tabs } from './tabs.js';

const root = 'courtside.outbox.1';
const signedOutRoot = 'courtside.signed-out';

export interface OutboxStoreEvents {
  /** Changes of before a reload, or of a tab that was closed; they are this tab's from now on. */
  restored(changes: StoredChange[]): void;
  /** In another tab. */
  signedOut(): void;
}

/**
 * A person's changes in the browser's storage, each under a key of its own, so that tabs never write the same one:
 * `courtside.outbox.1/PERSON/TAB/COMMAND-ID`. Each tab sends its own; those of a tab that is gone are adopted by one
 * that is there. Where that is not certain, two tabs send the same, which the server recognises by the command id.
 */
export class OutboxStore {
  #person = '';
  #letGo: (() => void) | undefined;
  /** Other tabs that are waited for. */
  readonly #watched = new Map<string, () => void>();
  #isHealthy = true;

  constructor(
    private readonly storage: KeyValueStorage,
    private readonly tabs: Tabs,
    private readonly tab: string,
    private readonly events: OutboxStoreEvents,
  ) {}

  /** The last write worked. */
  get isHealthy(): boolean {
    return this.#isHealthy;
  }

  open(person: string): void {
    const name = encodeURIComponent(person);
    if (name !== this.#person) {
      this.close();
      this.#person = name;
      this.resume();
    }
  }

  /** The page is put away: other tabs may send what it has left. */
  suspend(): void {
    this.#letGo?.();
    this.#letGo = undefined;
    this.#watched.forEach((stop) => stop());
    this.#watched.clear();
  }

  resume(): void {
    if (this.#person !== '' && !this.#letGo) {
      this.#letGo = this.tabs.hold(this.#prefix(this.tab));
      this.#keys(this.#prefix()).forEach((key) => this.#noticed(key));
    }
  }

  close(): void {
    this.suspend();
    this.#person = '';
  }

  keep(change: StoredChange): boolean {
    if (this.#person === '') {
      return false;
    }
    try {
      this.storage.setItem(this.#prefix(this.tab) + change.commandId, write(change));
      this.#isHealthy = true;
    } catch {
      // Full or blocked: it lives in memory only.
      this.#isHealthy = false;
    }
    return this.#isHealthy;
  }

  forget(commandId: string): void {
    if (this.#person !== '') {
      this.storage.removeItem(this.#prefix(this.tab) + commandId);
    }
  }

  /** Signed out: all that is kept for the person goes, and the other tabs hear of it. */
  drop(): void {
    if (this.#person !== '') {
      this.#keys(this.#prefix()).forEach((key) => this.storage.removeItem(key));
      const signal = `${signedOutRoot}/${this.#person}`;
      try {
        this.storage.setItem(signal, this.tab);
      } catch {
        // Blocked: then no other tab shares anything with this one.
      }
      this.storage.removeItem(signal);
    }
    this.close();
  }

  /** Another tab wrote. */
  changed(key: string | null, value: string | null): void {
    if (key === null || value === null || this.#person === '') {
      return;
    }
    if (key === `${signedOutRoot}/${this.#person}`) {
      this.events.signedOut();
    } else if (key.startsWith(this.#prefix()) && this.#letGo) {
      this.#noticed(key);
    }
  }

  #prefix(tab?: string): string {
    return tab === undefined ? `${root}/${this.#person}/` : `${root}/${this.#person}/${tab}/`;
  }

  #keys(prefix: string): string[] {
    const keys = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at) ?? '');
    return keys.filter((key) => key.startsWith(prefix));
  }

  #noticed(key: string): void {
    const other = key.slice(this.#prefix().length).split('/')[0]!;
    if (other !== this.tab && !this.#watched.has(other)) {
      this.#watched.set(other, () => {});
      const stop = this.tabs.whenGone(this.#prefix(other), () => this.#adopt(other));
      if (this.#watched.has(other)) {
        this.#watched.set(other, stop);
      }
    }
  }

  #adopt(other: string): void {
    if (!this.#watched.delete(other)) {
      return;
    }
    const changes: StoredChange[] = [];
    for (const key of this.#keys(this.#prefix(other))) {
      const change = read(key.slice(key.lastIndexOf('/') + 1), this.storage.getItem(key) ?? '');
      // Written anew before it is removed: a crash in between leaves it twice, never gone.
      const isKept = change !== undefined && this.keep(change);
      this.storage.removeItem(key);
      if (change) {
        changes.push(change);
        if (!isKept) {
          this.keep(change);
        }
      }
    }
    if (changes.length > 0) {
      this.events.restored(changes.sort((a, b) => a.madeMs - b.madeMs));
    }
  }
}

/** The command as JSON: what can be kept has no bytes in it. */
function write({ frame, madeMs }: StoredChange): string {
  return JSON.stringify({ madeMs, command: frame.command });
}

/** Undefined where it is not what was written. */
function read(commandId: string, text: string): StoredChange | undefined {
  try {
    const { madeMs, command } = JSON.parse(text) as { madeMs: unknown; command: Command };
    const isWhole = Number.isSafeInteger(madeMs) && isChange(command.$case) && /^[0-9a-f]{32}$/.test(commandId);
    const frame = { requestId: 0, commandId: bytesOf(commandId), command };
    return isWhole ? { commandId, frame, madeMs: madeMs as number } : undefined;
  } catch {
    return undefined;
  }
}
