import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbedded } from '@clarion/database';
import { openDatabase } from '../../bench/product-database.ts';
import { freePort, startProduct } from '../../support/product.ts';
import { databaseClient } from '../database-client.ts';
import { expectHealthy } from '../doctor.ts';
import { Expectations, type Random, type Scenario } from '../scenario.ts';
import { SCALED, Telling } from '../telling.ts';

const PUBLISHED = 15;
/** Work resumes within 30 s of the last loss; some more to tell it. */
const PATIENCE_MS = 60_000;
const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;

/** The queue forgets, again and again, while incidents are published. */
export const queueEmptied: Scenario = {
  id: 'REL-06 FLT-11',
  title: 'a queue that is emptied or restarted loses nothing',
  async run({ random, say }) {
    const expectations = new Expectations();
    await withQueue({ name: 'PostgreSQL', random, expectations, say });
    if (HAS_REDIS) await withQueue({ name: 'Redis', random, expectations, say });
    else expectations.note('REL-06 with Redis skipped: there is no redis-server');
    return expectations.outcome();
  },
};

interface Run {
  readonly name: 'PostgreSQL' | 'Redis';
  readonly random: Random;
  readonly expectations: Expectations;
  say(text: string): void;
}

async function withQueue({ name, random, expectations, say }: Run): Promise<void> {
  const redis = name === 'Redis' ? await startRedis() : undefined;
  const telling = await Telling.start();
  const product = await startProduct({ env: { ...SCALED, ...telling.env(), ...(redis === undefined ? {} : { REDIS_URL: redis.url }) } });
  const database = await openDatabase(product);
  try {
    const tables = await database.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
    );
    const forget =
      redis === undefined
        ? // Whoever works with the queue right now may win against it.
          () => database.query(`TRUNCATE ${tables.map((table) => table.name).join(', ')} CASCADE`).catch(() => undefined)
        : () => redis.say('FLUSHALL');
    await telling.settle(product, database.query, { readers: 20, hooks: 2 });
    let [isOver, times] = [false, 0];
    const forgetter = (async () => {
      while (!isOver) {
        await pause(50 + random() * 250);
        await forget();
        times += 1;
      }
    })();
    forgetter.catch(() => undefined);
    for (let i = 0; i < PUBLISHED; i++) {
      await telling.publish(`${name} ${i}`);
      await pause(random() * 200);
      if (redis !== undefined && i === 8) await redis.restart();
    }
    isOver = true;
    await forgetter;
    await telling.allTold(database.query, PATIENCE_MS);
    telling.judge(expectations);
    expectations.note(`${name} forgot ${times} times`);
    say(`  ${name}: forgot ${times} times`);
    await expectHealthy(product, expectations);
  } finally {
    await database.close();
    await product.stop();
    await telling.stop();
    await redis?.stop();
  }
}

/** A Redis of this scenario's own, without a disk. */
async function startRedis(): Promise<{
  url: string;
  say(command: string): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}> {
  const port = await freePort();
  const dir = await mkdtemp(path.join(tmpdir(), 'clarion-redis-'));
  const launch = () =>
    spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir, '--maxmemory-policy', 'noeviction'], {
      stdio: 'ignore',
    });
  let child = launch();
  const end = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const say = async (command: string): Promise<void> => {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      socket.write(`${command}\r\n`);
      await once(socket, 'data');
    } finally {
      socket.destroy();
    }
  };
  const ready = async (): Promise<void> => {
    for (let i = 0; i < 100; i++) {
      const isThere = await say('PING').then(
        () => true,
        () => false,
      );
      if (isThere) return;
      await pause(50);
    }
    throw new Error('Redis did not start');
  };
  await ready();
  return {
    url: `redis://127.0.0.1:${port}`,
    // Away for a moment is as good as empty.
    say: (command) => say(command).catch(() => undefined),
    restart: async () => {
      await end();
      await pause(1_500);
      child = launch();
      await ready();
    },
    stop: async () => {
      await end();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL ends like a power cut while hundreds are told, twice. */
export const databaseRestarted: Scenario = {
  id: 'FLT-06 deliveries',
  title: 'a database that is restarted in the middle of a mailing loses no mail, and ids stay',
  async run({ random, say }) {
    const expectations = new Expectations();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'clarion-chaos-'));
    let database = await startEmbedded({ dataDir, own: 'server' });
    const telling = await Telling.start();
    const product = await startProduct({
      env: { ...SCALED, ...telling.env(), DATABASE_URL: database.url, APP_SECRET_KEY: 'chaos'.repeat(8) },
    });
    const client = await databaseClient(database.url);
    try {
      await telling.settle(product, client.ask, { readers: 600, hooks: 2 });
      for (let i = 0; i < 2; i++) {
        await telling.publish(`Restart ${i}`);
        const enough = telling.mail.mails.length + 50 + Math.floor(random() * 300);
        for (let look = 0; look < 200 && telling.mail.mails.length < enough; look++) await pause(20);
        const pid = Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
        process.kill(pid, 'SIGKILL');
        say(`  database ended after ${telling.mail.mails.length} mails`);
        await pause(1_000 + random() * 3_000);
        database = await startEmbedded({ dataDir, own: 'server' });
      }
      await telling.allTold(client.ask, 90_000);
      telling.judge(expectations);
      expectations.expect(!product.hasEnded, 'the server ended');
      await expectHealthy(product, expectations);
    } finally {
      await client.close().catch(() => undefined);
      await product.stop();
      await telling.stop();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
    return expectations.outcome();
  },
};
