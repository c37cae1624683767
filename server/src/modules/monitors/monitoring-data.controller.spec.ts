import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Overlay } from '@clarion/domain';
import { insertSamples } from '@clarion/testing';
import { ADA, MonitorsApi } from '../../../test/monitors-api.js';
import { Overlays } from './timeline/overlays.js';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** A full hour of yesterday. */
const T = Math.floor(Date.now() / 1000 / HOUR) * HOUR - DAY;

let api: MonitorsApi;
const overlays = new Map<number, Overlay[]>();
beforeAll(async () => {
  api = await MonitorsApi.start();
  api.app.get<Overlays>(Overlays).register({ overlaysOf: async () => overlays });
});
afterAll(async () => api.close());

let count = 0;
let tag: string;
let id: number;
beforeEach(async () => {
  count += 1;
  tag = `data-${count}`;
  id = (await api.post('monitors', { tag, name: tag, cron: '* * * * *' })).body.monitor.id;
});

interface Point {
  monitor_tag: string;
  timestamp: number;
  status: string;
  latency: number;
  type: string;
  error_message: string | null;
  raw_status: string | null;
}
const points = async (from: number, to: number): Promise<Point[]> =>
  (await api.get(`monitors/${tag}/data?start_ts=${from}&end_ts=${to}`)).body.data;
const write = async (body: object, query = '') => api.patch(`monitors/${tag}/data${query}`, body);
const stored = async (): Promise<{ timestamp: number; status: string; type: string }[]> =>
  api.query(`SELECT timestamp, status::text, type::text FROM monitoring_data WHERE monitor_id = $1 ORDER BY timestamp`, [id]);

