/**
 * The channel that reaches a coach whose desk is closed: permission, subscription, a test message with a code, and its
 * proof to the server. Only a channel that was proved counts; the state says plainly how far it has come.
 */
import type { CourtsideClient, PushState } from '@courtside/client';

export type PushStep =
  /** This browser cannot, here. */
  | 'unsupported'
  /** The company's server does not send any. */
  | 'no_server'
  /** The coach has forbidden notices. */
  | 'denied'
  | 'off'
  | 'setting_up'
  /** The test is on its way through the browser maker's servers. */
  | 'waiting'
  | 'works'
  | 'failed';

export type PushProblem =
  /** The browser gave no subscription. */
  | 'no_subscription'
  /** The test did not arrive in time. */
  | 'not_arrived'
  /** It worked once; the last message could not be delivered. */
  | 'broken'
  /** The server refused it. */
  | 'refused';

export interface PushView {
  step: PushStep;
  problem: PushProblem | undefined;
  testedMs: number;
}

/** A subscription as the server wants it. */
export interface Subscription {
  endpoint: string;
  p256dh: Uint8Array;
  auth: Uint8Array;
}

/** The browser's side of it. */
export interface PushPorts {
  supported: boolean;
  permission(): 'unasked' | 'denied' | 'granted';
  /** The browser's own question; call it from a click. */
  ask(): Promise<unknown>;
  /** This device's subscription, where there is one. */
  current(): Promise<Subscription | undefined>;
  /** Throws where the browser gives none. `key`: the server's, base64url. */
  subscribe(key: string): Promise<Subscription>;
  unsubscribe(): Promise<void>;
  later(ms: number, run: () => void): () => void;
}

export type PushClient = Pick<CourtsideClient, 'subscribePush' | 'unsubscribePush' | 'testPush' | 'confirmPush'>;

/** A test that takes longer is no channel for somebody who waits. */
export const testMs = 30_000;

export class PushSetup {
  private server: PushState = { channels: [], vapidPublicKey: '' };
  private endpoint = '';
  private running: 'setting_up' | 'waiting' | undefined;
  private problem: PushProblem | undefined;
  private stopWaiting = (): void => undefined;

  constructor(
    private readonly client: PushClient,
    private readonly ports: PushPorts,
    private readonly changed: () => void,
  ) {}

  get state(): PushView {
    const channel = this.server.channels.find(({ endpoint }) => endpoint === this.endpoint);
    const works = channel?.tested === true && channel.failedMs <= channel.testedMs;
    const broken = channel?.tested === true && !works;
    const problem = this.problem ?? (broken ? 'broken' : undefined);
    return { step: this.step(works, problem), problem, testedMs: channel?.testedMs ?? 0 };
  }

  private step(works: boolean, problem: PushProblem | undefined): PushStep {
    if (!this.ports.supported) return 'unsupported';
    if (this.server.vapidPublicKey === '') return 'no_server';
    if (this.ports.permission() === 'denied') return 'denied';
    if (this.running) return this.running;
    if (works) return 'works';
    return problem ? 'failed' : 'off';
  }

  /** What the server knows, after the sign-in and after each change. */
  async told(state: PushState): Promise<void> {
    this.server = state;
    if (this.ports.supported && this.endpoint === '') {
      this.endpoint = (await this.ports.current().catch(() => undefined))?.endpoint ?? '';
    }
    this.changed();
  }

  /** Everything from the question to the proof. Call it from a click. */
  async setUp(): Promise<void> {
    if (this.running) return;
    this.go('setting_up', undefined);
    await this.ports.ask();
    if (this.ports.permission() !== 'granted') return this.go(undefined, undefined);
    let made: Subscription;
    try {
      made = await this.ports.subscribe(this.server.vapidPublicKey);
    } catch {
      // Without the network to the browser's maker, in private windows, and where the company forbids it.
      return this.go(undefined, 'no_subscription');
    }
    this.endpoint = made.endpoint;
    try {
      await this.client.subscribePush(made);
      this.go('waiting', undefined);
      this.stopWaiting = this.ports.later(testMs, () => this.go(undefined, 'not_arrived'));
      await this.client.testPush(made.endpoint);
    } catch {
      this.stopWaiting();
      this.go(undefined, 'refused');
    }
  }

  /** The worker has got the test's code; also late, which is as good a proof. */
  async arrived(code: string): Promise<void> {
    if (this.endpoint === '') return;
    this.stopWaiting();
    try {
      this.server = await this.client.confirmPush(this.endpoint, code);
      this.go(undefined, undefined);
    } catch {
      this.go(undefined, 'refused');
    }
  }

  async turnOff(): Promise<void> {
    const { endpoint } = this;
    this.stopWaiting();
    await this.ports.unsubscribe().catch(() => undefined);
    this.endpoint = '';
    this.go(undefined, undefined);
    // Where it does not get through, the server drops the channel at the first message that is refused.
    if (endpoint !== '') await this.client.unsubscribePush(endpoint).then((state) => this.told(state), () => undefined);
  }

  private go(running: typeof this.running, problem: PushProblem | undefined): void {
    this.running = running;
    this.problem = problem;
    this.changed();
  }
}
