import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { POOLS, createDataSource } from './data-source.js';
import { startThrowaway, type ThrowawayCluster } from './embedded/throwaway.js';
import { ENTITIES } from './entities.js';
import { TooOldError, hasPendingMigrations, migrate } from './migrate.js';
import { MIGRATIONS } from './migrations/index.js';

let cluster: ThrowawayCluster;
beforeAll(async () => {
  cluster = await startThrowaway();
});
afterAll(() => cluster.stop());

/** A source without migrated tables behind it yet. */
async function open(url: string): Promise<DataSource> {
  const db = createDataSource({ url, pool: { ...POOLS.upkeep, max: 3 } });
  return db.initialize();
}

describe('migrations', () => {
  it('bring an empty database to exactly what the entities say', async () => {
    const url = await cluster.createDatabase();
    expect(await migrate({ url })).toEqual(MIGRATIONS.map(({ name }) => name));
    const db = await open(url);
    const drift = await db.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
    expect(await hasPendingMigrations(db)).toBe(false);
    await db.destroy();
  });

  it('list every table, and list it once', () => {
    const classes = ENTITIES.map(({ name }) => name);
    expect(new Set(classes).size).toBe(classes.length);
    const source = readFileSync(join(import.meta.dirname, 'entities.ts'), 'utf8');
    expect(source.match(/^ {2}\w+Entity,$/gm)).toHaveLength(classes.length);
  });

  it('OPS-10 run once when three processes start at the same moment', async () => {
    const url = await cluster.createDatabase();
    let waited = 0;
    const start = (): Promise<string[]> => migrate({ url, onWait: () => waited++ });
    const applied = await Promise.all([start(), start(), start()]);
    expect(applied.flat()).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(waited).toBe(2);
  });

  it('do further steps under the same lock', async () => {
    const url = await cluster.createDatabase();
    await migrate({ url, andThen: (db) => db.query('CREATE TABLE queue (id int)') });
    const db = await open(url);
    expect(await db.query(`SELECT to_regclass('queue') IS NOT NULL AS made`)).toEqual([{ made: true }]);
    await db.destroy();
  });

  it('OPS-10 are tried again when a lock of normal operation is in the way', async () => {
    const url = await cluster.createDatabase();
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL)');
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE migrations');
    const watcher = new pg.Client({ connectionString: url });
    await watcher.connect();
    const migrating = migrate({ url });
    // Until the first attempt stands before the lock; it gives up after two seconds, the next one gets through.
    const isWaiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'clarion migrate' AND wait_event_type = 'Lock'`;
    const blocked = async (): Promise<number> => (await watcher.query<{ n: number }>(isWaiting)).rows[0]?.n ?? 0;
    while ((await blocked()) === 0);
    while ((await blocked()) > 0);
    await holder.query('COMMIT');
    expect(await migrating).toHaveLength(MIGRATIONS.length);
    await Promise.all([holder.end(), watcher.end()]);
  });

  it('OPS-11 refuse an application that the database has outgrown, before changing anything', async () => {
    const url = await cluster.createDatabase();
    await migrate({ url, appVersion: '1.2.3' });
    const db = await open(url);
    await db.query(`UPDATE instance SET minimum_app_version = '1.10.0'`);
    await expect(migrate({ url, appVersion: '1.9.9' })).rejects.toThrow(TooOldError);
    expect(await migrate({ url, appVersion: '1.10.0' })).toEqual([]);
    await db.destroy();
  });
});
