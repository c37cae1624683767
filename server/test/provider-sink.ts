import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What a provider was asked. */
export interface SinkRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body as it came. */
  readonly bytes: Buffer;
}

/** How it behaves. */
export interface SinkAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Never answers. */
  readonly hangs?: boolean;
  /** Answers after so many ms. */
  readonly slowMs?: number;
  /** Closes the connection in the middle of the body. */
  readonly cuts?: boolean;
}

/** A provider on the loopback address, as well or badly behaved as a spec wants it. */
export class ProviderSink {
  readonly requests: SinkRequest[] = [];
  /** What happened: a receiver acts once on an id, however often it hears it. */
  readonly effects = new Set<string>();
  answer: (request: SinkRequest) => SinkAnswer = () => ({ status: 200, body: '{"ok":true}' });
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly scheme: 'http' | 'https',
  ) {}

  /** @param tls speaks https with this certificate */
  static async start(tls?: { cert: string; key: string }): Promise<ProviderSink> {
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    const sink = new ProviderSink(server, tls === undefined ? 'http' : 'https');
    server.on('connection', (socket: Socket) => {
      sink.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sink.sockets.delete(socket));
    });
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const seen = {
          method: request.method ?? '',
          path: request.url ?? '',
          headers: request.headers,
          body: bytes.toString('utf8'),
          bytes,
        };
        sink.requests.push(seen);
        const { status = 200, headers = {}, body = '', hangs, slowMs, cuts } = sink.answer(seen);
        if (hangs === true) return;
        const id = request.headers['webhook-id'];
        if (status < 300 && typeof id === 'string') sink.effects.add(id);
        void (slowMs === undefined ? Promise.resolve() : pause(slowMs)).then(() => {
          if (cuts === true) {
            response.writeHead(status, { ...headers, 'content-length': '1000' });
            response.write('{"half":', () => request.socket.destroy());
            return;
          }
          response.writeHead(status, headers).end(body);
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
