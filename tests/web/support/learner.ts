/** A learner who is a program: the web SDK in Node, asking and talking as the widget would. */
import { Client, SessionState, type Message, type Request, type Session } from '@courtside/client';
import { WebSocket } from 'ws';
import { until } from './until.js';

// Node 18 has no WebSocket of its own.
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;

export class Learner {
  readonly client: Client;
  request: Request | undefined;
  session: Session | undefined;
  readonly messages: Message[] = [];

  /** `joins`: comes into a session by itself as soon as there is one. */
  constructor(url: string, token: string, joins = true) {
    this.client = new Client({ url, getToken: () => token, storage: null });
    this.client.on('request', (request) => void (this.request = request));
    this.client.on('message', (message) => void this.messages.push(message));
    this.client.on('session', (session) => {
      this.session = session;
      const me = session.participants.find(({ personId }) => personId === this.client.me?.personId);
      // A refusal means that it is over already.
      if (joins && session.state === SessionState.STARTING && !me?.joined) this.client.join(session.sessionId).catch(() => undefined);
    });
    this.client.connect();
  }

  async ask(title: string, options: { description?: string; skill?: string; minutes?: number } = {}): Promise<void> {
    const { description = '', skill = 'S1.1', minutes = 15 } = options;
    const { issueId } = await this.client.openIssue({ title, description });
    this.request = await this.client.ask({ issueId, skill, minutes });
  }

  async say(text: string): Promise<void> {
    if (!this.session) throw new Error('The learner is in no session.');
    await this.client.send({ sessionId: this.session.sessionId, text });
  }

  async inSession(): Promise<Session> {
    await until('the session is active', () => this.session?.state === SessionState.ACTIVE);
    return this.session!;
  }

  async hears(text: string): Promise<void> {
    await until(`the learner reads "${text}"`, () => this.messages.some(({ body }) => body?.value.text.includes(text)));
  }

  async sessionEnds(): Promise<Session> {
    await until('the session ends', () => this.session?.state === SessionState.ENDED);
    return this.session!;
  }

  stop(): void {
    this.client.dispose();
  }
}

