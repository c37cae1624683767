import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that was answered with yes. */
export interface SunkCall {
  /** Its `webhook-id`: who has acted on it does not act again. */
  readonly id: string;
  readonly path: string;
  readonly title: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Receivers of webhooks on one port, apart by path. */
export interface HookSink {
  readonly url: string;
  readonly calls: readonly SunkCall[];
  /** These paths answer 503 from now on. */
  refuse(...paths: string[]): void;
  /** Calls that were refused. */
  readonly refused: number;
  stop(): Promise<void>;
}

export async function aHookSink(): Promise<HookSink> {
  const calls: SunkCall[] = [];
  let away: readonly string[] = [];
  let refused = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      if (away.includes(path)) {
        refused += 1;
        response.writeHead(503).end('away');
        return;
      }
      const { title = '' } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { title?: string };
      calls.push({ id: String(request.headers['webhook-id']), path, title, at: Date.now() });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    refuse: (...paths) => void (away = paths),
    get refused() {
      return refused;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