describe('GET /monitors/{tag}/data', () => {
  it('answers points of [start, end), ascending, both ends floored to their minutes', async () => {
    await insertSamples(api.app.sources.get('upkeep'), id, [
      { timestamp: T, latency: 120.5 },
      { timestamp: T + MINUTE, status: 'DOWN', rawStatus: 'DOWN', type: 'ERROR', errorMessage: 'boom', latency: 0 },
      { timestamp: T + 2 * MINUTE, status: 'UP', rawStatus: 'DEGRADED', type: 'TIMEOUT' },
    ]);
    const { status, headers, text } = await api.get(`monitors/${tag}/data?start_ts=${T + 59}&end_ts=${T + 179}`);
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(text).toBe(
      `{"data":[{"monitor_tag":"${tag}","timestamp":${T},"status":"UP","latency":120.5,"type":"REALTIME","error_message":null,"raw_status":"UP"},` +
        `{"monitor_tag":"${tag}","timestamp":${T + 60},"status":"DOWN","latency":0,"type":"ERROR","error_message":"boom","raw_status":"DOWN"}]}`,
    );
    expect((await points(T + 120, T + 180)).map(({ type, raw_status }) => [type, raw_status])).toEqual([['TIMEOUT', 'DEGRADED']]);
    expect(await points(T + 180, T + 240)).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['no end', `start_ts=${T}`],
    ['no start', `end_ts=${T}`],
    ['text', `start_ts=a&end_ts=${T}`],
    ['a fraction', `start_ts=1.5&end_ts=${T}`],
    ['an exponent', `start_ts=1e3&end_ts=${T}`],
    ['a negative start', `start_ts=-60&end_ts=${T}`],
    ['an end at the start', `start_ts=${T}&end_ts=${T}`],
    ['an end before the start', `start_ts=${T}&end_ts=${T - 60}`],
    ['less than a minute after flooring', `start_ts=${T}&end_ts=${T + 59}`],
    ['more than 400 days', `start_ts=${T - 400 * DAY - 60}&end_ts=${T}`],
    ['numbers beyond every clock', 'start_ts=0&end_ts=99999999999999999999'],
    ['a list', `start_ts[]=${T}&end_ts=${T + 60}`],
  ])('refuses %s', async (_, query) => {
    const { status, body } = await api.get(`monitors/${tag}/data?${query}`);
    expect([status, body.error.code]).toEqual([400, 'BAD_REQUEST']);
  });

  it('says what the limit is', async () => {
    expect((await api.get(`monitors/${tag}/data?start_ts=0&end_ts=${T}`)).body.error.message).toContain('400 days');
  });

  it('takes exactly 400 days', async () => {
    expect((await api.get(`monitors/${tag}/data?start_ts=${T - 400 * DAY}&end_ts=${T}`)).body).toEqual({ data: [] });
  });

  it('answers more points than fit into one piece, as one whole document', async () => {
    await insertSamples(
      api.app.sources.get('upkeep'),
      id,
      Array.from({ length: 2_500 }, (_, index) => ({ timestamp: T - 3 * DAY + index * MINUTE })),
    );
    for (const length of [999, 1_000, 1_001, 2_000, 2_500]) {
      const found = await points(T - 3 * DAY, T - 3 * DAY + length * MINUTE);
      expect(found.map(({ timestamp }) => timestamp)).toEqual(Array.from({ length }, (_, index) => T - 3 * DAY + index * MINUTE));
    }
  });

  it('lays incidents and maintenances over the samples, every minute of them', async () => {
    await insertSamples(api.app.sources.get('upkeep'), id, [
      { timestamp: T },
      { timestamp: T + 120, latency: 33, errorMessage: 'e' },
      { timestamp: T + 300 },
    ]);
    overlays.set(id, [
      { kind: 'incident', id: 1, from: T + 60, to: T + 240, impact: 'DEGRADED', isAlertMade: false },
      { kind: 'maintenance', id: 2, from: T + 180, to: T + 240, impact: 'MAINTENANCE', isAlertMade: false },
    ]);
    expect(
      (await points(T, T + 360)).map(({ timestamp, status, type, latency, raw_status }) => [
        timestamp - T,
        status,
        type,
        latency,
        raw_status,
      ]),
    ).toEqual([
      [0, 'UP', 'REALTIME', 120, 'UP'],
      [60, 'DEGRADED', 'INCIDENT', 0, null],
      [120, 'DEGRADED', 'INCIDENT', 33, 'UP'],
      [180, 'MAINTENANCE', 'MAINTENANCE', 0, null],
      [300, 'UP', 'REALTIME', 120, 'UP'],
    ]);
    const one = await api.get(`monitors/${tag}/data/${T + 65}`);
    expect(one.body.data).toMatchObject({ timestamp: T + 60, status: 'DEGRADED', type: 'INCIDENT' });
  });

  it('ends an open overlay now', async () => {
    const now = Math.floor(Date.now() / 1000);
    overlays.set(id, [{ kind: 'incident', id: 1, from: now - 300, to: null, impact: 'DOWN', isAlertMade: false }]);
    const found = await points(now - 600, now + HOUR);
    expect(found.at(-1)?.timestamp).toBeLessThanOrEqual(now + 5);
    expect(found.length).toBeGreaterThanOrEqual(4);
  });
});

