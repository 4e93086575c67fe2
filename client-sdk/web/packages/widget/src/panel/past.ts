import type { CourtsideClient, Issue, Message, Note, Session } from '@courtside/client';

/** The learner's issues and past sessions, fetched as they are looked at. `changed` is called when more is there. */
export class Past {
  issues: readonly Issue[] = [];
  next = 0;
  loaded = false;
  failed = false;
  sessions: readonly Session[] = [];
  readonly messages = new Map<number, readonly Message[]>();
  /** Of the sessions whose notes were asked for. */
  readonly notes = new Map<number, readonly Note[]>();
  found: readonly Message[] | undefined;
  foundNext = 0;
  searched = '';

  constructor(
    private readonly client: CourtsideClient,
    private readonly changed: () => void,
  ) {}

  /** From the newest; `more`: the page after those that are there. */
  async loadIssues(more = false): Promise<void> {
    await this.run(async () => {
      const page = await this.client.fetchIssues({ limit: 20, ...(more ? { before: this.next } : {}) });
      this.issues = more ? [...this.issues, ...page.issues] : page.issues;
      this.next = page.next;
      this.loaded = true;
    });
  }

  async loadSessions(issueId: number): Promise<void> {
    this.sessions = [];
    await this.run(async () => {
      this.sessions = (await this.client.fetchSessions({ issueId, limit: 50 })).sessions;
    });
  }

  /** All messages of a session, page by page. */
  async loadMessages(sessionId: number): Promise<void> {
    await this.run(async () => {
      let messages: Message[] = [];
      for (;;) {
        const page = await this.client.fetchMessages(sessionId, { after: messages.at(-1)?.number ?? 0, limit: 200 });
        messages = [...messages, ...page.messages];
        if (!page.more || page.messages.length === 0) break;
      }
      this.messages.set(sessionId, messages);
    });
  }

  async loadNotes(sessionId: number): Promise<void> {
    await this.run(async () => void this.notes.set(sessionId, await this.client.fetchNotes(sessionId)));
  }

  async search(text: string, more = false): Promise<void> {
    this.searched = text;
    if (!more) this.found = undefined;
    if (text.length < 2) return this.changed();
    await this.run(async () => {
      const page = await this.client.search(text, more ? this.foundNext : 0);
      if (this.searched !== text) return;
      this.found = more ? [...(this.found ?? []), ...page.messages] : page.messages;
      this.foundNext = page.nextSessionId;
    });
  }

  /** Which issue a session was about. */
  async issueOf(sessionId: number): Promise<number> {
    const { sessions } = await this.client.fetchSessions({ limit: 100 });
    return sessions.find((session) => session.sessionId === sessionId)?.issueId ?? 0;
  }

  private async run(steps: () => Promise<void>): Promise<void> {
    this.failed = false;
    try {
      await steps();
    } catch {
      this.failed = true;
    }
    this.changed();
  }
}
