import type { CaughtUp } from '../api.js';
import { SessionState, type Message, type Session } from '../wire.js';
import { MarkBox, type Marks } from './mark_box.js';
import { MessageFeed } from './message_feed.js';
import { earliest } from './time.js';

const mostEnded = 256;

export interface SessionSink {
  session(session: Session): void;
  message(message: Message): void;
  caughtUp(event: CaughtUp): void;
}

interface Tracked {
  feed: MessageFeed;
  marks: MarkBox;
  /** It has ended, or this expert has left it; told when the feed is complete. */
  end?: Session | undefined;
  /** Signed in anew: where the feed stood. Told when it is complete. */
  resumedAfter?: number | undefined;
}

/**
 * The live sessions of this person: puts messages in order, holds the end of a session back until its last message is
 * there, and knows what to fetch and which marks to send. Tells the page through the sink, at once.
 */
export class SessionBook {
  readonly #live = new Map<number, Tracked>();
  /** Ended lately, so that a late push does not begin them anew. Bounded. */
  readonly #ended = new Set<number>();
  #me = 0;

  constructor(
    private readonly sink: SessionSink,
    private readonly deliveredMarks: boolean,
  ) {}

  setMe(personId: number): void {
    this.#me = personId;
  }

  /**
   * What is live, as told at sign-in. Returns the sessions that were live before and are not any more: their end
   * happened unseen.
   */
  snapshot(sessions: readonly Session[]): number[] {
    const listed = new Set(sessions.map((session) => session.sessionId));
    const gone = [...this.#live].filter(([id, tracked]) => !listed.has(id) && !tracked.end).map(([id]) => id);
    for (const session of sessions) {
      if (!this.#ended.has(session.sessionId)) {
        const tracked = this.#track(session.sessionId);
        tracked.resumedAfter = tracked.feed.last;
      }
      this.changed(session);
    }
    return gone;
  }

  changed(session: Session): void {
    const id = session.sessionId;
    const own = session.participants.find(({ personId }) => personId === this.#me);
    const isOver = session.state === SessionState.ENDED || (own?.leftMs ?? 0) !== 0;
    if (this.#ended.has(id) || (isOver && !this.#live.has(id))) {
      // Over, or never live here (an answer about an old session): no talk to follow.
      this.sink.session(session);
      return;
    }
    const tracked = this.#track(id);
    tracked.feed.existsUpTo(session.lastNumber);
    if (own) {
      tracked.marks.known(own);
    }
    if (isOver) {
      tracked.end = session;
    } else {
      this.sink.session(session);
    }
    this.#settle(id);
  }

  pushed(message: Message): void {
    if (!this.#ended.has(message.sessionId)) {
      this.#track(message.sessionId).feed.pushed(message);
      this.#settle(message.sessionId);
    }
  }

  /** Its end happened unseen and can't be learnt: it is left without a word. */
  forget(sessionId: number): void {
    this.#live.delete(sessionId);
  }

  /** Somebody else signs in: nothing of this is theirs. */
  clear(): void {
    this.#live.clear();
    this.#ended.clear();
  }

  page(sessionId: number, messages: readonly Message[]): void {
    this.#live.get(sessionId)?.feed.page(messages);
    this.#settle(sessionId);
  }

  fetchFailed(sessionId: number, retryAt: number): void {
    this.#live.get(sessionId)?.feed.fetchFailed(retryAt);
  }

  fetchRefused(sessionId: number): void {
    this.#live.get(sessionId)?.feed.giveUp();
    this.#settle(sessionId);
  }

  markRead(sessionId: number, number: number): void {
    const tracked = this.#live.get(sessionId);
    // Nothing can have been read that has not arrived.
    tracked?.marks.read(Math.min(number, tracked.feed.last));
  }

  markAnswered(sessionId: number): void {
    this.#live.get(sessionId)?.marks.answered();
  }

  connectionLost(): void {
    for (const tracked of this.#live.values()) {
      tracked.feed.connectionLost();
      tracked.marks.connectionLost();
    }
  }

  /** Only to be called while connected; what is returned counts as under way. */
  beginFetches(now: number): { sessionId: number; after: number }[] {
    return [...this.#live]
      .filter(([, tracked]) => tracked.feed.beginFetch(now))
      .map(([sessionId, tracked]) => ({ sessionId, after: tracked.feed.last }));
  }

  /** Only to be called while connected; what is returned counts as under way. */
  beginMarks(): ({ sessionId: number } & Marks)[] {
    return [...this.#live].flatMap(([sessionId, tracked]) => {
      const marks = tracked.marks.begin();
      return marks ? [{ sessionId, ...marks }] : [];
    });
  }

  get deadline(): number | undefined {
    return earliest(...[...this.#live.values()].map((tracked) => tracked.feed.deadline));
  }

  #track(id: number): Tracked {
    let tracked = this.#live.get(id);
    if (!tracked) {
      tracked = { feed: new MessageFeed(), marks: new MarkBox() };
      this.#live.set(id, tracked);
    }
    return tracked;
  }

  #settle(id: number): void {
    const tracked = this.#live.get(id);
    if (!tracked) {
      return;
    }
    for (const message of tracked.feed.takeReady()) {
      if (this.deliveredMarks && message.senderId !== this.#me) {
        tracked.marks.delivered(message.number);
      }
      this.sink.message(message);
    }
    if (!tracked.feed.isComplete) {
      return;
    }
    if (tracked.resumedAfter !== undefined) {
      const { last, hasLost } = tracked.feed;
      this.sink.caughtUp({ sessionId: id, after: tracked.resumedAfter, last, complete: !hasLost });
      tracked.resumedAfter = undefined;
    }
    if (tracked.end) {
      this.#live.delete(id);
      if (tracked.end.state === SessionState.ENDED) {
        // An expert who has left may be brought in again.
        this.#ended.add(id);
      }
      const oldest = this.#ended.values().next();
      if (this.#ended.size > mostEnded && !oldest.done) {
        this.#ended.delete(oldest.value);
      }
      this.sink.session(tracked.end);
    }
  }
}
