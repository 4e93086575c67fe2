/** Serves the built pages under the policies that the server gives them, and passes connections on to it: one origin. */
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { once } from 'node:events';
import { built } from './places.js';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const policy = (ancestors: string) =>
  `default-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; frame-ancestors ${ancestors}`;

export class Front {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(serverPort: () => number, embedder: () => string) {
    this.server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://front').pathname);
      const file = join(built, path.endsWith('/') ? `${path}index.html` : path);
      if (!file.startsWith(built) || !existsSync(file) || !statSync(file).isFile()) {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found.\n');
        return;
      }
      response
        .writeHead(200, {
          'content-type': types[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': policy(path.startsWith('/widget/') ? embedder() : "'none'"),
          // The widget in the page itself imports its parts from there.
          'access-control-allow-origin': '*',
          'x-content-type-options': 'nosniff',
        })
        .end(readFileSync(file));
    });
    this.server.on('upgrade', (request, socket: Socket, head) => {
      const behind = connect(serverPort(), '127.0.0.1', () => {
        const headers = request.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
        behind.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers}\r\n`);
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
  static async start(serverPort: () => number, embedder = () => "'none'"): Promise<Front> {
    const front = new Front(serverPort, embedder);
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
