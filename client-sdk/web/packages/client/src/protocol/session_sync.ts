import { ErrorCode, type ClientError } from '../errors.js';
import { command } from './commands.js';
import type { Answer, Exchange } from './exchange.js';
import type { SessionBook } from './session_book.js';

/** A page of what was missed; the server ends it earlier where it grows large. */
const fetchLimit = 200;
const retryAfter = 1_000;

function endsWithConnection(error: ClientError): boolean {
  return error.code === ErrorCode.DISCONNECTED || error.code === ErrorCode.STOPPED || error.code === ErrorCode.SIGNED_OUT;
}

/** Asks the server for what the session book misses, and tells it the marks. */
export class SessionSync {
  #now = 0;

  constructor(
    private readonly book: SessionBook,
    private readonly exchange: Exchange,
  ) {}

  /** After each event, while connected. */
  settle(now: number): void {
    this.#now = now;
    for (const { sessionId, after } of this.book.beginFetches(now)) {
      const page = command('fetchMessages', { sessionId, after, limit: fetchLimit });
      this.exchange.submit('internal', page, (answer) => this.#fetched(sessionId, answer), now);
    }
    for (const marks of this.book.beginMarks()) {
      const done = (answer: Answer): void => {
        if (!('error' in answer) || !endsWithConnection(answer.error)) {
          this.book.markAnswered(marks.sessionId);
        }
      };
      this.exchange.submit('internal', command('mark', marks), done, now);
    }
  }

  /** Was live, and is not listed at sign-in. */
  learnEnd(sessionId: number, now: number): void {
    // Newest first, and ids grow: the first one before the next id is this one.
    const page = command('fetchSessions', { beforeId: sessionId + 1, limit: 1 });
    this.exchange.submit('internal', page, (answer) => this.#learnt(sessionId, answer), now);
  }

  #fetched(sessionId: number, answer: Answer): void {
    if ('content' in answer && answer.content.$case === 'messagesPage') {
      this.book.page(sessionId, answer.content.value.messages);
    } else if ('content' in answer) {
      this.book.fetchRefused(sessionId);
    } else if (!endsWithConnection(answer.error)) {
      if (answer.error.retry) {
        this.book.fetchFailed(sessionId, this.#now + Math.max(answer.error.retryAfterMs, retryAfter));
      } else {
        this.book.fetchRefused(sessionId);
      }
    }
  }

  #learnt(sessionId: number, answer: Answer): void {
    if ('error' in answer) {
      // Where it may be known later, the next sign-in asks again.
      if (!answer.error.retry && !endsWithConnection(answer.error)) {
        this.book.forget(sessionId);
      }
      return;
    }
    const session = answer.content.$case === 'sessionsPage' ? answer.content.value.sessions[0] : undefined;
    if (session?.sessionId === sessionId) {
      this.book.changed(session);
    } else {
      this.book.forget(sessionId);
    }
  }
}
