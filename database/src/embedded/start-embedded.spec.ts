import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isPostmaster, readPostmaster, stopCluster } from './cluster.js';
import { startEmbedded, type EmbeddedDatabase } from './start-embedded.js';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
/** Below a home that only root may enter, nobody else finds Node or this library. */
const canBeNobody = isRoot && spawnSync(process.execPath, ['--version'], { uid: NOBODY, gid: NOBODY }).status === 0;
const SETTINGS = ['fsync=off'];

interface Started {
  process: ChildProcess;
  url: string;
  adopted: boolean;
  error?: string;
}

let base: string;
let dataDir: string;
let cluster: string;
let children: ChildProcess[];

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'clarion-embedded-')));
  chmodSync(base, 0o755);
  dataDir = join(base, '.data');
  cluster = join(dataDir, 'postgres');
  children = [];
});
afterEach(async () => {
  for (const child of children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await stopCluster(cluster);
  rmSync(base, { recursive: true, force: true });
});

const start = (own: 'server' | 'cli' = 'server'): Promise<EmbeddedDatabase> => startEmbedded({ dataDir, own, settings: SETTINGS });

async function startProcess(own: 'server' | 'cli', uid?: number): Promise<Started> {
  const script = resolve(import.meta.dirname, '../../test/embedded-process.mjs');
  const child = spawn(process.execPath, [script, dataDir, own], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return { process: child, ...(JSON.parse(line) as Omit<Started, 'process'>) };
}

async function end(started: Started): Promise<void> {
  const exit = once(started.process, 'exit');
  started.process.stdin!.write('stop\n');
  await exit;
}

async function kill(started: Started): Promise<void> {
  const exit = once(started.process, 'exit');
  started.process.kill('SIGKILL');
  await exit;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const remember = (url: string): Promise<unknown> => query(url, `CREATE TABLE memory AS SELECT 'kept' AS word`);
const recall = async (url: string): Promise<string | undefined> => (await query<{ word: string }>(url, 'SELECT word FROM memory'))[0]?.word;
const isRunning = (): boolean => {
  const postmaster = readPostmaster(cluster);
  return postmaster !== undefined && isPostmaster(postmaster.pid, cluster);
};
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('first and second start', () => {
  it('SEC-74 makes a cluster that only its owner can use, and keeps data, port and password', async () => {
    const first = await start();
    expect(first.adopted).toBe(false);
    await remember(first.url);
    expect(await query(first.url, 'SELECT usesuper, usecreatedb FROM pg_user WHERE usename = current_user')).toEqual([
      { usesuper: false, usecreatedb: false },
    ]);
    expect([modeOf(cluster), modeOf(join(dataDir, 'postgres.json')), modeOf(dataDir)]).toEqual(['700', '600', isRoot ? '711' : '700']);
    const wrong = new URL(first.url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await first.stop();
    expect(isRunning()).toBe(false);

    const second = await start();
    expect(second).toMatchObject({ url: first.url, adopted: false });
    expect(await recall(second.url)).toBe('kept');
    await second.stop();
    await second.stop();
  });

  it('begins anew when the very first start was killed half-way', async () => {
    mkdirSync(`${cluster}.new-1`, { recursive: true });
    writeFileSync(join(`${cluster}.new-1`, 'PG_VERSION'), '18\n');
    const database = await start();
    expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(existsSync(`${cluster}.new-1`)).toBe(false);
    await database.stop();
  });
});

describe('after a crash', () => {
  it('FLT-05 adopts the orphan of a killed server, and stops it in the end', async () => {
    const killed = await startProcess('server');
    await remember(killed.url);
    await kill(killed);
    expect(isRunning()).toBe(true);
    const next = await start();
    expect(next).toMatchObject({ url: killed.url, adopted: true });
    expect(await recall(next.url)).toBe('kept');
    await next.stop();
    expect(isRunning()).toBe(false);
  });

  it('recovers when PostgreSQL itself was killed', async () => {
    const first = await start();
    await remember(first.url);
    process.kill(readPostmaster(cluster)!.pid, 'SIGKILL');
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await recall(second.url)).toBe('kept');
    await second.stop();
  });

  it('trusts no process number: a stale file that names somebody else stops nothing', async () => {
    const first = await start();
    await remember(first.url);
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    await first.stop();
    writeFileSync(join(cluster, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'));
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await recall(second.url)).toBe('kept');
    await second.stop();
  });

  it('is not kept waiting by the lock of a process that is no more', async () => {
    mkdirSync(dataDir);
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    writeFileSync(join(dataDir, 'postgres.lock'), JSON.stringify({ pid: gone.pid, startedAt: null, token: 'old' }));
    const database = await start();
    expect(existsSync(join(dataDir, 'postgres.lock'))).toBe(false);
    await database.stop();
  });
});

describe('several at once', () => {
  it('two starts on one directory make one cluster', async () => {
    const both = await Promise.all([startProcess('server'), startProcess('server')]);
    expect(both.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
    expect(both[0].url).toBe(both[1].url);
    const guest = both.find(({ adopted }) => adopted)!;
    await end(guest);
    expect(isRunning()).toBe(true);
    await end(both.find(({ adopted }) => !adopted)!);
    expect(isRunning()).toBe(false);
  });

  it('a command never stops what it did not start', async () => {
    const server = await startProcess('server');
    const command = await start('cli');
    expect(command).toMatchObject({ url: server.url, adopted: true });
    await command.stop();
    expect(isRunning()).toBe(true);
    await end(server);
    expect(isRunning()).toBe(false);
  });

  it('a command stops what it started, unless a server has come to use it', async () => {
    const alone = await startProcess('cli');
    await end(alone);
    expect(isRunning()).toBe(false);

    const command = await startProcess('cli');
    const server = await start('server');
    expect(server.adopted).toBe(true);
    await end(command);
    expect(isRunning()).toBe(true);
    await server.stop();
    expect(isRunning()).toBe(false);
  });
});

describe('what the machine may hold against it', () => {
  it('a port that somebody else has taken meanwhile: another is chosen and kept', async () => {
    const first = await start();
    await remember(first.url);
    await first.stop();
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start();
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    expect(await recall(second.url)).toBe('kept');
    await second.stop();
    squatter.close();
    const third = await start();
    expect(third.url).toBe(second.url);
    await third.stop();
  });

  it('OPS-13 files of another major version are refused with a sentence that names the command', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(cluster, 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/made by PostgreSQL 17.*clarion -- backup/);
    expect(isRunning()).toBe(false);
  });

  (canBeNobody ? it : it.skip)('an ordinary user starts and stops it', async () => {
    mkdirSync(dataDir);
    chownSync(dataDir, NOBODY, NOBODY);
    const started = await startProcess('server', NOBODY);
    expect(started.error).toBeUndefined();
    expect([statSync(cluster).uid, modeOf(dataDir)]).toEqual([NOBODY, '700']);
    await end(started);
    expect(isRunning()).toBe(false);
    // Root goes on with it as that user, and the user after root.
    const asRoot = await start();
    expect(statSync(join(dataDir, 'postgres.log')).uid).toBe(NOBODY);
    await asRoot.stop();
    const again = await startProcess('server', NOBODY);
    expect(again.error).toBeUndefined();
    await end(again);
  });

  (isRoot ? it : it.skip)('root starts it below a home that nobody else may enter', async () => {
    chmodSync(base, 0o700);
    const database = await start();
    expect(statSync(cluster).uid).not.toBe(0);
    await remember(database.url);
    await database.stop();
    const second = await start();
    expect(await recall(second.url)).toBe('kept');
    await second.stop();
  });
});
