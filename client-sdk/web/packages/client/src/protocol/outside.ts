import type { ClientEvents, ClientLimits, Codec } from '../api.js';
import type { Random } from './back_off.js';
import type { StoredChange } from './stored_change.js';

/** What the state machines need from outside. Nothing of it may call the engine before it returns. */
export interface Outside {
  /** Opens a new transport; answered with `opened` or `closed`. */
  open(): void;
  /** Closes the transport, if any; nothing of it may reach the engine any more. */
  close(): void;
  send(data: Uint8Array | string): void;
  unsentBytes(): number;
  /** Answered with `tokenAnswered` and the same ticket; an earlier call that is still open is aborted. */
  askToken(fresh: boolean, ticket: number): void;
  emit<Name extends keyof ClientEvents>(name: Name, event: ClientEvents[Name]): void;
  /** Whose changes are kept from now on. What is stored of theirs comes with `restored`. */
  identified(identity: string): void;
  /** False where it could not be stored. */
  keep(change: StoredChange): boolean;
  forget(commandId: string): void;
  /** Nothing is kept until somebody is identified. `here`: what is stored goes too, and the other tabs are told. */
  forgetAll(here: boolean): void;
}

export interface EngineOptions {
  limits: ClientLimits;
  codec: Codec;
  clientName: string;
  clientVersion: string;
  deviceId: string;
  deliveredMarks: boolean;
  random: Random;
  randomBytes(count: number): Uint8Array;
}
