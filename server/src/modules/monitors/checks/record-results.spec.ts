import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Overlay } from '@clarion/domain';
import { armFailpoints } from '../../../platform/failpoints/failpoint.js';
import { DEGRADED, DOWN, type Engine, openEngines, startOfHour, UP } from '../../../../test/engine.js';

const T = startOfHour();
const VERDICTS = { U: UP, D: DOWN, G: DEGRADED } as const;
let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await openEngines());
});
afterAll(async () => close());

/** Runs one check a minute with what the letters say; `.` = nobody checks in that minute. */
async function play(tag: string, letters: string, from = T): Promise<void> {
  for (const [index, letter] of [...letters].entries()) {
    if (letter === '.') continue;
    engine.findings.set(tag, VERDICTS[letter as keyof typeof VERDICTS]);
    await engine.at(from + index * 60 + 59);
    await engine.tick();
  }
}

const outboxOf = async (monitorId: number): Promise<{ topic: string; payload: Record<string, unknown> }[]> =>
  engine.db.query(
    `SELECT topic, payload FROM outbox WHERE (payload ->> 'monitorId')::int = $1 OR payload -> 'monitorIds' @> to_jsonb($1::int) ORDER BY id`,
    [monitorId],
  );

describe('record results', () => {
  it('turns samples into spans, a current state and roll-ups', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor();
    await play(tag, 'UUDDU');
    expect(await engine.letters(id, T, 6)).toBe('UUDDU.');
    expect(await engine.samples(id)).toHaveLength(5);
    const [state] = await engine.db.query(`SELECT * FROM monitor_current_state WHERE monitor_id = $1`, [id]);
    expect(state).toMatchObject({
      timestamp: T + 240,
      status: 'UP',
      raw_status: 'UP',
      since_ts: T + 240,
      vouched_until: T + 300,
      latency: 120,
    });
    const [rollup] = await engine.db.query(`SELECT * FROM latency_rollups WHERE monitor_id = $1`, [id]);
    expect(rollup).toMatchObject({ bucket: T, n: 5, total: 520, lo: 80, hi: 120 });
    const spans = await engine.db.query(`SELECT from_ts, to_ts, status FROM status_spans WHERE monitor_id = $1 ORDER BY from_ts`, [id]);
    expect(spans).toEqual([
      { from_ts: T, to_ts: T + 120, status: 'UP' },
      { from_ts: T + 120, to_ts: T + 240, status: 'DOWN' },
      { from_ts: T + 240, to_ts: null, status: 'UP' },
    ]);
  });

  it('OBX-01 tells of changes once each, and of quiet checks by the batch', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor();
    await play(tag, 'UUD');
    expect(await outboxOf(id)).toEqual([
      { topic: 'monitor.status_changed', payload: { monitorId: id, from: 'NO_DATA', to: 'UP', at: T } },
      { topic: 'monitors.sampled', payload: { monitorIds: [id] } },
      { topic: 'monitor.status_changed', payload: { monitorId: id, from: 'UP', to: 'DOWN', at: T + 120 } },
    ]);
  });

  it('advances by the cron, and a sample vouches until then', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor({ cron: '*/5 * * * *' });
    await play(tag, 'U....U....D');
    expect(await engine.letters(id, T, 16)).toBe('UUUUUUUUUUDDDDD.');
    expect(await engine.samples(id)).toHaveLength(3);
  });

  it('holds a failure during the grace period, and back-fills when it is confirmed', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor({ confirmationThreshold: 3 });
    await play(tag, 'UDDUDDDDUUGU');
    expect(await engine.letters(id, T, 12)).toBe('UUUUDDDDDDGG');
    await play(tag, 'UU', T + 720);
    expect(await engine.letters(id, T, 14)).toBe('UUUUDDDDDDGUUU');
    const samples = await engine.samples(id);
    expect(samples.map(({ raw_status }) => raw_status).join('')).toBe('UDDUDDDDUUGUUU');
    expect(samples[4]).toMatchObject({ status: 'D', error_message: 'HTTP 500; Down confirmed after 3 consecutive checks' });
    expect(await outboxOf(id)).toEqual(
      expect.arrayContaining([
        { topic: 'monitor.status_changed', payload: { monitorId: id, from: 'UP', to: 'DOWN', at: T + 240 } },
        { topic: 'monitor.changed', payload: { monitorId: id, from: T + 240, to: T + 420 } },
      ]),
    );
  });

  it('stores what was seen under an overlay, and counts nothing there', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor({ confirmationThreshold: 2 });
    const overlay: Overlay = { kind: 'maintenance', id: 1, from: T + 120, to: T + 240, impact: 'MAINTENANCE', isAlertMade: false };
    engine.overlays.register({ overlaysOf: async (_db, ids) => new Map(ids.includes(id) ? [[id, [overlay]]] : []) });
    await play(tag, 'UDDDDD');
    // Held, then two under the overlay as seen, then the run begins anew.
    expect(await engine.letters(id, T, 6)).toBe('UUDDDD');
    expect((await engine.samples(id)).map(({ error_message }) => error_message)).toEqual([
      null,
      'HTTP 500; held during grace period (1 of 2 checks)',
      'HTTP 500',
      'HTTP 500',
      'HTTP 500; Down confirmed after 2 consecutive checks',
      'HTTP 500; Down confirmed after 2 consecutive checks',
    ]);
  });

  it('lets what a person wrote stand against a check of the same minute, and does not count that check', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor({ confirmationThreshold: 2 });
    await play(tag, 'U');
    await engine.db.query(
      `INSERT INTO monitoring_data (timestamp, latency, monitor_id, vouched_seconds, status, type) VALUES ($1, 5, $2, 60, 'U', 'M')`,
      [T + 60, id],
    );
    await engine.db.transaction(async (tx) => engine.timeline.rebuild(tx, [{ monitorId: id, from: T + 60, to: T + 60 }]));
    await play(tag, 'DDU', T + 60);
    expect((await engine.samples(id)).map(({ status, type }) => status + type)).toEqual(['UR', 'UM', 'UR', 'UR']);
    expect(await engine.letters(id, T, 4)).toBe('UUUU');
  });

  it('fills in the default status where a check has nothing to report', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor({ defaultStatus: 'MAINTENANCE' });
    engine.findings.set(tag, null);
    await engine.tick();
    expect(await engine.samples(id)).toMatchObject([{ status: 'M', type: 'D', raw_status: null, latency: 0 }]);
  });

  it('stores nothing without a default, and goes on', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor({ monitorType: 'NONE', defaultStatus: null });
    engine.findings.set(tag, null);
    await engine.tick('NONE');
    expect(await engine.samples(id)).toEqual([]);
    const [runtime] = await engine.db.query(`SELECT settled_until, lease_token FROM monitor_runtime WHERE monitor_id = $1`, [id]);
    expect(runtime).toEqual({ settled_until: T, lease_token: null });
  });

  it('REL-31 drops a result whose lease has gone to somebody else', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor();
    const [late] = await engine.claims.claim('API', 500).then((claimed) => claimed.filter((monitor) => monitor.tag === tag));
    await engine.at(T + 40);
    const [second] = await engine.claims.claim('API', 500).then((claimed) => claimed.filter((monitor) => monitor.tag === tag));
    expect(await engine.settle([second!], UP)).toEqual({ settled: 1, fenced: 0 });
    expect(await engine.settle([late!], DOWN)).toEqual({ settled: 0, fenced: 1 });
    expect(await engine.samples(id)).toMatchObject([{ timestamp: T, status: 'U' }]);
    expect(await outboxOf(id)).toHaveLength(1);
  });

  it('FLT-03 stores all of a batch or nothing', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor();
    const claimed = (await engine.claims.claim('API', 500)).filter((monitor) => monitor.tag === tag);
    armFailpoints('result.before_commit:throw', 'test');
    await expect(engine.settle(claimed)).rejects.toThrow('result.before_commit');
    armFailpoints(undefined, 'test');
    expect(await engine.samples(id)).toEqual([]);
    expect(await outboxOf(id)).toEqual([]);
    const [runtime] = await engine.db.query(`SELECT lease_token, settled_until FROM monitor_runtime WHERE monitor_id = $1`, [id]);
    expect(runtime).toEqual({ lease_token: claimed[0]!.leaseToken, settled_until: null });
    expect(await engine.settle(claimed)).toEqual({ settled: 1, fenced: 0 });
  });

  it('stores texts of servers that PostgreSQL would refuse', async () => {
    await engine.at(T);
    const { id, tag } = await engine.monitor();
    engine.findings.set(tag, { ...DOWN, latencyMs: Infinity, errorMessage: `a\u0000b\ud800${'x'.repeat(500)}` });
    await engine.tick();
    const [sample] = await engine.samples(id);
    expect(sample).toMatchObject({ status: 'D', latency: 0 });
    expect(sample?.error_message).toMatch(/^ab\ufffdx+…$/);
    expect(sample?.error_message).toHaveLength(200);
  });
});
