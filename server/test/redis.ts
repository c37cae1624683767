import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { until } from './until.js';

/** True where the tests that need Redis can run. */
export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;

export interface TestRedis {
  readonly url: string;
  readonly client: Redis;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** An address where no Redis is, yet. */
export const unusedRedisUrl = async (): Promise<string> => `redis://127.0.0.1:${await freePort()}`;

/** Starts a Redis of this spec's own, without persistence. */
export async function startRedis({ policy = 'noeviction', url }: { policy?: string; url?: string } = {}): Promise<TestRedis> {
  const address = url ?? (await unusedRedisUrl());
  const dir = mkdtempSync(path.join(os.tmpdir(), 'clarion-redis-'));
  const settings = [
    '--port',
    new URL(address).port,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    dir,
    '--maxmemory-policy',
    policy,
  ];
  const child = spawn('redis-server', settings, { stdio: 'ignore' });
  const client = new Redis(address, { maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await until('Redis answers', async () => (await client.ping().catch(() => '')) === 'PONG');
  return {
    url: address,
    client,
    async stop() {
      client.disconnect();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
