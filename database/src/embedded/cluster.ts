import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.js';
import { EmbeddedDatabaseError } from './embedded-error.js';
import { giveToOwnerOf } from './ownership.js';
import { commandLineOf, isRunning } from './processes.js';
import { postgresEnvironment, runToEnd, type RunAs } from './run-as.js';

const POLL_MS = 20;
const START_MS = 120_000;
const STOP_MS = 60_000;

/** Login of the cluster's superuser, used by the start alone. */
export interface ClusterLogin {
  port: number;
  password: string;
}

export const SUPERUSER = 'postgres';

/** A connection string on loopback. */
export const urlOf = (login: ClusterLogin, user: string = SUPERUSER, database = 'postgres'): string =>
  `postgres://${user}:${encodeURIComponent(login.password)}@127.0.0.1:${login.port}/${database}`;

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? found(address.port) : failed(new Error('No port'))));
    });
  });
}

/** Somebody listens there, or the system would not let us. */
export function isPortTaken(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(true));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(false)));
  });
}

/**
 * Makes a new cluster in `dir`, which must not exist yet: SCRAM for every connection, UTF-8, byte order.
 * @param withoutSync for throw-away clusters
 */
export function initCluster(binaries: Binaries, as: RunAs, dir: string, password: string, withoutSync = false): void {
  const passwordFile = `${dir}.password`;
  mkdirSync(dir, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) {
    chownSync(dir, as.uid, as.gid);
    chownSync(passwordFile, as.uid, as.gid);
  }
  try {
    const options = ['-D', dir, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
    runToEnd(
      as,
      binaries.initdb,
      [...options, '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', ...(withoutSync ? ['--no-sync'] : [])],
      dir,
    );
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer };
    throw new EmbeddedDatabaseError(`The database could not be created in ${dir}: ${stderr?.toString().trim() || String(error)}`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  chmodSync(dir, 0o700);
}

export interface LaunchOptions {
  binaries: Binaries;
  as: RunAs;
  dir: string;
  login: ClusterLogin;
  logFile: string;
  /** Settings as `name=value`. */
  settings?: readonly string[];
}

/** Starts the postmaster on its own, out of reach of the console's Ctrl-C, and waits until it answers. Returns null when it ended instead. */
export async function launch({ binaries, as, dir, login, logFile, settings = [] }: LaunchOptions): Promise<ChildProcess | null> {
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC', 'jit=off', ...settings];
  const { file, args, ...ids } = as.command(binaries.postgres, [
    '-D',
    dir,
    '-p',
    String(login.port),
    ...all.flatMap((setting) => ['-c', setting]),
  ]);
  const log = openSync(logFile, 'a', 0o600);
  giveToOwnerOf(dirname(logFile), logFile);
  const child = spawn(file, args, { ...ids, cwd: dir, env: postgresEnvironment(), stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (const end = performance.now() + START_MS; performance.now() < end; await wait(POLL_MS)) {
    if (failure) throw new EmbeddedDatabaseError(`PostgreSQL could not be started: ${failure.message}`, { cause: failure });
    if (child.exitCode !== null || child.signalCode !== null) return null;
    if ((await probe(login, dir)) === 'ours') {
      child.unref();
      return child;
    }
  }
  throw new EmbeddedDatabaseError(`PostgreSQL did not get ready within ${START_MS / 1000} s, see ${logFile}`);
}

/** Who answers on the port: our cluster, our cluster while it starts or stops, somebody else, or nobody. */
export type Answer = 'ours' | 'not-yet' | 'foreign' | 'nobody';

/** Logs in with the password, which only our cluster knows (SCRAM proves both sides), and asks for its directory. */
export async function probe(login: ClusterLogin, dir: string): Promise<Answer> {
  if (!Number.isInteger(login.port)) return 'not-yet';
  const client = new pg.Client({ connectionString: urlOf(login), connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ dir: string }>(`SELECT current_setting('data_directory') AS dir`);
    return rows[0]?.dir === dir ? 'ours' : 'foreign';
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'ECONNREFUSED') return 'nobody';
    return code === '57P03' || code === '57P01' || code === 'ECONNRESET' ? 'not-yet' : 'foreign';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What `postmaster.pid` says; the process may be long gone and its number another's. */
export function readPostmaster(dir: string): { pid: number; port: number } | undefined {
  try {
    const [pid, , , port] = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n');
    return Number(pid) > 0 ? { pid: Number(pid), port: Number(port) } : undefined;
  } catch {
    return undefined;
  }
}

/** That process is a postmaster on this very directory. */
export function isPostmaster(pid: number, dir: string): boolean {
  if (!isRunning(pid)) return false;
  const command = commandLineOf(pid);
  return command === null || (/postgres/.test(command) && command.includes(`-D ${dir} `));
}

/**
 * Asks the cluster to end: sessions are cut, everything committed is kept. Does nothing when none runs.
 * @throws EmbeddedDatabaseError when it is still there after a minute
 */
export async function stopCluster(dir: string): Promise<void> {
  const postmaster = readPostmaster(dir);
  if (!postmaster || !isPostmaster(postmaster.pid, dir)) return;
  process.kill(postmaster.pid, 'SIGINT');
  for (const end = performance.now() + STOP_MS; performance.now() < end; await wait(POLL_MS)) {
    if (!isPostmaster(postmaster.pid, dir) && !existsSync(join(dir, 'postmaster.pid'))) return;
    if (!isRunning(postmaster.pid)) return;
  }
  throw new EmbeddedDatabaseError(`PostgreSQL (process ${postmaster.pid}) does not stop`);
}
