/** Where the panel lives: what it gets from the page and tells it. */
import { UnauthorisedError, type TokenRequest } from '@courtside/client';
import type { Setup, Status, ToPage, ToPanel } from '../link.js';

export interface Host {
  getToken(request: TokenRequest): Promise<string>;
  status(status: Status): void;
  event(name: string, detail?: Readonly<Record<string, unknown>>): void;
  close(): void;
}

export interface PanelCalls {
  setup(setup: Setup): void;
  opened(focus: boolean): void;
  closed(): void;
  ask(question: { text?: string; skill?: string }): void;
  signOut(): void;
}

/** Speaks over any pair of mailboxes; `receive` is given what the page says. */
export class LinkHost implements Host {
  private readonly waiting = new Map<number, { resolve: (token: string) => void; reject: (error: Error) => void }>();
  private nextId = 1;

  constructor(
    private readonly post: (message: ToPage) => void,
    private readonly calls: PanelCalls,
  ) {}

  receive(message: ToPanel): void {
    switch (message.type) {
      case 'setup':
        return this.calls.setup(message.setup);
      case 'opened':
        return this.calls.opened(message.focus);
      case 'closed':
        return this.calls.closed();
      case 'ask':
        return this.calls.ask(message.question);
      case 'signOut':
        return this.calls.signOut();
      case 'token':
        this.take(message.id)?.resolve(String(message.token));
        return;
      case 'noToken':
        this.take(message.id)?.reject(
          message.stop ? new UnauthorisedError('The page does not sign this person in.') : new Error('The page had no token.'),
        );
    }
  }

  getToken({ fresh, signal }: TokenRequest): Promise<string> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      signal.addEventListener('abort', () => this.take(id)?.reject(new Error('No longer waited for.')));
      this.post({ type: 'token', id, fresh });
    });
  }

  status(status: Status): void {
    this.post({ type: 'status', status });
  }

  event(name: string, detail: Readonly<Record<string, unknown>> = {}): void {
    this.post({ type: 'event', name, detail });
  }

  close(): void {
    this.post({ type: 'close' });
  }

  private take(id: number) {
    const found = this.waiting.get(id);
    this.waiting.delete(id);
    return found;
  }
}
