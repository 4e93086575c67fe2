/** What making a client takes: see `CourtsideClient` in `api.ts`. */
import type { ClientFrame, ServerFrame } from './wire.js';

export interface TokenRequest {
  /** The last token was refused: a cached one will not do. */
  fresh: boolean;
  /** Aborted when the client does not wait for the answer any more. */
  signal: AbortSignal;
}

/**
 * Gets a token for the person, usually from the page's own server. Never called a second time before the first
 * call has settled or `tokenTimeoutMs` is over. Throw an `UnauthorisedError` where this person may not sign
 * in: the client stops. After any other rejection it asks again, after a back-off.
 */
export type TokenSource = (request: TokenRequest) => string | Promise<string>;

/** How frames are written. The default is binary; `@courtside/client/json` has the other one, for development. */
export interface Codec {
  readonly subprotocol: string;
  encode(frame: ClientFrame): Uint8Array | string;
  /** Throws where it is no frame of this protocol. */
  decode(data: ArrayBuffer | string): ServerFrame;
}

/** The part of `localStorage` that is used. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface ClientOptions {
  /** Where the server is: `https://coach.example.com`, or ws:// or wss://. `/v1/connect` is added where there is no path. */
  url: string | URL;
  getToken: TokenSource;
  /** Shown to operators; up to 100 bytes each. */
  clientName?: string;
  clientVersion?: string;
  /** Tells devices of a person apart; up to 64 bytes. Default: a random one, kept in the storage. */
  deviceId?: string;
  /**
   * Who is signed in on this page, in any words of the page's. Names the stored outbox from the first moment on;
   * without it, changes made before the first token has come are kept in memory only.
   */
  person?: string;
  /** Where changes survive a reload. Default: `localStorage`, or memory where that is blocked. `null`: memory. */
  storage?: KeyValueStorage | null;
  codec?: Codec;
  /** Tell the senders of messages that they have arrived here. Default: true. */
  deliveredMarks?: boolean;
  /** Times and bounds; the defaults are in `src/limits.ts`. */
  limits?: Partial<ClientLimits>;
}

/** Milliseconds, bytes and counts. */
export interface ClientLimits {
  /** Between two tries to connect: at least the first; the ceiling doubles up to the second; random between. */
  backOffLeastMs: number;
  backOffMostMs: number;
  /** A connection that held this long makes the back-off start from its least again. */
  goodAfterMs: number;
  /** For reaching the server, the upgrade and the sign-in together. */
  connectTimeoutMs: number;
  tokenTimeoutMs: number;
  /** Nothing heard for so long: the server is asked whether it is still there. */
  quietMs: number;
  /** It then has so long to answer before the connection is given up. */
  probeTimeoutMs: number;
  /** Changes are kept until they are answered, over any number of connections and reloads, within these. */
  outboxEntries: number;
  outboxBytes: number;
  giveUpAfterMs: number;
  /** Reads and statements about now that wait for an answer, each. */
  openReads: number;
  readTimeoutMs: number;
  /** Above so many unsent bytes typing is dropped, signals are refused, and the outbox waits. */
  unsentBytes: number;
}
