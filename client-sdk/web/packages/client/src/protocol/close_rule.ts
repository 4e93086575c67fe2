import type { StateReason } from '../api.js';

/** What a closed connection means for what comes next. */
export interface CloseVerdict {
  reconnect: boolean;
  /** Where the server said so: not earlier and not later. At most an hour is believed. */
  delayMs?: number;
  reason: StateReason;
  /** The token has ended: the next connection needs another one. */
  tokenEnded: boolean;
}

const tokenEnded = 4010;
const displaced = 4490;
const unauthenticated = 4501;
const longestDelay = 60 * 60 * 1_000;

/**
 * Close codes 4000 to 4499: come back, after the delay that the close reason gives in decimal milliseconds; 4500 to
 * 4999: do not. Among them 4010: the token has ended; 4490: displaced by newer connections, come back when looked
 * at; 4501: the sign-in is not accepted, or not any more. All others (1006 is the browser's word for a connection
 * that broke): come back after a back-off.
 */
export function judgeClose(code: number, reason: string): CloseVerdict {
  if (code === displaced) {
    return { reconnect: false, reason: 'displaced', tokenEnded: false };
  }
  if (code >= 4000 && code <= 4499) {
    const delay = /^\d{1,15}$/.test(reason) ? { delayMs: Math.min(Number(reason), longestDelay) } : {};
    return { reconnect: true, ...delay, reason: 'closed_by_server', tokenEnded: code === tokenEnded };
  }
  if (code >= 4500 && code <= 4999) {
    const signIn = code === unauthenticated;
    return { reconnect: false, reason: signIn ? 'unauthorised' : 'refused', tokenEnded: signIn };
  }
  const broken = code === 0 || code === 1006;
  return { reconnect: true, reason: broken ? 'network' : 'closed_by_server', tokenEnded: false };
}
