import { hex } from '../../src/protocol/stored_change.js';
import { ErrorCode, SessionState, type Message, type ServerFrame as Frame } from '../../src/wire.js';
import { ClientFrame, ServerFrame } from '../generated/courtside/v1/frames.js';
import type { Content } from '../../src/protocol/commands.js';
import { FakeSocket, type Network, type Peer } from './network.js';
import { error, limits, offer, person, session, textMessage } from './values.js';

type Received = NonNullable<ReturnType<typeof ClientFrame.decode>['command']>;

/** A server in memory: one person's connections, one session, and as much of the rules as a client can notice. */
export class FakeServer implements Peer {
  readonly sockets: FakeSocket[] = [];
  /** Signed-in connections. */
  readonly signedIn = new Set<FakeSocket>();
  /** Every command that came, also repeated ones. */
  readonly commands: Received[] = [];
  readonly tokens: string[] = [];
  /** Changes that were carried out, by command id. */
  readonly done = new Map<string, Content>();
  readonly messages: Message[] = [];
  session = session(0);
  offers = [] as ReturnType<typeof offer>[];
  hasSession = true;
  tokenLifeMs = 0;
  /** Tokens that are refused. */
  refused = new Set<string>();
  /** Answers these commands instead; undefined: as usual. */
  answer: (command: Received, id: number) => Content | 'silence' | undefined = () => undefined;
  mostConnections = 0;
  #issues = 0;

  constructor(
    readonly network: Network,
    private readonly now: () => number,
  ) {}

  connect = (_address: string, subprotocol: string): WebSocket => {
    const socket = new FakeSocket(this.network, this, subprotocol);
    this.sockets.push(socket);
    this.mostConnections = Math.max(this.mostConnections, this.sockets.filter((one) => !one.isOver).length);
    return socket as unknown as WebSocket;
  };

  /** The latest connection. */
  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  count(name: Received['$case']): number {
    return this.commands.filter((command) => command.$case === name).length;
  }

  opened(): void {}

  gone(socket: FakeSocket): void {
    this.signedIn.delete(socket);
  }

  /** To every connection but one. */
  push(content: Content, except?: FakeSocket): void {
    for (const socket of this.signedIn) {
      if (socket !== except) {
        this.send(socket, 0, content);
      }
    }
  }

  send(socket: FakeSocket, requestId: number, content: Content): void {
    socket.deliver(ServerFrame.encode({ requestId, content } as Frame).finish());
  }

  /** The other side writes. `isPushed` false: this client does not hear of it. */
  coachSays(text: string, isPushed = true): void {
    const message = this.#append(textMessage(text, 2));
    if (isPushed) {
      this.push({ $case: 'messageAdded', value: { message } });
    }
  }

  received(socket: FakeSocket, data: Uint8Array): void {
    const { requestId, commandId, command } = ClientFrame.decode(data);
    if (!command) {
      this.send(socket, requestId, error(ErrorCode.UNSUPPORTED));
      return;
    }
    this.commands.push(command);
    const special = this.answer(command, requestId);
    if (special === 'silence') {
      return;
    }
    if (special) {
      this.send(socket, requestId, special);
      return;
    }
    const id = hex(commandId);
    const content = this.done.get(id) ?? this.#carryOut(socket, command, commandId);
    if (content) {
      if (id !== '') {
        this.done.set(id, content);
      }
      this.send(socket, requestId, content);
    }
  }

  #append(message: Message): Message {
    message.number = this.messages.length + 1;
    message.sentMs = this.now();
    this.messages.push(message);
    this.session.lastNumber = message.number;
    return message;
  }

  #carryOut(socket: FakeSocket, command: Received, commandId: Uint8Array): Content | undefined {
    switch (command.$case) {
      case 'hello': {
        this.tokens.push(command.value.token);
        if (this.refused.has(command.value.token)) {
          this.network.later(() => socket.closeWith(4501, ''));
          return error(ErrorCode.UNAUTHENTICATED);
        }
        this.signedIn.add(socket);
        return {
          $case: 'welcome',
          value: {
            me: person(1),
            limits,
            serverTimeMs: this.now() + 5_000,
            tokenExpiresMs: this.tokenLifeMs === 0 ? 0 : this.now() + 5_000 + this.tokenLifeMs,
            presence: undefined,
            requests: [],
            offers: this.offers,
            sessions: this.hasSession ? [this.session] : [],
            vapidPublicKey: 'key',
            pushChannels: [],
            preferences: undefined,
          },
        };
      }
      case 'refreshToken':
        this.tokens.push(command.value.token);
        return this.refused.has(command.value.token)
          ? error(ErrorCode.UNAUTHENTICATED)
          : { $case: 'tokenRefreshed', value: { tokenExpiresMs: this.now() + 5_000 + this.tokenLifeMs } };
      case 'openIssue': {
        const issue = { ...this.session.issue!, issueId: ++this.#issues, title: command.value.title };
        this.push({ $case: 'issueChanged', value: { issue } }, socket);
        return { $case: 'issueOpened', value: { issue } };
      }
      case 'sendMessage': {
        const message = this.#append({ ...textMessage('', 1), ...command.value, commandId } as Message);
        this.push({ $case: 'messageAdded', value: { message } }, socket);
        return { $case: 'messageSent', value: { sessionId: 1, number: message.number, sentMs: message.sentMs } };
      }
      case 'endSession':
        this.session = { ...this.session, state: SessionState.ENDED };
        this.hasSession = false;
        this.push({ $case: 'sessionChanged', value: { session: this.session } }, socket);
        return { $case: 'sessionChanged', value: { session: this.session } };
      case 'joinSession':
        return { $case: 'sessionChanged', value: { session: this.session } };
      case 'fetchMessages': {
        const { after } = command.value;
        const page = this.messages.slice(after, after + 3);
        const more = after + 3 < this.messages.length;
        return { $case: 'messagesPage', value: { sessionId: 1, messages: page, more } };
      }
      case 'fetchSessions':
        return { $case: 'sessionsPage', value: { sessions: [this.session], next: 0 } };
      case 'setTyping':
      case 'sendSignal':
        return undefined;
      default:
        return { $case: 'done', value: {} };
    }
  }
}
