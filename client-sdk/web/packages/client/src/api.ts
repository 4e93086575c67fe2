/**
 * What the package shows to the outside. Values are those of the wire protocol: `proto/courtside/v1/types.proto`
 * explains each field, and its comments come along with the types. The conventions there hold here too:
 * `…Ms` is an instant by the server's clock, 0 means "none"; texts are limited in bytes of UTF-8.
 *
 * Ids, numbers and instants are plain numbers, not bigints: ids are counters of one company and instants are
 * milliseconds, so both stay far below 2^53, and numbers can be keys, compared, and put into JSON and templates.
 * A frame with a larger one is refused as a whole, never rounded.
 *
 * Enumerations are objects of numbers (`RequestState.WAITING`). A newer server may send numbers that this
 * version has no name for: give a `switch` a default.
 */
import type {
  Ask,
  AskAgain,
  Briefing,
  ClientFrame,
  CloseWithWord,
  Coverage,
  EndingSoon,
  HandOver,
  InviteExpert,
  IssuesPage,
  MarksChanged,
  MessageSent,
  MessagesPage,
  Note,
  OfferClosed,
  OffersPage,
  OpenIssue,
  Preferences,
  PromiseReminder,
  PushState,
  SearchPage,
  SessionsPage,
  SetPreferences,
  SignalReceived,
  SkillsPage,
  SubscribePush,
  TypingChanged,
  WaitingCounts,
  Welcome,
} from './wire.js';
import type {
  DeclineReason,
  Issue,
  Limits,
  Message,
  MomentKind,
  Offer,
  Outcome,
  Person,
  Presence,
  Request,
  Session,
  TimeWindow,
} from './wire.js';
import type { ClientError } from './errors.js';

export type * from './options.js';
export type * from './wire.js';

// ---- The connection --------------------------------------------------------------------------------------

export type ConnectionState =
  /** Nothing goes on until `connect()`. */
  | 'disconnected'
  /** The first try since `connect()`. */
  | 'connecting'
  /** Signed in; commands go out at once. */
  | 'connected'
  /** Lost or not reached; tried again by itself. */
  | 'reconnecting';

export type StateReason =
  | 'none'
  /** `connect()` or `disconnect()` was called. */
  | 'asked'
  /** Not reached, or lost without a word. */
  | 'network'
  /** The browser says that it has no network; tried again as soon as it has. */
  | 'offline'
  /** The browser put the page to sleep; it connects again by itself when the page wakes. */
  | 'asleep'
  /** The server closed the connection and expects this client back. */
  | 'closed_by_server'
  /** The token source had no token this time; it is asked again. */
  | 'token_failed'
  /** The token source or the server says that this person may not sign in. Stops. */
  | 'unauthorised'
  /** This person has newer connections. Stops; connects again by itself when the page is looked at. */
  | 'displaced'
  /** The server does not want this client back. Stops. */
  | 'refused'
  /** `signOut()` was called, here or in another tab. Stops. */
  | 'signed_out';

export interface StateChange {
  state: ConnectionState;
  reason: StateReason;
  /** For developers, in English. */
  text: string;
  /** The WebSocket close code where the server closed; else 0. */
  closeCode: number;
  /** While reconnecting: how long until the next try begins. */
  retryInMs?: number;
}

// ---- Events ----------------------------------------------------------------------------------------------

/** A change on its way. */
export interface PendingChange {
  /** 32 hexadecimal digits; the message that becomes of a `sendMessage` carries the same (see `hex`). */
  commandId: string;
  command: NonNullable<ClientFrame['command']>;
  /** When it was made, by this machine's clock. */
  madeMs: number;
  /** It would survive a reload. */
  stored: boolean;
}

/** What became of a change. Told for every change, also for one whose promise went with a reload. */
export interface Settled {
  commandId: string;
  command: NonNullable<ClientFrame['command']>;
  /** Absent: it is done. */
  error?: ClientError;
}

/** After each sign-in, for each live session, once all of its messages up to the last are here. */
export interface CaughtUp {
  sessionId: number;
  /** The messages after this one were fetched or had been pushed meanwhile; the last one is `last`. */
  after: number;
  last: number;
  /** False only where the server refused to give what is missing. */
  complete: boolean;
}

/**
 * What a client tells. After `welcome`, what is live follows through the same events as later changes
 * (`presence`, `request`, `session`, `offer`), and a reply that carries state is told here too, before its promise
 * resolves; so a page can be written with these alone. The same state may be told twice.
 */
