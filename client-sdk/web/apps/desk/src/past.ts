/** Past sessions: pages of them, the transcript that is open, and the search through what was written. */
import type { CourtsideClient, Message, Session } from '@courtside/client';

export interface PastSessions {
  loaded: boolean;
  loading: boolean;
  sessions: readonly Session[];
  next: number;
  open: { session: Session; messages: readonly Message[]; complete: boolean } | undefined;
  search: { text: string; found: readonly Message[]; next: number; running: boolean } | undefined;
}

export const noPast: PastSessions = { loaded: false, loading: false, sessions: [], next: 0, open: undefined, search: undefined };

const pageSize = 20;
/** Of one transcript; more than anybody writes in 30 minutes. */
const mostMessages = 2_000;

export class PastReader {
  state: PastSessions = noPast;

  constructor(
    private readonly client: CourtsideClient,
    private readonly changed: () => void,
    private readonly failed: (problem: unknown) => void,
  ) {}

  /** From the newest again: a session may have ended since. */
  async refresh(): Promise<void> {
    await this.page(0);
  }

  async more(): Promise<void> {
    if (this.state.next !== 0) await this.page(this.state.next);
  }

  private async page(before: number): Promise<void> {
    if (this.state.loading) return;
    this.set({ loading: true });
    await this.guard(async () => {
      const { sessions, next } = await this.client.fetchSessions({ before, limit: pageSize });
      const known = before === 0 ? [] : this.state.sessions;
      this.set({ sessions: [...known, ...sessions], next, loaded: true });
    });
    this.set({ loading: false });
  }

  async open(sessionId: number): Promise<void> {
    await this.guard(async () => {
      const known = this.state.sessions.find((session) => session.sessionId === sessionId);
      const session = known ?? (await this.client.fetchSessions({ before: sessionId + 1, limit: 1 })).sessions[0];
      if (session?.sessionId !== sessionId) return;
      this.set({ open: { session, messages: [], complete: false } });
      let messages: Message[] = [];
      for (let more = true; more && messages.length < mostMessages; ) {
        const after = messages[messages.length - 1]?.number ?? 0;
        const page = await this.client.fetchMessages(sessionId, { after });
        messages = [...messages, ...page.messages];
        more = page.more && page.messages.length > 0;
        if (this.state.open?.session.sessionId !== sessionId) return;
        this.set({ open: { session, messages, complete: !more } });
      }
    });
  }

  close(): void {
    this.set({ open: undefined });
  }

  async search(text: string): Promise<void> {
    this.set({ search: { text, found: [], next: 0, running: true }, open: undefined });
    await this.searchFrom(text, 0);
  }

  async searchFurther(): Promise<void> {
    const { search } = this.state;
    if (!search || search.next === 0 || search.running) return;
    this.set({ search: { ...search, running: true } });
    await this.searchFrom(search.text, search.next);
  }

  clearSearch(): void {
    this.set({ search: undefined });
  }

  private async searchFrom(text: string, before: number): Promise<void> {
    const current = () => (this.state.search?.text === text ? this.state.search : undefined);
    await this.guard(async () => {
      const { messages, nextSessionId } = await this.client.search(text, before);
      const search = current();
      if (search) this.set({ search: { ...search, found: [...search.found, ...messages], next: nextSessionId } });
    });
    const search = current();
    if (search) this.set({ search: { ...search, running: false } });
  }

  private async guard(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (problem) {
      this.failed(problem);
    }
  }

  private set(changes: Partial<PastSessions>): void {
    this.state = { ...this.state, ...changes };
    this.changed();
  }
}
