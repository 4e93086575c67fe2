/** What becomes of a connection; at most one of these owners is listened to at a time. */
export interface TransportEvents {
  opened(): void;
  received(data: ArrayBuffer | string): void;
  /** Also where it could not be opened. */
  closed(code: number, reason: string): void;
}

/** At most one WebSocket. What was closed here is not heard of any more. */
export class Transport {
  #socket: WebSocket | undefined;

  constructor(
    private readonly openSocket: () => WebSocket,
    private readonly events: TransportEvents,
  ) {}

  open(): void {
    this.close();
    let socket: WebSocket;
    try {
      socket = this.openSocket();
    } catch (problem) {
      // A page's policy may forbid it. Told later, since nobody expects an answer within the call.
      queueMicrotask(() => this.events.closed(0, String(problem)));
      return;
    }
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    const current = (run: () => void): void => {
      if (this.#socket === socket) {
        run();
      }
    };
    socket.onopen = () => current(() => this.events.opened());
    socket.onmessage = (event) => current(() => this.events.received(event.data as ArrayBuffer | string));
    socket.onclose = (event) =>
      current(() => {
        this.#socket = undefined;
        this.events.closed(event.code, event.reason);
      });
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close(1000);
  }

  send(data: Uint8Array | string): void {
    // Between the end of a connection and the event that tells it, the browser drops what is sent.
    this.#socket?.send(data as Uint8Array<ArrayBuffer> | string);
  }

  unsentBytes(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }
}