export interface ClientEvents {
  state: StateChange;
  welcome: Welcome;
  presence: Presence;
  request: Request;
  /** Show it, then call `offerShown` within 3 s; otherwise the server takes it back. */
  offer: Offer;
  /** Not for offers that this client itself has answered. UNSPECIFIED where it went away without a connection. */
  offerClosed: OfferClosed;
  /** ENDED comes after the last message of the session. */
  session: Session;
  /**
   * Each message of each live session once, in the order of numbers, without a hole, one's own included; from
   * number 1 for sessions that are new to this Client, so that a reloaded page sees the whole talk.
   */
  message: Message;
  caughtUp: CaughtUp;
  typing: TypingChanged;
  marks: MarksChanged;
  signal: SignalReceived;
  endingSoon: EndingSoon;
  issue: Issue;
  /** What waits that a ready or away coach could take; after each change, at most every 5 s. */
  waiting: WaitingCounts;
  /** This person's push channels, on all devices; also after each `welcome`. */
  push: PushState;
  /** Of coaches and peers; also after each `welcome`. */
  preferences: Preferences;
  /** Five minutes before a promised time: to the learner, and with `requestId` 0 to the coach whom it is likely to reach. */
  promiseReminder: PromiseReminder;
  /** The server refused something that has no promise: typing, a signal. */
  refused: ClientError;
  /** What waits in the outbox changed; all of it, in order. */
  outbox: readonly PendingChange[];
  settled: Settled;
}

// ---- Commands --------------------------------------------------------------------------------------------

export type NewIssue = Pick<OpenIssue, 'title'> & Partial<OpenIssue>;
/** `minutes`: 15 or 30, default 15. `skill` is a code of the catalogue. */
export type NewRequest = Pick<Ask, 'issueId'> & Partial<Ask>;
export type FurtherRequest = Pick<AskAgain, 'issueId'> & Partial<AskAgain>;
/** To somebody by `toPersonId`, or whoever fits; `skill` absent: as before. `line`: up to 500 bytes, for both. */
export type Handover = Pick<HandOver, 'sessionId'> & Partial<HandOver>;
/** Somebody by `personId`, or whoever fits `skill`. */
export type Invitation = Pick<InviteExpert, 'sessionId'> & Partial<InviteExpert>;
export type ClosingWord = Pick<CloseWithWord, 'sessionId'> & Partial<CloseWithWord>;

export interface NewMessage {
  sessionId: number;
  /** Up to 16 KiB; may be empty. */
  text: string;
  /** Makes it a moment of this kind. */
  moment?: MomentKind;
  /** The number of an earlier message. */
  replyTo?: number;
}

/** Where a page of something goes on, and how large it is; 0 or absent: from the start, the server's choice. */
export interface Page {
  before?: number;
  limit?: number;
}

/** A promise that also names the change, so that a page can show it while it is on its way. */
export interface ChangePromise<T> extends Promise<T> {
  readonly commandId: string;
}

/**
 * Every command gives a promise that rejects with a `ClientError`.
 *
 * Changes (`ChangePromise`) happen once, however often the connection breaks: they wait in a bounded outbox, go out
 * in the order of the calls, and are sent again under the same command id until the server has answered, also after a
 * reload. Reads (fetch…, search) wait for a connection for at most `readTimeoutMs`. Statements about now
 * (presence, availability, offerShown) reject with `DISCONNECTED` where there is no connection.
 */
export interface Commands {
  /** Ready for offers until then; between now and 12 h from now. About now. */
  setReadyUntil(untilMs: number): Promise<Presence>;
  /** About now. */
  setAway(): Promise<Presence>;
  /** Replaces today's windows, at most 8. About now. */
  setAvailability(windows: TimeWindow[]): Promise<Presence>;

  openIssue(issue: NewIssue): ChangePromise<Issue>;
  ask(request: NewRequest): ChangePromise<Request>;
  /** A further session on an issue; skill, level and language as before. */
  askAgain(request: FurtherRequest): ChangePromise<Request>;
  cancel(requestId: number): ChangePromise<void>;
  /** "Solved it myself": ends the request and resolves the issue. */
  solvedAlone(requestId: number): ChangePromise<void>;
  /** Neither is matched to the other from now on; the other is not told. */
  block(personId: number): ChangePromise<void>;
  unblock(personId: number): ChangePromise<void>;

  /** The offer is on the screen. About now; said again by itself after a reconnect. */
  offerShown(offerId: number): Promise<void>;
  accept(offerId: number): ChangePromise<Session>;
  /** Leaves no trace that others see. `note`: for oneself and the matching, up to 200 bytes. */
  decline(offerId: number, reason?: DeclineReason, note?: string): ChangePromise<void>;

  /** "I am here." A session starts when both have joined. */
  join(sessionId: number): ChangePromise<Session>;
  send(message: NewMessage): ChangePromise<MessageSent>;
  /** Fleeting: dropped without a connection, or where much is waiting to be sent. */
  typing(sessionId: number, typing: boolean): void;
  /** Everything up to `number` has been read. Only grows; sent in its own time, again after a reconnect. */
  markRead(sessionId: number, number: number): void;
  /** Fleeting: up to 16 KiB to the other participants' clients. Resolved: it was handed to the connection. */
  signal(sessionId: number, payload: Uint8Array): Promise<void>;
  /** 15 becomes 30 minutes when both agree; the first `agree` proposes, a refusal clears the proposal. */
  extend(sessionId: number, agree: boolean): ChangePromise<Session>;
  wrongMatch(sessionId: number): ChangePromise<Session>;
  /**
   * `outcome`: RESOLVED, ANOTHER_SESSION, REFERRED or TRANSFERRED; absent: ends without stating one. `nextStep`: what the
   * learner will try, and by when; one line of up to 500 bytes, for both.
   */
  endSession(sessionId: number, outcome?: Outcome, nextStep?: string): ChangePromise<Session>;
  closeWithWord(word: ClosingWord): ChangePromise<void>;