describe('PATCH /monitors/{tag}/data', () => {
  it('answers the example of the contract', async () => {
    const { status, text } = await write({ start_ts: 1772445600, end_ts: 1772445900, status: 'DEGRADED', latency: 850, deviation: 40 });
    expect([status, text]).toEqual([200, '{"message":"Monitoring data updated","updated_count":5}']);
    const rows = await points(1772445600, 1772445960);
    expect(
      rows.map(({ timestamp, status: word, type, error_message, raw_status }) => [timestamp, word, type, error_message, raw_status]),
    ).toEqual(Array.from({ length: 6 }, (_, index) => [1772445600 + index * MINUTE, 'DEGRADED', 'MANUAL', null, null]));
    for (const { latency } of rows) expect(latency).toBeGreaterThanOrEqual(810);
    for (const { latency } of rows) expect(latency).toBeLessThanOrEqual(890);
  });

  it('writes both ends and counts one of them, in the smallest numbers of the contract', async () => {
    expect((await write({ start_ts: 600, end_ts: 900, status: 'UP', latency: 1 })).body.updated_count).toBe(5);
    expect((await stored()).map(({ timestamp }) => timestamp)).toEqual([600, 660, 720, 780, 840, 900]);
  });

  it.each([
    [T, T + 60, 1, 2],
    [T, T + 61, 2, 2],
    [T + 10, T + 70, 1, 2],
    [T + 10, T + 50, 0, 1],
    [T, T + 59, 1, 1],
    [T + 0.5, T + 60.5, 1, 2],
  ])('from %d to %d counts %d and writes %d', async (start_ts, end_ts, counted, written) => {
    expect((await write({ start_ts, end_ts, status: 'DOWN', latency: 0 })).body.updated_count).toBe(counted);
    expect(await stored()).toHaveLength(written);
  });

  it('never writes a latency below 0, and clears what stood there', async () => {
    await insertSamples(api.app.sources.get('upkeep'), id, [{ timestamp: T, type: 'ERROR', status: 'DOWN', errorMessage: 'old' }]);
    await write({ start_ts: T, end_ts: T + HOUR, status: 'UP', latency: 5, deviation: 500 });
    const rows = await points(T, T + HOUR);
    expect(Math.min(...rows.map(({ latency }) => latency))).toBe(0);
    expect(rows[0]).toMatchObject({ status: 'UP', type: 'MANUAL', error_message: null, raw_status: null });
  });

  it.each<[string, object]>([
    ['start_ts', { start_ts: undefined }],
    ['start_ts', { start_ts: '1' }],
    ['start_ts', { start_ts: -60 }],
    ['end_ts', { end_ts: null }],
    ['end_ts', { end_ts: T + 2 * 365 * DAY }],
    ['start_ts', { start_ts: T, end_ts: T }],
    ['start_ts', { start_ts: T + 60, end_ts: T }],
    ['status', { status: undefined }],
    ['status', { status: 'MAINTENANCE' }],
    ['status', { status: 'NO_DATA' }],
    ['status', { status: 'up' }],
    ['latency', { latency: undefined }],
    ['latency', { latency: -1 }],
    ['latency', { latency: '5' }],
    ['deviation', { deviation: -1 }],
    ['deviation', { deviation: '1' }],
    ['end_ts', { start_ts: T - 93 * DAY }],
  ])('refuses a wrong %s: %j', async (field, change) => {
    const { status, body } = await write({ start_ts: T, end_ts: T + 600, status: 'UP', latency: 1, ...change });
    expect([status, body.error.code, body.error.details.map((detail: { field: string }) => detail.field)]).toEqual([
      400,
      'BAD_REQUEST',
      [field],
    ]);
    expect(await stored()).toEqual([]);
  });

  it('says what the limit is, and takes exactly that', async () => {
    const from = T - 92 * DAY;
    const tooMuch = await write({ start_ts: from - 1, end_ts: T, status: 'UP', latency: 1 });
    expect(tooMuch.body.error.message).toContain('92 days');
    const all = await write({ start_ts: from, end_ts: T, status: 'UP', latency: 1 });
    expect([all.status, all.body.updated_count]).toEqual([200, 92 * 1440]);
    expect(await api.query(`SELECT count(*)::int AS n FROM monitoring_data WHERE monitor_id = $1`, [id])).toEqual([{ n: 92 * 1440 + 1 }]);
    const spans = await api.query(`SELECT from_ts, to_ts, status FROM timeline_spans WHERE monitor_id = $1`, [id]);
    expect(spans).toEqual([{ from_ts: from, to_ts: T + 60, status: 'UP' }]);
  });

  it('refreshes the current state when the newest minute is written', async () => {
    const now = Math.floor(Date.now() / 60_000) * 60;
    await write({ start_ts: now - 120, end_ts: now, status: 'DOWN', latency: 7 });
    expect(await api.query(`SELECT timestamp, status, latency, type FROM monitor_current_state WHERE monitor_id = $1`, [id])).toEqual([
      { timestamp: now, status: 'DOWN', latency: 7, type: 'MANUAL' },
    ]);
    expect((await api.get(`monitor-states/${tag}`)).body.monitor).toMatchObject({
      current_status: 'DOWN',
      latency: 7,
      last_checked_at: now,
      last_checks: 'ddd',
    });
  });

  it('leaves an audit row and tells of the touched history', async () => {
    await write({ start_ts: T, end_ts: T + 300, status: 'DOWN', latency: 1 });
    const [row] = await api.query<{ body: object }>(
      `SELECT body FROM audit_log WHERE body ->> 'entityId' = $1 AND body ->> 'action' = 'monitoring_data.write'`,
      [String(id)],
    );
    expect(row?.body).toMatchObject({ actor: 'api_key:1', after: { tag, from: T, to: T + 300, status: 'DOWN', rows: 6 } });
    const [event] = await api.query(
      `SELECT payload FROM outbox WHERE aggregate_id = $1 AND topic = 'monitor.changed' ORDER BY id DESC LIMIT 1`,
      [`monitor:${id}`],
    );
    expect(event).toEqual({ payload: { monitorId: id, from: T, to: T + 360 } });
  });
});

