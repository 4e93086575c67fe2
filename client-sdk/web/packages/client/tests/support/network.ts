/** Lets everything run that waits for nothing but its turn. */
export async function turns(): Promise<void> {
  for (let i = 0; i < 20; ++i) {
    await Promise.resolve();
  }
}

/** Time moved by hand. */
export class Clock {
  now = 1_800_000_000_000;
  #timers: { at: number; run: () => void }[] = [];

  startTimer(afterMs: number, run: () => void): () => void {
    const timer = { at: this.now + afterMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** Runs what comes due until then; `between` after each. */
  async advance(ms: number, between: () => Promise<void>): Promise<void> {
    const end = this.now + ms;
    await between();
    for (;;) {
      const next = this.#timers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) {
        break;
      }
      this.#timers = this.#timers.filter((one) => one !== next);
      this.now = Math.max(this.now, next.at);
      next.run();
      await between();
    }
    this.now = end;
  }
}

/** Frames on their way between sockets and the server, delivered in order by `pump`. */
export class Network {
  /** Frames that went over the line, in either direction. */
  crossed = 0;
  /** The connection breaks instead of carrying this frame, counted from 1. */
  breakAt = Infinity;
  /** Nobody is reached. */
  isDown = false;
  /** Frames are swallowed and nobody is told. */
  isSilent = false;
  #queue: (() => void)[] = [];

  later(run: () => void): void {
    this.#queue.push(run);
  }

  carry(socket: FakeSocket, deliver: () => void): void {
    this.later(() => {
      if (socket.isOver || this.isSilent) {
        return;
      }
      if (++this.crossed === this.breakAt) {
        socket.breakOff();
      } else {
        deliver();
      }
    });
  }

  async pump(): Promise<void> {
    await turns();
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      next();
      await turns();
    }
  }
}

export interface Peer {
  opened(socket: FakeSocket): void;
  received(socket: FakeSocket, data: Uint8Array): void;
  gone(socket: FakeSocket): void;
}

/** The client's end of a connection, as a browser's WebSocket shows it. */
export class FakeSocket {
  binaryType = 'blob';
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer | string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  isOver = false;

  constructor(
    readonly network: Network,
    private readonly peer: Peer,
    readonly subprotocol: string,
  ) {
    network.later(() => {
      if (network.isDown) {
        this.breakOff();
      } else if (!this.isOver) {
        peer.opened(this);
        this.onopen?.();
      }
    });
  }

  send(data: Uint8Array): void {
    this.network.carry(this, () => this.peer.received(this, data));
  }

  /** By the client. */
  close(): void {
    if (!this.isOver) {
      this.isOver = true;
      this.peer.gone(this);
    }
  }

  /** From the server. */
  deliver(data: Uint8Array): void {
    const copy = new Uint8Array(data).buffer;
    this.network.carry(this, () => this.onmessage?.({ data: copy }));
  }

  /** By the server. */
  closeWith(code: number, reason: string): void {
    this.network.later(() => this.#end(code, reason));
  }

  breakOff(): void {
    this.#end(1006, '');
  }

  #end(code: number, reason: string): void {
    if (!this.isOver) {
      this.isOver = true;
      this.peer.gone(this);
      this.onclose?.({ code, reason });
    }
  }
}
