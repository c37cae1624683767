import { connect, type Socket } from 'node:net';
import { quantile } from './measure.ts';

export interface LoadOptions {
  /** Absolute address; its path is asked for unless `requests` say otherwise. */
  url: string;
  /** Keep-alive connections, each with one request under way. */
  connections: number;
  /** Seconds. */
  duration: number;
  headers?: Readonly<Record<string, string>>;
  /** What the connections ask for in turn. */
  requests?: readonly { method: string; path: string }[];
}

export interface Load {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  failed: number;
  total: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * Sends requests for so many seconds, from this process. It shares two cores with what it measures, so it reads no more of an answer than its
 * status and length: load generators with a whole HTTP parser in JavaScript took more time per answer than the server.
 * @throws Error for an answer without a `Content-Length`
 */
export async function load({ url, connections, duration, headers = {}, requests }: LoadOptions): Promise<Load> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const texts = (requests ?? [{ method: 'GET', path: pathname + search }]).map(({ method, path }) =>
    Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${method === 'POST' ? 'content-length: 0\r\n' : ''}${lines.join('')}\r\n`),
  );
  let next = 0;
  let failed = 0;
  const latencies: number[] = [];
  const started = performance.now();
  const endAt = started + duration * 1_000;
  const connection = async (): Promise<void> => {
    while (performance.now() < endAt) {
      const socket = await open(hostname, Number(port));
      await speak(
        socket,
        () => texts[next++ % texts.length]!,
        endAt,
        (ms, isOk) => {
          latencies.push(ms);
          if (!isOk) failed += 1;
        },
      );
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const seconds = (performance.now() - started) / 1_000;
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    failed,
    total: latencies.length,
  };
}

const open = (host: string, port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });

/** One request after the other, until the time is over or the server ends the connection. */
function speak(socket: Socket, next: () => Buffer, endAt: number, answered: (ms: number, isOk: boolean) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let sentAt = 0;
    let isOk = false;
    /** Bytes of the answer still to come; null = its head is not whole yet. */
    let left: number | null = null;
    let head: Buffer = Buffer.alloc(0);
    const ask = (): void => {
      if (performance.now() >= endAt) {
        socket.end();
        return;
      }
      left = null;
      sentAt = performance.now();
      socket.write(next());
    };
    socket.on('data', (chunk: Buffer) => {
      if (left === null) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
        const end = head.indexOf(HEAD_END);
        if (end < 0) return;
        const text = head.toString('latin1', 0, end);
        const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
        if (length === undefined) {
          reject(new Error(`An answer without a length: ${text}`));
          socket.destroy();
          return;
        }
        isOk = text.startsWith('2', 9);
        left = Number(length) - (head.length - end - HEAD_END.length);
        head = Buffer.alloc(0);
      } else left -= chunk.length;
      if (left > 0) return;
      answered(performance.now() - sentAt, isOk);
      ask();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
    ask();
  });
}