  /** Of a coach on the own session; the learner may ask to see it. Replaces the one before, empty deletes it; up to 4 KiB. */
  writeNote(sessionId: number, text: string): ChangePromise<void>;
  /** Ends the session as TRANSFERRED and puts the request back in front, for others. Only the coach. */
  handOver(to: Handover): ChangePromise<Session>;
  /** A second expert for a live session: they get an offer. Only the coach. */
  inviteExpert(who: Invitation): ChangePromise<void>;
  /** Of the second expert; the session goes on without them. */
  leaveSession(sessionId: number): ChangePromise<void>;

  /** Books the window that was `proposed` with the request; without one a promise is given back, and the wait goes on. */
  takePromise(requestId: number, window?: TimeWindow): ChangePromise<Request>;
  /** "Ask wider": one level below, any of the own languages, people of the own unit. */
  widen(requestId: number): ChangePromise<Request>;
  /** What is left out becomes none: no commitment, no budget, no focus time. */
  setPreferences(wanted: Partial<SetPreferences>): ChangePromise<Preferences>;

  /** A subscription of the browser's Push API; at most 8 a person. */
  subscribePush(channel: SubscribePush): ChangePromise<PushState>;
  unsubscribePush(endpoint: string): ChangePromise<PushState>;
  /** Sends a code to that channel; `confirmPush` proves that it came. */
  testPush(endpoint: string): ChangePromise<void>;
  confirmPush(endpoint: string, code: string): ChangePromise<PushState>;

  /** For good: messages become empty, the sign-in ends. `confirm`: the own person id. */
  eraseMe(confirm: number): ChangePromise<void>;

  /** Own issues, newest first. */
  fetchIssues(page?: Page): Promise<IssuesPage>;
  /** Sessions one took part in, newest first; `issueId` absent: of all issues. */
  fetchSessions(page?: Page & { issueId?: number }): Promise<SessionsPage>;
  /** Messages with numbers above `after`, at any age. */
  fetchMessages(sessionId: number, page?: { after?: number; limit?: number }): Promise<MessagesPage>;
  /** In the transcripts of one's own sessions, newest first; `text`: 2 to 100 bytes. */
  search(text: string, beforeSessionId?: number): Promise<SearchPage>;
  /** The skill catalogue, by code. */
  fetchSkills(page?: { afterCode?: string; limit?: number }): Promise<SkillsPage>;
  /** Offers that were made to oneself, newest first, with how each ended. */
  fetchOffers(page?: Page): Promise<OffersPage>;
  /** Of a session that one took part in. */
  fetchNotes(sessionId: number): Promise<Note[]>;
  /** Earlier sessions on the issue of a live session that one coaches. */
  fetchBriefing(sessionId: number): Promise<Briefing>;
  /** What waits that one could take, by skill; later changes come as `waiting`. */
  fetchWaiting(): Promise<WaitingCounts>;
  /** Everything that is stored about oneself: the JSON text of one document. */
  fetchMyData(): Promise<string>;
  /** For administrators: what was asked for in a month ("2026-10"; absent: the latest), a page from the cell `from` on. */
  fetchCoverage(month?: string, from?: number): Promise<Coverage>;
}

/** One person's connection to a Courtside server. `new Client(options)` makes one; see `src/client.ts`. */
export interface CourtsideClient extends Commands {
  /** Connects and stays connected. Nothing happens where it is already trying. */
  connect(): void;
  /** Ends the connection. The outbox stays as it is, and goes out at the next `connect()`. */
  disconnect(): void;
  /** Ends the connection and drops the outbox, here and in the person's other tabs of this origin. */
  signOut(): void;
  /** Disconnects for good and lets go of all listeners; what waits rejects with `STOPPED`, the stored outbox stays. */
  dispose(): void;

  /** Calls `listener` at each such event until the function that it returns is called. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void;

  readonly state: StateChange;
  /** From the last sign-in; undefined before the first. */
  readonly me: Person | undefined;
  readonly limits: Limits | undefined;
  /** Changes that wait for their answer, in order; also those of before a reload. */
  readonly outbox: readonly PendingChange[];
  /** False where storage is blocked or full: changes then live in memory only. */
  readonly storing: boolean;
  /** The server's clock as known from the last sign-in; this machine's before the first. */
  serverNow(): number;
}
