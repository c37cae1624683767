import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { POOLS, createDataSource } from './data-source.js';
import { SQLSTATE, sqlStateOf } from './postgres-error.js';
import { seed, type SeedSettings } from './seeds/seed.js';

/** Key of the advisory lock: whoever changes the schema holds it. */
const LOCK_KEY = 1_668_047_218;
const LOCK_ATTEMPTS = 30;
const LOCK_PAUSE_MS = 1_000;

export interface MigrateSettings extends SeedSettings {
  url: string;
  /** This application's version, `major.minor.patch`; compared with what the database asks for. */
  appVersion?: string;
  /** Told once when another process holds the lock. */
  onWait?: () => void;
  /** Further steps under the same lock, e.g. the queue's own tables. */
  andThen?: (dataSource: DataSource) => Promise<void>;
}

/** The database asks for a newer application. @see reliability OPS-11 */
export class TooOldError extends Error {
  override readonly name = 'TooOldError';
}

/**
 * Brings the database to this release: migrations, each in its transaction, then the seeds. One process at a time, others wait; a step
 * that meets a lock of normal operation gives up after 2 s and tries again instead of making everybody queue behind it.
 * @returns names of the migrations that were applied
 * @throws TooOldError before anything is changed
 */
export async function migrate({ url, appVersion, onWait, andThen, ...seeds }: MigrateSettings): Promise<string[]> {
  return underLock(url, onWait, async () => {
    const dataSource = createDataSource({ url, applicationName: 'clarion migrate', pool: POOLS.upkeep });
    await dataSource.initialize();
    try {
      if (appVersion !== undefined) await refuseIfTooOld(dataSource, appVersion);
      const applied = await runMigrations(dataSource);
      await seed(dataSource, seeds);
      await andThen?.(dataSource);
      return applied;
    } finally {
      await dataSource.destroy();
    }
  });
}

/** True while migrations of this release are missing: the process is not ready to serve. */
export async function hasPendingMigrations(dataSource: DataSource): Promise<boolean> {
  return dataSource.showMigrations();
}

async function runMigrations(dataSource: DataSource): Promise<string[]> {
  const applied: string[] = [];
  for (let attempt = 1; ; attempt++) {
    try {
      const done = await dataSource.runMigrations({ transaction: 'each' });
      return [...applied, ...done.map((migration) => migration.name)];
    } catch (error) {
      if (attempt === LOCK_ATTEMPTS || sqlStateOf(error) !== SQLSTATE.lockNotAvailable) throw error;
      await wait(LOCK_PAUSE_MS);
    }
  }
}

/** A session of its own holds the lock: it ends with the process, and no pool hands the session to anybody else. */
async function underLock<Result>(url: string, onWait: (() => void) | undefined, work: () => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'clarion migration lock', keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [LOCK_KEY]);
    if (!rows[0]?.free) {
      onWait?.();
      await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    }
    return await work();
  } finally {
    await client.end();
  }
}

async function refuseIfTooOld(dataSource: DataSource, appVersion: string): Promise<void> {
  const [known] = await dataSource.query<{ table: string | null }[]>(`SELECT to_regclass('instance')::text AS table`);
  if (!known?.table) return;
  const [row] = await dataSource.query<{ minimum_app_version: string }[]>('SELECT minimum_app_version FROM instance');
  if (row && compareVersions(appVersion, row.minimum_app_version) < 0) {
    throw new TooOldError(`This database needs Clarion ${row.minimum_app_version} or newer; this is ${appVersion}.`);
  }
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
