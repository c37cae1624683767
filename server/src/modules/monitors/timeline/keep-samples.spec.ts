import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aMonitor, FixedClock, insertSamples, minutes, openDatabase, type OpenDatabase } from '@clarion/testing';
import { listSamplePartitions } from '@clarion/database';
import { storeHistory } from '../../../../test/pages/history.js';
import type { DataSources } from '../../../platform/database/data-sources.js';
import { Log } from '../../../platform/logging/log.js';
import type { SiteService } from '../../site/site.service.js';
import { KeepSamplesService } from './keep-samples.service.js';

const DAY = 86_400;
let database: OpenDatabase;
let now: number;
beforeAll(async () => {
  database = await openDatabase();
  [{ now }] = await database.db.query<[{ now: number }]>(`SELECT extract(epoch FROM app_now())::bigint AS now`);
});
afterAll(() => database.close());

const keeper = (at: number, policy: object | null): KeepSamplesService =>
  new KeepSamplesService(
    { get: () => database.db } as unknown as DataSources,
    { find: () => Promise.resolve(policy) } as unknown as SiteService,
    new FixedClock(at),
    Log.create('silent'),
  );

it('INV-15 has a table ready for this month and the next ones, however far the clock has come', async () => {
  const later = now + 200 * DAY;
  await keeper(later, null).preparePartitions();
  const covers = (instant: number): Promise<boolean> =>
    listSamplePartitions(database.db).then((all) => all.some(({ from, to }) => from <= instant && instant < to));
  expect(await covers(later)).toBe(true);
  expect(await covers(later + 45 * DAY)).toBe(true);
});

it('OPS-14 lets go of whole months that the policy does not keep, and of nothing when it is switched off', async () => {
  const { id } = await aMonitor(database.db, { tag: 'old' });
  const old = now - (now % 60) - 80 * DAY;
  await insertSamples(database.db, id, minutes(old, 'UUU'));
  const count = async (): Promise<number> =>
    (await database.db.query<[{ n: number }]>(`SELECT count(*)::int AS n FROM monitoring_data WHERE monitor_id = $1`, [id]))[0].n;
  await keeper(now, { enabled: false, retentionDays: 1 }).letGo();
  expect(await count()).toBe(3);
  await keeper(now, { enabled: true, retentionDays: 365 }).letGo();
  expect(await count()).toBe(3);
  await keeper(now, { enabled: true, retentionDays: 1 }).letGo();
  expect(await count()).toBe(0);
});

it('INV-05 forgets the state of a monitor that has been paused for longer than samples are kept, and no other', async () => {
  const { db } = database;
  const from = now - (now % 60) - 80 * DAY;
  const [paused, fresh] = [await aMonitor(db, { tag: 'paused', status: 'INACTIVE' }), await aMonitor(db, { tag: 'fresh' })];
  await storeHistory(db, paused.id, [{ from, status: 'DOWN' }], from + 180);
  await insertSamples(db, paused.id, minutes(from, 'DDD'));
  await storeHistory(db, fresh.id, [{ from: now - 60, status: 'UP' }], now);
  await insertSamples(db, fresh.id, minutes(now - (now % 60) - 60, 'U'));
  await keeper(now, { enabled: true, retentionDays: 1 }).letGo();
  expect(await db.query('SELECT monitor_id FROM monitor_current_state ORDER BY monitor_id')).toEqual([{ monitor_id: fresh.id }]);
  expect(await db.query('SELECT from_ts, to_ts FROM status_spans WHERE monitor_id = $1', [paused.id])).toEqual([
    { from_ts: from, to_ts: from + 180 },
  ]);
});

it.each([
  [null, 30],
  [{ enabled: true, retentionDays: 365 }, 30],
  [{ enabled: false, retentionDays: 1 }, 30],
  [{ enabled: true, retentionDays: 7 }, 7],
])('keeps evidence for 30 days, or as long as samples: %j', async (policy, days) => {
  const { id } = await aMonitor(database.db, { tag: `evidence-${days}-${policy?.retentionDays ?? 0}` });
  const cutOff = now - days * DAY;
  for (const at of [cutOff - 60, cutOff, now]) {
    await database.db.query(`INSERT INTO check_evidence (monitor_id, timestamp, status, evidence) VALUES ($1, $2, 'DOWN', '{}')`, [id, at]);
  }
  await keeper(now, policy).letGo();
  const rows = await database.db.query<{ timestamp: number }[]>(
    `SELECT timestamp FROM check_evidence WHERE monitor_id = $1 ORDER BY timestamp`,
    [id],
  );
  expect(rows.map(({ timestamp }) => timestamp)).toEqual([cutOff, now]);
});

it('keeps summaries for 400 days and no longer', async () => {
  const { id } = await aMonitor(database.db, { tag: 'older' });
  for (const days of [390, 410]) {
    await database.db.query(
      `INSERT INTO latency_rollups (monitor_id, bucket, n, total, lo, hi, histogram) VALUES ($1, $2, 1, 5, 5, 5, '{}')`,
      [id, Math.floor((now - days * DAY) / 900) * 900],
    );
  }
  await keeper(now, null).letGo();
  const rows = await database.db.query<{ bucket: number }[]>(`SELECT bucket FROM latency_rollups WHERE monitor_id = $1`, [id]);
  expect(rows).toHaveLength(1);
});
