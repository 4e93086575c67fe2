import type { PendingChange } from '../api.js';
import { ClientError, ErrorCode, fromWire, invalidArgument, localError, tooLarge } from '../errors.js';
import type { Command, Content } from './commands.js';
import { Outbox, type Entry, type Keep } from './outbox.js';
import type { EngineOptions, Outside } from './outside.js';
import { hex, type StoredChange } from './stored_change.js';
import { earliest } from './time.js';

export type Answer = { content: Content } | { error: ClientError };
export type Waiter = (answer: Answer) => void;

/** Until the server says otherwise. */
const defaultFrameBytes = 64 * 1024;
/** Where the server says "not now" without saying when. */
const retryAfter = 1_000;
/** How often to look whether the browser has sent what waits there. */
const unsentAfter = 200;

/** Commands on their way: what was asked, who waits for the answer, what is stored until it has come. */
export class Exchange {
  readonly #outbox: Outbox;
  readonly #waiters = new Map<number, Waiter>();
  #nextId = 1;
  #stopped = false;
  #flushAgainAt: number | undefined;
  frameBytes = defaultFrameBytes;

  constructor(
    private readonly options: EngineOptions,
    private readonly outside: Outside,
  ) {
    this.#outbox = new Outbox(options.limits);
  }

  /** Something sent has no answer yet. */
  get waits(): boolean {
    return this.#outbox.waits;
  }

  get pending(): PendingChange[] {
    return this.#outbox.changes.map(({ frame, madeMs, stored }) => ({
      commandId: hex(frame.commandId),
      command: frame.command!,
      madeMs,
      stored,
    }));
  }

  get deadline(): number | undefined {
    return earliest(this.#outbox.deadline, this.#flushAgainAt);
  }

  /** `done` is called once, perhaps at once. Returns the command id; empty where it has none. */
  submit(keep: Keep, command: Command, done: Waiter, now: number): string {
    const isChange = keep === 'untilAnswered';
    const id = this.#nextId++;
    const frame = { requestId: id, commandId: this.options.randomBytes(isChange ? 16 : 0), command };
    const commandId = hex(frame.commandId);
    const bytes = this.#sizeOf(frame);
    if (this.#stopped) {
      done({ error: localError(ErrorCode.STOPPED) });
    } else if (bytes instanceof ClientError) {
      done({ error: bytes });
    } else if (!this.#outbox.add(id, keep, frame, bytes, now)) {
      done({ error: localError(ErrorCode.OUTBOX_FULL) });
    } else {
      this.#waiters.set(id, done);
      if (isChange) {
        this.#store(this.#outbox.find(id)!);
        this.#told();
      }
    }
    return commandId;
  }

  /** Sends a frame that nobody waits for here. Returns its request id. */
  sendNow(command: Command | undefined): number {
    const id = this.#nextId++;
    this.outside.send(this.options.codec.encode({ requestId: id, commandId: new Uint8Array(0), command }));
    return id;
  }

  /** So much waits in the browser that what is fleeting is dropped, and what is kept waits here. */
  get isCongested(): boolean {
    return this.outside.unsentBytes() > this.options.limits.unsentBytes;
  }

  /** Sends what is due. Only to be called while connected. */
  flush(now: number): void {
    this.#flushAgainAt = undefined;
    for (;;) {
      if (this.isCongested) {
        this.#flushAgainAt = now + unsentAfter;
        return;
      }
      const entry = this.#outbox.nextDue(now);
      if (!entry) {
        return;
      }
      this.outside.send(this.options.codec.encode(entry.frame));
    }
  }

  /**
   * Takes a reply. `told` is called with what it answers before anybody who waits hears of it; false: it answers
   * nothing that waits.
   */
  replied(id: number, content: Content, told: (command: Command, commandId: Uint8Array) => void, now: number): boolean {
    const entry = this.#outbox.find(id);
    if (!entry) {
      return false;
    }
    if (content.$case !== 'error') {
      told(entry.frame.command!, entry.frame.commandId);
      this.#settle(this.#outbox.take(id)!, { content });
      return true;
    }
    const error = fromWire(content.value);
    const isKept = entry.keep === 'untilAnswered' || entry.keep === 'forAWhile';
    if (isKept && error.code === ErrorCode.UNAVAILABLE) {
      // The server is stopping or its disk fails: what is in the outbox stays valid.
      this.#outbox.hold(id, now + Math.max(error.retryAfterMs, retryAfter));
    } else {
      this.#settle(this.#outbox.take(id)!, { error });
    }
    return true;
  }

  expire(now: number): void {
    for (const entry of this.#outbox.expire(now)) {
      const isChange = entry.keep === 'untilAnswered';
      this.#settle(entry, { error: localError(isChange ? ErrorCode.GAVE_UP : ErrorCode.TIMED_OUT) });
    }
  }

  connectionLost(): void {
    this.#flushAgainAt = undefined;
    for (const entry of this.#outbox.connectionLost()) {
      this.#settle(entry, { error: localError(ErrorCode.DISCONNECTED) });
    }
  }

  /** It is known now whose changes these are. */
  storeAll(): void {
    this.#outbox.changes.filter((entry) => !entry.stored).forEach((entry) => this.#store(entry));
    this.#told();
  }

  /** Stored changes that nobody else sends: of before a reload, or of a tab that was closed. */
  restored(changes: readonly StoredChange[], now: number): void {
    const known = new Set(this.pending.map((change) => change.commandId));
    for (const { commandId, frame, madeMs } of changes) {
      const id = this.#nextId++;
      const again = { ...frame, requestId: id };
      const bytes = this.#sizeOf(again);
      const isNew = !known.has(commandId) && !(bytes instanceof ClientError);
      if (isNew && this.#outbox.add(id, 'untilAnswered', again, bytes, Math.min(madeMs, now))) {
        this.#outbox.find(id)!.stored = true;
      }
    }
    this.#told();
  }

  /** Signed out: what waits is not sent any more. */
  drop(): void {
    for (const entry of this.#outbox.clear()) {
      this.#settle(entry, { error: localError(ErrorCode.SIGNED_OUT) });
    }
  }

  /** For good; what is stored stays so. */
  stop(): void {
    this.#stopped = true;
    for (const { id } of this.#outbox.clear()) {
      this.#answer(id, { error: localError(ErrorCode.STOPPED) });
    }
  }

  #sizeOf(frame: Entry['frame']): number | ClientError {
    try {
      const bytes = this.options.codec.encode(frame).length;
      return bytes > this.frameBytes ? tooLarge(this.frameBytes) : bytes;
    } catch (problem) {
      // The wire code says which value does not fit into its field.
      return invalidArgument(frame.command?.$case ?? '', String(problem));
    }
  }

  #store(entry: Entry): void {
    const { frame, madeMs } = entry;
    entry.stored = this.outside.keep({ commandId: hex(frame.commandId), frame, madeMs });
  }

  #settle(entry: Entry, answer: Answer): void {
    if (entry.keep === 'untilAnswered') {
      const commandId = hex(entry.frame.commandId);
      this.outside.forget(commandId);
      const error = 'error' in answer ? { error: answer.error } : {};
      this.outside.emit('settled', { commandId, command: entry.frame.command!, ...error });
      this.#told();
    }
    this.#answer(entry.id, answer);
  }

  #answer(id: number, answer: Answer): void {
    const waiter = this.#waiters.get(id);
    this.#waiters.delete(id);
    waiter?.(answer);
  }

  #told(): void {
    this.outside.emit('outbox', this.pending);
  }
}
