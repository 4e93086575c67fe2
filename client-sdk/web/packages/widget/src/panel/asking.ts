import { IssueState, type CourtsideClient } from '@courtside/client';
import type { Drafts } from '@courtside/ui/drafts';
import { issueOf, requestOf, type Wish } from './wish.js';

const unfinishedName = 'widget.asking';
const freshMs = 60 * 60_000;

interface Unfinished {
  wish: Wish;
  /** 0: it is not known yet whether the issue was opened. */
  issueId: number;
}

/**
 * Asking takes two changes: the issue is opened, then asked about. A reload between them must lose neither, so the tab
 * remembers the wish until the request is there, and goes on from where it was.
 */
export class Asking {
  private running = false;

  constructor(
    private readonly client: CourtsideClient,
    private readonly keep: Drafts,
  ) {}

  get isUnfinished(): boolean {
    return !this.running && this.remembered() !== undefined;
  }

  forget(): void {
    if (!this.running) this.keep.set(unfinishedName, '');
  }

  async ask(wish: Wish): Promise<void> {
    await this.run(async () => {
      this.remember({ wish, issueId: 0 });
      const { issueId } = await this.client.openIssue(issueOf(wish.text));
      await this.request(wish, issueId);
    });
  }

  /** After a reload, once the server has said that no request is open. */
  async resume(): Promise<void> {
    const found = this.remembered();
    if (!found) return;
    await this.run(async () => {
      // An issue that is still on its way is answered before what is asked after it.
      const issueId = found.issueId || (await this.openedBefore(found.wish));
      await (issueId ? this.request(found.wish, issueId) : this.openAndRequest(found.wish));
    });
  }

  private async openAndRequest(wish: Wish): Promise<void> {
    const { issueId } = await this.client.openIssue(issueOf(wish.text));
    await this.request(wish, issueId);
  }

  private async request(wish: Wish, issueId: number): Promise<void> {
    this.remember({ wish, issueId });
    await this.client.ask(requestOf(wish, issueId, this.client.serverNow()));
  }

  private async openedBefore(wish: Wish): Promise<number> {
    if (this.client.outbox.some(({ command }) => command.$case === 'openIssue')) await this.outboxPassed();
    const { title } = issueOf(wish.text);
    const { issues } = await this.client.fetchIssues({ limit: 5 });
    const since = this.client.serverNow() - freshMs;
    const opened = issues.find((issue) => issue.title === title && issue.state === IssueState.OPEN && issue.sessions === 0 && issue.openedMs > since);
    return opened?.issueId ?? 0;
  }

  private outboxPassed(): Promise<void> {
    return new Promise((resolve) => {
      const end = this.client.on('outbox', (outbox) => {
        if (outbox.some(({ command }) => command.$case === 'openIssue')) return;
        end();
        resolve();
      });
    });
  }

  private async run(steps: () => Promise<void>): Promise<void> {
    this.running = true;
    try {
      await steps();
    } finally {
      // Also when refused: the form still has the words, and the learner decides.
      this.running = false;
      this.keep.set(unfinishedName, '');
    }
  }

  private remember(unfinished: Unfinished): void {
    this.keep.set(unfinishedName, JSON.stringify(unfinished));
  }

  private remembered(): Unfinished | undefined {
    try {
      const found = JSON.parse(this.keep.get(unfinishedName) || 'null') as Unfinished | null;
      return typeof found?.wish?.text === 'string' ? found : undefined;
    } catch {
      return undefined;
    }
  }
}
