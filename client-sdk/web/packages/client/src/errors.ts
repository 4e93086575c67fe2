import { ErrorCode as WireErrorCode, type Error as WireError } from './generated/courtside/v1/frames.js';

/**
 * Why something was refused or failed. Up to 999 as the server sends it (numbers that this version has no name
 * for may occur); from 1000 on decided by this package.
 */
export const ErrorCode = {
  ...WireErrorCode,
  /** No connection, and this is about now (presence, typing, signals): nothing was kept. */
  DISCONNECTED: 1000,
  /** A read found no answer within `readTimeoutMs`. */
  TIMED_OUT: 1001,
  /** A change found no answer for `giveUpAfterMs`. It may or may not have happened. */
  GAVE_UP: 1002,
  /** Too much is waiting already; nothing of this was kept. */
  OUTBOX_FULL: 1003,
  /** The client was disposed of first. A change may or may not have happened; a stored one is still sent later. */
  STOPPED: 1004,
  /** The server answered with something that this version does not understand. */
  BAD_REPLY: 1005,
  /** Signed out, or somebody else signed in, before it was answered: it is not sent any more. */
  SIGNED_OUT: 1006,
} as const;

export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

/** Why a command failed. Say it to people in their language from `code` and `args`. */
export class ClientError extends Error {
  override readonly name = 'ClientError';

  constructor(
    readonly code: ErrorCode,
    /** For developers, in English. */
    readonly text: string,
    /** What the code speaks about, such as `request_id` or `limit`. */
    readonly args: Readonly<Record<string, string>> = {},
    /** Whether doing the same again can help, and when at the earliest. */
    readonly retry = false,
    readonly retryAfterMs = 0,
  ) {
    super(text);
  }
}

/** Thrown by a token source: this person may not sign in, and asking again would not help. */
export class UnauthorisedError extends Error {
  override readonly name = 'UnauthorisedError';
}

const localTexts: Partial<Record<ErrorCode, string>> = {
  [ErrorCode.DISCONNECTED]: 'There is no connection to the server; this is about now, so it was not kept.',
  [ErrorCode.TIMED_OUT]: 'The server did not answer in time.',
  [ErrorCode.GAVE_UP]: 'The server did not answer for so long that this was given up; it may or may not have happened.',
  [ErrorCode.OUTBOX_FULL]: 'Too much is waiting to be sent already.',
  [ErrorCode.STOPPED]: 'The client was disposed of before the server answered.',
  [ErrorCode.BAD_REPLY]: 'The server answered with something that this version does not understand.',
  [ErrorCode.SIGNED_OUT]: 'The person signed out before the server answered.',
};

/** An error that this package itself decides on. */
export function localError(code: ErrorCode): ClientError {
  const retry =
    code === ErrorCode.DISCONNECTED || code === ErrorCode.TIMED_OUT || code === ErrorCode.OUTBOX_FULL;
  return new ClientError(code, localTexts[code] ?? '', {}, retry);
}

export function tooLarge(limit: number): ClientError {
  return new ClientError(ErrorCode.TOO_LARGE, `This is larger than ${limit} bytes.`, { limit: String(limit) });
}

export function invalidArgument(field: string, text: string): ClientError {
  return new ClientError(ErrorCode.INVALID_ARGUMENT, text, { field });
}

export function fromWire(error: WireError): ClientError {
  const args = Object.fromEntries(error.args.map(({ key, value }) => [key, value]));
  return new ClientError(error.code, error.text, args, error.retry, error.retryAfterMs);
}
