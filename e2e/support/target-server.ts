import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something to monitor: answers as it is told to. */
export interface TargetServer {
  readonly url: string;
  /** Requests answered or refused so far. */
  readonly requests: number;
  /** Answers 200. */
  up(): void;
  /** Answers 503. */
  down(): void;
  /** Answers 200 after so many milliseconds. */
  slow(milliseconds: number): void;
  /** Stops listening, so that connections are refused; `listen()` brings it back on the same port. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
  stop(): Promise<void>;
}

/** An HTTP server on a free loopback port that starts out up. */
export async function aTargetServer(): Promise<TargetServer> {
  let answer = { status: 200, delayMs: 0 };
  let requests = 0;
  let port = 0;
  let server: Server | undefined;

  const reply = (response: ServerResponse, status: number) => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(status === 200 ? 'ok' : 'out of order');
  };
  const listen = async (): Promise<void> => {
    server = createServer((_request, response) => {
      requests += 1;
      const { status, delayMs } = answer;
      if (delayMs === 0) reply(response, status);
      else setTimeout(() => reply(response, status), delayMs).unref();
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  };
  const refuse = async (): Promise<void> => {
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    server = undefined;
    await closed;
  };

  await listen();
  return {
    url: `http://127.0.0.1:${port}/`,
    get requests() {
      return requests;
    },
    up: () => (answer = { status: 200, delayMs: 0 }),
    down: () => (answer = { status: 503, delayMs: 0 }),
    slow: (delayMs) => (answer = { status: 200, delayMs }),
    refuse,
    listen,
    stop: refuse,
  };
}
