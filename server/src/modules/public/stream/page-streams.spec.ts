import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageSnapshot } from '@clarion/contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aPage, UTC } from '../../../../test/pages/facts.js';
import { pageSnapshot } from '../../pages/snapshot/page-snapshot.js';
import type { PageKey } from '../copies/copy-key.js';
import type { CopyWatcher } from '../copies/copy-entries.js';
import { PageStreams, TooManyStreamsError, type PageStreamsOptions } from './page-streams.js';

const HOME: PageKey = { kind: 'page', path: '', timeZone: 'UTC', locale: 'en' };
const snapshotOf = (version: number): PageSnapshot => pageSnapshot(aPage([], { version }), UTC);

describe('PageStreams, over real connections', () => {
  let server: Server;
  let streams: PageStreams;
  let watchers: Set<CopyWatcher>;
  let current: PageSnapshot | null;
  let refused: unknown[];
  let clients: IncomingMessage[];

  const start = (options: Partial<PageStreamsOptions> = {}): void => {
    streams?.stop();
    const copies: PageStreamsOptions['copies'] = {
      snapshot: async () => current,
      watch: (_key, watcher) => {
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
    };
    streams = new PageStreams({ copies, now: () => 1_000, ...options });
  };
  const publish = (snapshot: PageSnapshot | null): void => {
    current = snapshot;
    for (const watcher of watchers) watcher(snapshot, null);
  };
  /** Opens a stream; `next` resolves with what comes next. */
  const listen = async (headers: Record<string, string> = {}) => {
    const { port } = server.address() as AddressInfo;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: '127.0.0.1', headers, agent: false }, resolve).on('error', reject);
    });
    clients.push(response);
    response.setEncoding('utf8');
    const parts = response[Symbol.asyncIterator]() as AsyncIterator<string>;
    return { response, next: async () => (await parts.next()).value as string | undefined };
  };

  beforeEach(async () => {
    [watchers, current, refused, clients] = [new Set(), snapshotOf(1), [], []];
    start();
    server = createServer((request, response) => {
      streams
        .open(HOME, String(request.headers['x-client'] ?? 'ada'), request.headers['last-event-id'] as string | undefined, response, {
          'x-own': 'yes',
        })
        .then(
          (isOpen) => isOpen || response.writeHead(404).end(),
          (error: unknown) => {
            refused.push(error);
            response.writeHead(503).end();
          },
        );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    for (const client of clients) client.destroy();
    streams.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  it('opens a stream that greets, tells and is not buffered on the way', async () => {
    const { response, next } = await listen();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      'x-own': 'yes',
    });
    expect(await next()).toBe('event: hello\nid: 1.1\ndata: {"version":"1.1","now":1000}\n\n');
    publish(snapshotOf(2));
    expect(await next()).toMatch(/^event: delta\nid: 1\.2\n/);
  });

  it('goes on from the version a reader holds', async () => {
    const first = await listen();
    await first.next();
    publish(snapshotOf(2));
    await first.next();
    const second = await listen({ 'last-event-id': '1.1' });
    expect(await second.next()).toContain('event: hello\nid: 1.1\n');
  });

  it('watches a page once for all its readers, and not at all without any', async () => {
    const [one, other] = [await listen(), await listen()];
    await Promise.all([one.next(), other.next()]);
    expect([watchers.size, streams.size]).toEqual([1, 2]);
    const gone = new Promise<void>((resolve) => {
      const look = (): void => (streams.size === 0 && watchers.size === 0 ? resolve() : void setImmediate(look));
      look();
    });
    one.response.destroy();
    other.response.destroy();
    await gone;
  });

  it('SEC-68 takes so many streams of one client, and so many in all', async () => {
    start({ perClient: 2, perProcess: 3 });
    const open = [await listen(), await listen()];
    expect((await listen()).response.statusCode).toBe(503);
    expect((await listen({ 'x-client': 'bo' })).response.statusCode).toBe(200);
    expect((await listen({ 'x-client': 'cy' })).response.statusCode).toBe(503);
    expect(refused.every((error) => error instanceof TooManyStreamsError)).toBe(true);
    expect(open.map(({ response }) => response.statusCode)).toEqual([200, 200]);
  });

  it('SEC-68 lets a reader go that does not read', async () => {
    start({ maxWaitingBytes: 200_000 });
    const { response } = await listen();
    response.pause();
    const closed = new Promise<void>((resolve) => {
      let version = 2;
      const tell = (): void => {
        if (streams.size === 0) return resolve();
        publish({ ...snapshotOf(version++), banner: { ...current!.banner, key: 'x'.repeat(50_000) as never } });
        setImmediate(tell);
      };
      tell();
    });
    await closed;
  });

  it('answers that there is no such page before anything is written', async () => {
    current = null;
    expect((await listen()).response.statusCode).toBe(404);
    expect([watchers.size, streams.size]).toEqual([0, 0]);
    current = snapshotOf(1);
    expect((await listen()).response.statusCode).toBe(200);
  });

  it('tells readers of a page that is gone to look again', async () => {
    const { next } = await listen();
    await next();
    publish(null);
    expect(await next()).toContain('event: reload');
    expect(watchers.size).toBe(0);
  });

  it('ends with word when to come back, and takes nobody any more', async () => {
    const { next } = await listen();
    await next();
    streams.stop();
    expect(await next()).toMatch(/^retry: \d{4,5}\n\n$/);
    expect(await next()).toBeUndefined();
    expect((await listen()).response.statusCode).toBe(503);
  });
});
