import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { startThrowaway, type ThrowawayCluster } from '../embedded/throwaway.js';
import { migrate } from '../migrate.js';
import { dropSamplePartitions, ensureSamplePartitions, listSamplePartitions, packSamplePartitions } from './sample-partitions.js';

const MARCH = Date.UTC(2025, 2) / 1000;
const APRIL = Date.UTC(2025, 3) / 1000;
const MAY = Date.UTC(2025, 4) / 1000;

let cluster: ThrowawayCluster;
let url: string;
let db: DataSource;
beforeAll(async () => {
  cluster = await startThrowaway();
  url = await cluster.createDatabase();
  await migrate({ url });
  db = await createDataSource({ url }).initialize();
});
afterAll(async () => {
  await db.destroy();
  await cluster.stop();
});

const indexBytes = async (): Promise<number> =>
  (await db.query<{ bytes: number }[]>(`SELECT pg_relation_size('monitoring_data_2025_03_pkey')::int AS bytes`))[0]?.bytes ?? 0;

it('packs a month once it is over, once, and keeps its samples', async () => {
  expect(await ensureSamplePartitions(db, MARCH, 2)).toBe(2);
  expect(await ensureSamplePartitions(db, MARCH, 2)).toBe(0);
  // In the order of arrival: every monitor's minute, then the next minute.
  await db.query(
    `INSERT INTO monitoring_data (monitor_id, timestamp, vouched_seconds, status, type)
     SELECT id, $1::bigint + minute * 60, 60, 'U', 'R' FROM generate_series(0, 999) minute, generate_series(1, 30) id ORDER BY minute, id * 7919 % 31`,
    [MARCH],
  );
  const before = await indexBytes();
  expect(await packSamplePartitions(db, APRIL - 1)).toEqual([]);
  expect(await packSamplePartitions(db, APRIL)).toEqual(['monitoring_data_2025_03']);
  expect(await indexBytes()).toBeLessThan(before * 0.8);
  expect(await packSamplePartitions(db, APRIL)).toEqual([]);
  expect(await db.query(`SELECT count(*)::int AS n FROM monitoring_data WHERE monitor_id = 7 AND timestamp >= $1`, [MARCH])).toEqual([
    { n: 1_000 },
  ]);
});

it('packs again after a rebuild that was cut off', async () => {
  await db.query('ALTER INDEX monitoring_data_2025_04_pkey SET (fillfactor = 100)');
  await db.query('CREATE INDEX monitoring_data_2025_04_pkey_ccnew ON monitoring_data_2025_04 (timestamp)');
  const adminUrl = new URL(cluster.adminUrl);
  adminUrl.pathname = new URL(url).pathname;
  const admin = new pg.Client({ connectionString: adminUrl.href });
  await admin.connect();
  await admin.query(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'monitoring_data_2025_04_pkey_ccnew'::regclass`);
  await admin.end();
  expect(await packSamplePartitions(db, MAY)).toEqual(['monitoring_data_2025_04']);
  expect(await db.query(`SELECT to_regclass('monitoring_data_2025_04_pkey_ccnew') AS left`)).toEqual([{ left: null }]);
});

it('OPS-14 retention drops whole months and nothing that is not over', async () => {
  expect(await dropSamplePartitions(db, MAY - 1)).toEqual(['monitoring_data_2025_03']);
  expect((await listSamplePartitions(db)).map(({ from }) => from)[0]).toBe(APRIL);
});