describe('PATCH /monitors/{tag}/data?dryRun=true', () => {
  it('says what would change and stores nothing', async () => {
    const now = Math.floor(Date.now() / 60_000) * 60;
    await write({ start_ts: now - 1_000 * MINUTE, end_ts: now - MINUTE, status: 'UP', latency: 1 });
    const before = [await stored(), await api.query('SELECT count(*) FROM audit_log'), await api.query('SELECT max(id) FROM outbox')];
    const { status, body } = await write({ start_ts: now - 10 * MINUTE, end_ts: now - MINUTE, status: 'DOWN', latency: 1 }, '?dryRun=true');
    expect(status).toBe(200);
    expect(body).toEqual({
      message: expect.any(String),
      updated_count: 0,
      dry_run: { rows: 10, changed_rows: 10, uptime_before: '100', uptime_after: '99.00' },
    });
    expect([await stored(), await api.query('SELECT count(*) FROM audit_log'), await api.query('SELECT max(id) FROM outbox')]).toEqual(
      before,
    );
    await write({ start_ts: now - 10 * MINUTE, end_ts: now - MINUTE, status: 'DOWN', latency: 1 });
    expect((await api.get(`monitor-states/${tag}`)).body.monitor.uptime_30d).toBe('99.00');
    const same = await write({ start_ts: now - 20 * MINUTE, end_ts: now - MINUTE, status: 'DOWN', latency: 1 }, '?dryRun=true');
    expect(same.body.dry_run).toMatchObject({ rows: 20, changed_rows: 10, uptime_before: '99.00', uptime_after: '98.00' });
  });

  it('knows no data, and refuses what a write refuses', async () => {
    const { body } = await write({ start_ts: T - 50 * DAY, end_ts: T - 50 * DAY + 60, status: 'DOWN', latency: 1 }, '?dryRun=true');
    expect(body.dry_run).toEqual({ rows: 2, changed_rows: 2, uptime_before: null, uptime_after: '0' });
    expect((await write({ start_ts: T, end_ts: T, status: 'UP', latency: 1 }, '?dryRun=true')).status).toBe(400);
    expect((await write({ start_ts: T, end_ts: T + 60, status: 'UP', latency: 1 }, '?dryRun=maybe')).status).toBe(400);
    expect(await stored()).toEqual([]);
  });
});

