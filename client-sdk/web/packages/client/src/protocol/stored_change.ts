import type { ClientFrame } from '../wire.js';

/** A change as it is kept over a reload. The frame has its command id, and no request id. */
export interface StoredChange {
  commandId: string;
  frame: ClientFrame;
  madeMs: number;
}

/** As 32 hexadecimal digits: what a message's `commandId` is compared by. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function bytesOf(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
