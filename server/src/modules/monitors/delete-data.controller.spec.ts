import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { systemActor } from '../../platform/http/actor.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { Log } from '../../platform/logging/log.js';
import { DoctorService } from '../system/doctor/doctor.service.js';
import { DeleteSamplesService } from './timeline/delete-samples.service.js';

const MINUTE = 60;
/** A full hour of yesterday. */
const T = Math.floor(Date.now() / 3_600_000) * 3_600 - 86_400;
const READER = { authorization: 'Bearer key:monitors.read' };

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start();
});
afterAll(async () => api.close());

let count = 0;
let tag: string;
let id: number;
/** A minute a letter, by hand. */
const write = async (letters: string, of = tag): Promise<void> => {
  const word: Record<string, string> = { U: 'UP', D: 'DOWN', G: 'DEGRADED' };
  for (const [index, letter] of [...letters].entries())
    if (letter !== '.') await api.patch(`monitors/${of}/data/${T + index * MINUTE}`, { status: word[letter], latency: 10 + index });
};
beforeEach(async () => {
  count += 1;
  tag = `data-${count}`;
  id = (await api.post('monitors', { tag, name: tag, monitor_type: 'NONE', cron: '* * * * *' })).body.monitor.id;
});

const remove = (query = '', of = tag) => api.delete(`monitors/${of}/data${query}`);
const letters = async (minutes: number): Promise<string> => {
  const spans = await api.query<{ from_ts: number; to_ts: number; status: string }>(
    'SELECT from_ts, to_ts, status FROM timeline_spans WHERE monitor_id = $1',
    [id],
  );
  const letter: Record<string, string> = { UP: 'U', DOWN: 'D', DEGRADED: 'G' };
  return Array.from({ length: minutes }, (_, index) => {
    const at = T + index * MINUTE;
    return letter[spans.find(({ from_ts, to_ts }) => from_ts <= at && at < to_ts)?.status ?? ''] ?? '.';
  }).join('');
};
const gaps = async (): Promise<[number, number, string][]> =>
  (
    await api.query<{ from_ts: number; to_ts: number; reason: string }>(
      'SELECT from_ts, to_ts, reason FROM check_gaps WHERE monitor_id = $1 ORDER BY from_ts',
      [id],
    )
  ).map(({ from_ts, to_ts, reason }) => [(from_ts - T) / MINUTE, (to_ts - T) / MINUTE, reason]);
const stateOf = async () =>
  (await api.query<{ status: string }>('SELECT status FROM monitor_current_state WHERE monitor_id = $1', [id]))[0]?.status ?? null;
const rollups = async () =>
  (await api.query<{ n: number }>('SELECT coalesce(sum(n), 0)::int AS n FROM latency_rollups WHERE monitor_id = $1', [id]))[0]?.n;
const audit = async () =>
  (
    await api.query<{ before: object }>(
      `SELECT body->'before' AS before FROM audit_log WHERE body->>'action' = 'monitoring_data.delete' AND body->>'entityId' = $1::text ORDER BY id`,
      [id],
    )
  ).map(({ before }) => before);
const isWell = async (): Promise<void> => {
  const findings = await new DoctorService(api.app.get<DataSources>(DataSources), Log.create('silent')).examine();
  expect(findings.filter(({ examples }) => examples.some((key) => key.startsWith(tag)))).toEqual([]);
};

