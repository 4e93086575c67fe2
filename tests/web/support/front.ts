/** Passes all on to a server that may go and come back on another port: one origin for the browser. */
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export class Front {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(serverPort: () => number) {
    this.server = createServer((incoming, response) => {
      const { method, url: path, headers } = incoming;
      request({ host: '127.0.0.1', port: serverPort(), method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      })
        .on('error', () => response.destroy())
        .end();
    });
    this.server.on('upgrade', (incoming, socket: Socket, head) => {
      const behind = connect(serverPort(), '127.0.0.1', () => {
        const headers = incoming.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
        behind.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers}\r\n`);
        behind.write(head);
        behind.pipe(socket).pipe(behind);
      });
      for (const end of [behind, socket]) {
        this.sockets.add(end);
        end.on('error', () => undefined);
        end.on('close', () => {
          this.sockets.delete(end);
          behind.destroy();
          socket.destroy();
        });
      }
    });
  }

  /** `serverPort` is read at each connection: a server that was started again may have another one. */
  static async start(serverPort: () => number): Promise<Front> {
    const front = new Front(serverPort);
    front.server.listen(0, '127.0.0.1');
    await once(front.server, 'listening');
    return front;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends all connections, as a network does that goes away. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
