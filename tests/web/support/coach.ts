/** A coach who is a program: the web SDK in Node, ready, accepting and talking. */
import { Client, Outcome, SessionState, type Message, type Offer, type Session } from '@courtside/client';
import { WebSocket } from 'ws';
import { until } from './until.js';

// Node 18 has no WebSocket of its own.
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;

const hourMs = 60 * 60_000;

export class Coach {
  readonly client: Client;
  offer: Offer | undefined;
  session: Session | undefined;
  readonly messages: Message[] = [];

  constructor(url: string, token: string) {
    this.client = new Client({ url, getToken: () => token, storage: null });
    this.client.on('offer', (offer) => {
      this.offer = offer;
      this.client.offerShown(offer.offerId).catch(() => undefined);
    });
    this.client.on('offerClosed', () => void (this.offer = undefined));
    this.client.on('message', (message) => void this.messages.push(message));
    this.client.on('session', (session) => void (this.session = session));
    this.client.connect();
  }

  private async connected(): Promise<void> {
    await until('the coach is connected', () => this.client.state.state === 'connected');
  }

  async ready(): Promise<void> {
    await this.connected();
    await this.client.setReadyUntil(this.client.serverNow() + hourMs);
  }

  async away(): Promise<void> {
    await this.connected();
    await this.client.setAway();
  }

  async accept(): Promise<void> {
    await until('the coach is offered it', () => this.offer !== undefined);
    this.session = await this.client.accept(this.offer!.offerId);
  }

  async join(): Promise<void> {
    this.session = await this.client.join(this.session!.sessionId);
  }

  /** Once both are there. */
  async say(text: string): Promise<void> {
    await until('the session is active', () => this.session?.state === SessionState.ACTIVE);
    await this.client.send({ sessionId: this.session!.sessionId, text });
  }

  async hears(text: string): Promise<void> {
    await until(`the coach reads "${text}"`, () => this.texts().some((said) => said.includes(text)));
  }

  texts(): string[] {
    return this.messages.map(({ body }) => body?.value.text ?? '');
  }

  async end(): Promise<void> {
    await this.client.endSession(this.session!.sessionId, Outcome.RESOLVED);
  }

  stop(): void {
    this.client.dispose();
  }
}