describe('DELETE /monitors/{tag}/data', () => {
  it('takes everything: samples, spans, current state and roll-ups', async () => {
    await write('UUDDGU');
    const { status, body } = await remove();
    expect([status, body]).toEqual([200, { message: 'Monitoring data deleted', deleted_count: 6 }]);
    expect([await letters(6), await stateOf(), await rollups()]).toEqual(['......', null, 0]);
    expect(await gaps()).toEqual([[0, 6, 'deleted']]);
    expect(await audit()).toEqual([{ tag, from: T, to: T + 5 * MINUTE, status: null, rows: 6 }]);
    expect((await api.get(`monitors/${tag}/samples`)).body.total).toBe(0);
    expect((await api.get(`monitor-states/${tag}`)).body.monitor.current_status).toBe('NO_DATA');
    await isWell();
    await write('UU');
    expect([await letters(3), await stateOf()]).toEqual(['UU.', 'UP']);
  });

  it('keeps to a range, its end not included', async () => {
    await write('UUDDGU');
    expect((await remove(`?start_ts=${T + MINUTE}&end_ts=${T + 3 * MINUTE}`)).body.deleted_count).toBe(2);
    expect([await letters(6), await stateOf(), await rollups(), await gaps()]).toEqual(['U..DGU', 'UP', 4, [[1, 3, 'deleted']]]);
    expect((await remove(`?start_ts=${T + 5 * MINUTE}`)).body.deleted_count).toBe(1);
    expect([await letters(6), await stateOf()]).toEqual(['U..DG.', 'DEGRADED']);
    await isWell();
  });

  it('keeps to a status', async () => {
    await write('UUDDGDU');
    expect((await remove('?status=DOWN')).body.deleted_count).toBe(3);
    expect([await letters(7), await gaps()]).toEqual(['UU..G.U', [[2, 4, 'deleted'], [5, 6, 'deleted']]]); // prettier-ignore
    expect(await audit()).toEqual([{ tag, from: T + 2 * MINUTE, to: T + 5 * MINUTE, status: 'DOWN', rows: 3 }]);
    await isWell();
  });

  it('says what would go, and deletes nothing', async () => {
    await write('UDDU');
    const { body } = await remove('?dryRun=true&status=DOWN');
    expect(body).toEqual({
      message: 'Nothing was deleted',
      deleted_count: 0,
      dry_run: { rows: 2, monitors: 1, first_ts: T + MINUTE, last_ts: T + 2 * MINUTE },
    });
    expect(await letters(4)).toBe('UDDU');
    expect((await remove(`?dryRun=true&start_ts=${T + 3600}`)).body.dry_run).toEqual({
      rows: 0,
      monitors: 0,
      first_ts: null,
      last_ts: null,
    });
    expect(await audit()).toEqual([]);
  });

  it('tells the pages, and nobody when there is nothing', async () => {
    await write('UD');
    await api.query('DELETE FROM outbox');
    await remove();
    const topics = async () => (await api.query<{ topic: string }>(`SELECT topic FROM outbox ORDER BY id`)).map(({ topic }) => topic);
    expect(await topics()).toEqual(['monitor.changed']);
    await remove();
    expect([await topics(), (await audit()).length]).toEqual([['monitor.changed'], 1]);
  });

  it('takes with everything what outlived its samples, and a range does not', async () => {
    await write('UUDDUU');
    await api.query('DELETE FROM monitoring_data WHERE monitor_id = $1 AND timestamp < $2', [id, T + 2 * MINUTE]);
    await remove(`?start_ts=${T}&end_ts=${T + 4 * MINUTE}`);
    expect(await letters(6)).toBe('UU..UU');
    await api.query('DELETE FROM monitoring_data WHERE monitor_id = $1', [id]);
    await remove();
    expect([await letters(6), await stateOf(), await gaps()]).toEqual(['......', null, [[0, 2, 'deleted'], [2, 4, 'deleted'], [4, 6, 'deleted']]]); // prettier-ignore
  });

  it('ends the same in pieces of any size', async () => {
    for (const size of [1, 2, 5]) {
      await write('UDDUGU');
      const which = { from: null, to: T + 5 * MINUTE, status: null };
      expect(await api.app.get<DeleteSamplesService>(DeleteSamplesService).delete(systemActor('spec'), { id, tag }, which, size)).toBe(5);
      expect([await letters(6), await stateOf()]).toEqual(['.....U', 'UP']);
    }
    await isWell();
  });

  it.each([
    ['a range that ends before it begins', '?start_ts=100&end_ts=100'],
    ['a status that is nobody’s to delete', '?status=MAINTENANCE'],
    ['text', '?start_ts=yesterday'],
    ['a negative instant', '?end_ts=-1'],
    ['a flag that is none', '?dryRun=perhaps'],
  ])('refuses %s', async (_name, query) => {
    await write('U');
    const { status, body } = await remove(query);
    expect([status, body.error.code]).toEqual([400, 'BAD_REQUEST']);
    expect(await letters(1)).toBe('U');
  });

  it('is for those who may change monitors', async () => {
    expect((await api.delete(`monitors/${tag}/data`, READER)).status).toBe(403);
    expect((await api.delete('monitoring-data', READER)).status).toBe(403);
    expect((await remove('', 'nobody-at-all')).status).toBe(404);
  });
});

describe('DELETE /monitoring-data', () => {
  it('does the same for every monitor', async () => {
    await api.delete('monitoring-data');
    const other = `${tag}-other`;
    await api.post('monitors', { tag: other, name: other, monitor_type: 'NONE', cron: '* * * * *' });
    await write('UD');
    await write('DD', other);
    const preview = await api.delete('monitoring-data?dryRun=true&status=DOWN');
    expect(preview.body.dry_run).toEqual({ rows: 3, monitors: 2, first_ts: T, last_ts: T + MINUTE });
    expect((await api.delete('monitoring-data?status=DOWN')).body.deleted_count).toBe(3);
    expect(await letters(2)).toBe('U.');
    expect((await api.get(`monitors/${other}/samples`)).body.total).toBe(0);
    await isWell();
  });
});
