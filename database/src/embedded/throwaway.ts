import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries } from './binaries.js';
import { SUPERUSER, freePort, initCluster, launch, stopCluster, urlOf } from './cluster.js';
import { EmbeddedDatabaseError } from './embedded-error.js';
import { identityOf, isStillRunning, type ProcessIdentity } from './processes.js';
import { chooseUser } from './run-as.js';

/** A cluster for one test run: durable against nothing, gone afterwards. */
export interface ThrowawayCluster {
  /** Superuser's connection to the `postgres` database. */
  adminUrl: string;
  /** Makes an empty database, or a copy of `template`, owned by a plain user as in production. */
  createDatabase(name?: string, template?: string): Promise<string>;
  stop(): Promise<void>;
}

const PREFIX = 'clarion-test-';
const OWNER_FILE = 'owner.json';
export const THROWAWAY_USER = 'clarion';
/** No crash of the machine is survived, nothing is replicated: a commit costs next to nothing. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_connections=200',
];

/** Starts a cluster in a temporary directory. What a killed run left behind is cleared away first. */
export async function startThrowaway(settings: readonly string[] = []): Promise<ThrowawayCluster> {
  await clearLeftovers();
  const binaries = await findBinaries();
  const base = realpathSync(mkdtempSync(join(tmpdir(), PREFIX)));
  chmodSync(base, 0o711);
  writeFileSync(join(base, OWNER_FILE), JSON.stringify(identityOf(process.pid)));
  const dir = join(base, 'data');
  const as = chooseUser([dir, binaries.postgres], undefined);
  const login = { port: await freePort(), password: randomBytes(12).toString('hex') };
  initCluster(binaries, as, dir, login.password, true);
  if (!(await launch({ binaries, as, dir, login, logFile: join(base, 'log'), settings: [...SETTINGS, ...settings] }))) {
    throw new EmbeddedDatabaseError(`The test database did not start, see ${join(base, 'log')}`);
  }
  const adminUrl = urlOf(login);
  const run = (sql: string): Promise<void> => asAdmin(adminUrl, sql);
  await run(`CREATE ROLE ${THROWAWAY_USER} LOGIN CREATEDB PASSWORD '${login.password}'`);
  return {
    adminUrl,
    async createDatabase(name = `t_${randomUUID().replaceAll('-', '')}`, template?: string) {
      await run(`CREATE DATABASE ${name} OWNER ${THROWAWAY_USER}${template === undefined ? '' : ` TEMPLATE ${template}`}`);
      return urlOf(login, THROWAWAY_USER, name);
    },
    async stop() {
      await stopCluster(dir);
      rmSync(base, { recursive: true, force: true });
    },
  };
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, user: SUPERUSER });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function clearLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const base = join(realpathSync(tmpdir()), name);
    try {
      const owner = JSON.parse(readFileSync(join(base, OWNER_FILE), 'utf8')) as ProcessIdentity;
      if (isStillRunning(owner)) continue;
      await stopCluster(join(base, 'data'));
      rmSync(base, { recursive: true, force: true });
    } catch {
      // Another user's, or another run is clearing it this very moment.
    }
  }
}