describe('/monitors/{tag}/data/{timestamp}', () => {
  it('reads a minute by any of its seconds', async () => {
    await insertSamples(api.app.sources.get('upkeep'), id, [{ timestamp: T, latency: 9 }]);
    const expected = {
      data: { monitor_tag: tag, timestamp: T, status: 'UP', latency: 9, type: 'REALTIME', error_message: null, raw_status: 'UP' },
    };
    for (const at of [T, T + 1, T + 59]) expect((await api.get(`monitors/${tag}/data/${at}`)).body).toEqual(expected);
    const { status, body } = await api.get(`monitors/${tag}/data/${T + 60}`);
    expect([status, body.error.code]).toEqual([404, 'NOT_FOUND']);
  });

  it.each(['abc', '1.5', '-60', '1e3', '0x10', '%20', 'NaN', '9'.repeat(20)])('refuses %s as a minute', async (bad) => {
    for (const { status, body } of [await api.get(`monitors/${tag}/data/${bad}`), await api.patch(`monitors/${tag}/data/${bad}`, {})]) {
      expect([status, body.error.code]).toEqual([400, 'BAD_REQUEST']);
    }
  });

  it('falls back: given, stored, default status, UP; given, stored, 0', async () => {
    const patch = async (at: number, body: object) => (await api.patch(`monitors/${tag}/data/${at}`, body)).body.data;
    expect(await patch(T + 30, {})).toEqual({
      monitor_tag: tag,
      timestamp: T,
      status: 'UP',
      latency: 0,
      type: 'MANUAL',
      error_message: null,
      raw_status: null,
    });
    await api.patch(`monitors/${tag}`, { default_status: 'DEGRADED' });
    expect(await patch(T + 60, { latency: 5 })).toMatchObject({ status: 'DEGRADED', latency: 5 });
    expect(await patch(T + 60, { status: 'DOWN' })).toMatchObject({ status: 'DOWN', latency: 5 });
    expect(await patch(T + 60, { latency: 6.5 })).toMatchObject({ status: 'DOWN', latency: 6.5 });
    expect(await patch(T + 60, {})).toMatchObject({ status: 'DOWN', latency: 6.5 });
    expect((await api.get(`monitors/${tag}/data/${T + 60}`)).body.data).toMatchObject({ status: 'DOWN', latency: 6.5, type: 'MANUAL' });
  });

  it('answers the point it stored, even under an overlay', async () => {
    overlays.set(id, [{ kind: 'maintenance', id: 1, from: T, to: T + 60, impact: 'MAINTENANCE', isAlertMade: false }]);
    expect((await api.patch(`monitors/${tag}/data/${T}`, { status: 'DOWN' })).body.data).toMatchObject({ status: 'DOWN', type: 'MANUAL' });
    expect((await api.get(`monitors/${tag}/data/${T}`)).body.data).toMatchObject({ status: 'MAINTENANCE', type: 'MAINTENANCE' });
  });

  it.each([{ status: 'MAINTENANCE' }, { status: null }, { latency: -1 }, { latency: null }, { latency: '1' }])(
    'refuses %j',
    async (body) => {
      expect((await api.patch(`monitors/${tag}/data/${T}`, body)).status).toBe(400);
      expect(await stored()).toEqual([]);
    },
  );

  it('leaves an audit row, and is 404 before 400 for an unknown monitor', async () => {
    await api.patch(`monitors/${tag}/data/${T}`, { status: 'UP' }, ADA);
    const rows = await api.query(
      `SELECT FROM audit_log WHERE body ->> 'entityId' = $1 AND body ->> 'action' = 'monitoring_data.write' AND body ->> 'actor' = 'user:1'`,
      [String(id)],
    );
    expect(rows).toHaveLength(1);
    for (const path of ['data', 'data/abc', 'data/60']) expect((await api.patch(`monitors/nobody/${path}`, '{')).status).toBe(404);
    expect((await api.get('monitors/nobody/data')).status).toBe(404);
  });
});

describe('GET /monitors/{tag}/samples', () => {
  const samples = async (query = '') => (await api.get(`monitors/${tag}/samples${query}`)).body;

  it('answers stored samples, the newest first, filtered and paged', async () => {
    await insertSamples(api.app.sources.get('upkeep'), id, [
      { timestamp: T },
      { timestamp: T + 60, status: 'DOWN', type: 'TIMEOUT', errorMessage: 'late' },
      { timestamp: T + 120, status: 'DOWN', type: 'MANUAL', rawStatus: null },
    ]);
    overlays.set(id, [{ kind: 'maintenance', id: 1, from: T, to: T + 600, impact: 'MAINTENANCE', isAlertMade: false }]);
    const all = await samples();
    expect(all).toMatchObject({ page: 1, limit: 50, total: 3 });
    expect(all.samples[1]).toEqual({
      timestamp: T + 60,
      status: 'DOWN',
      raw_status: 'DOWN',
      latency: 0,
      type: 'TIMEOUT',
      error_message: 'late',
    });
    const times = async (query: string) => (await samples(query)).samples.map(({ timestamp }: Point) => timestamp - T);
    expect(await times('')).toEqual([120, 60, 0]);
    expect(await times('?status=DOWN')).toEqual([120, 60]);
    expect(await times('?status=DOWN&type=MANUAL')).toEqual([120]);
    expect(await times(`?start_ts=${T + 60}&end_ts=${T + 120}`)).toEqual([60]);
    expect(await times('?limit=1&page=2')).toEqual([60]);
    expect(await times('?page=9')).toEqual([]);
    for (const query of ['?status=OK', '?type=INCIDENT', '?status=constructor'])
      expect(await samples(query)).toMatchObject({ samples: [], total: 0 });
  });

  it.each(['?limit=0', '?limit=501', '?limit=x', '?page=0', '?start_ts=a'])('refuses %s', async (query) => {
    expect((await api.get(`monitors/${tag}/samples${query}`)).status).toBe(400);
  });
});
