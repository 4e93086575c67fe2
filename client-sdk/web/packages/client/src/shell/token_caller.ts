import type { TokenSource } from '../api.js';
import type { TokenResult } from '../protocol/lifecycle.js';

/** Calls the page's token source, one call at a time. */
export class TokenCaller {
  #call: AbortController | undefined;

  constructor(private readonly source: TokenSource) {}

  /** `answered` is called once, never before this returns; not at all once the call was abandoned. */
  call(fresh: boolean, answered: (result: TokenResult) => void): void {
    this.abandon();
    const call = new AbortController();
    this.#call = call;
    void this.#ask(fresh, call.signal).then((result) => {
      if (!call.signal.aborted) {
        this.#call = undefined;
        answered(result);
      }
    });
  }

  abandon(): void {
    this.#call?.abort();
    this.#call = undefined;
  }

  async #ask(fresh: boolean, signal: AbortSignal): Promise<TokenResult> {
    try {
      const token: unknown = await this.source({ fresh, signal });
      return typeof token === 'string'
        ? { kind: 'token', token }
        : { kind: 'failed', text: 'getToken gave something that is no string' };
    } catch (problem) {
      // By name as well: the page may have loaded this package twice.
      const isFinal = problem instanceof Error && problem.name === 'UnauthorisedError';
      return { kind: isFinal ? 'unauthorised' : 'failed', text: String(problem) };
    }
  }
}
