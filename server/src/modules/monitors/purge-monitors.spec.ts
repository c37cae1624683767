import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { asActor, insertSamples } from '@clarion/testing';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { PurgeMonitorsService } from './purge-monitors.service.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start();
});
afterAll(async () => api.close());

const T = Math.floor(Date.now() / 3_600_000) * 3600 - 3 * 86_400;

/** A deleted monitor with history. @param days how long it has been in the trash */
async function deleted(tag: string, days: number, samples: number): Promise<number> {
  const { id } = (await api.post('monitors', { tag, name: tag, cron: '* * * * *' })).body.monitor;
  const db = api.app.sources.get('upkeep');
  await insertSamples(
    db,
    id,
    Array.from({ length: samples }, (_, index) => ({ timestamp: T + index * 60 })),
  );
  await api.delete(`monitors/${tag}`);
  await asActor(db, async (tx) =>
    tx.query(`UPDATE monitors SET deleted_at = app_now() - make_interval(days => $2) WHERE id = $1`, [id, days]),
  );
  return id;
}
const left = async (id: number): Promise<unknown> =>
  (
    await api.query(
      `SELECT (SELECT count(*)::int FROM monitors WHERE id = $1) AS monitors, (SELECT count(*)::int FROM monitoring_data WHERE monitor_id = $1) AS samples,
         (SELECT count(*)::int FROM monitor_runtime WHERE monitor_id = $1) AS runtimes`,
      [id],
    )
  )[0];

it('empties the trash after a week: all history, then the row, and says so in the audit log', async () => {
  const old = await deleted('old', 8, 2_500);
  const recent = await deleted('recent', 6, 10);
  const { id: alive } = (await api.post('monitors', { tag: 'alive', name: 'x' })).body.monitor;
  const purge = api.app.get<PurgeMonitorsService>(PurgeMonitorsService);
  expect(await purge.purgeNext()).toBe(true);
  expect(await purge.purgeNext()).toBe(false);
  expect(await left(old)).toEqual({ monitors: 0, samples: 0, runtimes: 0 });
  expect(await left(recent)).toEqual({ monitors: 1, samples: 10, runtimes: 1 });
  expect(await left(alive)).toMatchObject({ monitors: 1 });
  const [row] = await api.query(
    `SELECT body -> 'before' AS before, body ->> 'actor' AS actor FROM audit_log WHERE body ->> 'action' = 'monitor.purge'`,
  );
  expect(row).toEqual({ before: { tag: 'old' }, actor: 'system:purge' });
});

it('may be done by several at once', async () => {
  const id = await deleted('contested', 30, 100);
  const purge = api.app.get<PurgeMonitorsService>(PurgeMonitorsService);
  await Promise.all([purge.purgeNext(), purge.purgeNext(), purge.purgeNext()]);
  expect(await left(id)).toEqual({ monitors: 0, samples: 0, runtimes: 0 });
  expect(
    await api.query(`SELECT FROM audit_log WHERE body ->> 'action' = 'monitor.purge' AND body ->> 'entityId' = $1`, [String(id)]),
  ).toHaveLength(1);
});
