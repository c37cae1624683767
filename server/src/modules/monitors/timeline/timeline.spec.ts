import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Overlay } from '@clarion/domain';
import { asActor, FixedClock } from '@clarion/testing';
import { DOWN, type Engine, openEngines, startOfHour, UP } from '../../../../test/engine.js';
import { GroupTimelines } from '../groups/group-timelines.service.js';
import { Overlays } from './overlays.js';
import { type DataPoint, TimelineService } from './timeline.service.js';

const T = startOfHour();
let engine: Engine;
let close: () => Promise<void>;
let overlays: Overlay[];
let timeline: TimelineService;
beforeAll(async () => {
  ({ engine, close } = await openEngines());
});
afterAll(async () => close());
beforeEach(async () => {
  await asActor(engine.db, async (tx) => tx.query('DELETE FROM monitors'));
  await engine.db.query('DELETE FROM monitoring_data');
  await engine.db.query('DELETE FROM outbox');
  await engine.at(T);
  overlays = [];
  const registry = new Overlays();
  registry.register({ overlaysOf: async (_db, ids) => new Map(ids.map((id) => [id, overlays])) });
  timeline = new TimelineService(engine.sources, registry, new GroupTimelines(registry, new FixedClock(T)));
});

const maintenance = (from: number, to: number | null): Overlay => ({
  kind: 'maintenance',
  id: 7,
  from,
  to,
  impact: 'MAINTENANCE',
  isAlertMade: false,
});
const collect = async (points: AsyncIterable<DataPoint>): Promise<DataPoint[]> => {
  const all: DataPoint[] = [];
  for await (const point of points) all.push(point);
  return all;
};
const write = async (id: number, from: number, letters: string): Promise<void> => {
  const points = [...letters].flatMap((letter, index) =>
    letter === '.' ? [] : [{ timestamp: from + index * 60, status: letter === 'U' ? ('UP' as const) : ('DOWN' as const), latencyMs: 40 }],
  );
  await asActor(engine.db, async (tx) => engine.writes.writeManual(tx, id, points));
};
const topics = async (): Promise<string[]> =>
  (await engine.db.query<{ topic: string }[]>('SELECT topic FROM outbox ORDER BY id')).map(({ topic }) => topic);

describe('reading', () => {
  it('composes overlays over what the checks said, and leaves out what nobody knows', async () => {
    const { id, tag } = await engine.monitor();
    await engine.tick();
    engine.findings.set(tag, DOWN);
    await engine.at(T + 119);
    await engine.tick();
    overlays = [maintenance(T + 60, T + 180)];
    const window = { from: T, to: T + 300 };
    expect((await timeline.effective([id], window)).get(id)).toEqual([
      { from: T, to: T + 60, status: 'UP', source: 'check', overlayId: null },
      { from: T + 60, to: T + 180, status: 'MAINTENANCE', source: 'maintenance', overlayId: 7 },
      { from: T + 180, to: T + 300, status: 'NO_DATA', source: 'none', overlayId: null },
    ]);
    expect((await timeline.spans([id], { from: T + 30, to: T + 90 })).get(id)).toEqual([
      { from: T + 30, to: T + 60, status: 'UP' },
      { from: T + 60, to: T + 90, status: 'DOWN' },
    ]);
  });

  it('answers a whole timeline for monitors it knows nothing of', async () => {
    const window = { from: T, to: T + 60 };
    expect((await timeline.effective([4711], window)).get(4711)).toEqual([
      { ...window, status: 'NO_DATA', source: 'none', overlayId: null },
    ]);
    expect((await timeline.gaps([4711], window)).get(4711)).toEqual([]);
  });

  it('answers minutes as the data API does: samples, and inside overlays every minute up to now', async () => {
    const { id } = await engine.monitor();
    await write(id, T, 'UD.U');
    overlays = [maintenance(T + 60, null)];
    const points = await collect(timeline.dataPoints(id, { from: T, to: T + 600 }, T + 250));
    expect(points.map(({ timestamp, status, type, latencyMs }) => [(timestamp - T) / 60, status, type, latencyMs])).toEqual([
      [0, 'UP', 'MANUAL', 40],
      [1, 'MAINTENANCE', 'MAINTENANCE', 40],
      [2, 'MAINTENANCE', 'MAINTENANCE', 0],
      [3, 'MAINTENANCE', 'MAINTENANCE', 40],
      [4, 'MAINTENANCE', 'MAINTENANCE', 0],
    ]);
    expect(await timeline.dataPoint(id, T + 120, T + 250)).toMatchObject({ type: 'MAINTENANCE' });
    expect(await timeline.dataPoint(id, T + 300, T + 250)).toBeNull();
  });

  it('reads long histories in pages, every minute once', async () => {
    const { id } = await engine.monitor({ cron: null });
    const from = T - 15_000 * 60;
    await write(id, from, 'U'.repeat(15_000));
    const points = await collect(timeline.dataPoints(id, { from, to: T }, T));
    expect(points).toHaveLength(15_000);
    expect(new Set(points.map(({ timestamp }) => timestamp)).size).toBe(15_000);
    expect(points.at(-1)?.timestamp).toBe(T - 60);
  });
});

describe('writing by hand', () => {
  it('E11 clears what a check had said, and corrects everything made from it', async () => {
    const { id, tag } = await engine.monitor();
    engine.findings.set(tag, DOWN);
    await engine.tick();
    await write(id, T, 'U');
    expect(await engine.samples(id)).toMatchObject([{ status: 'U', type: 'M', raw_status: null, error_message: null, latency: 40 }]);
    expect(await engine.letters(id, T, 2)).toBe('U.');
    const [state] = await engine.db.query('SELECT status, type, error_message FROM monitor_current_state WHERE monitor_id = $1', [id]);
    expect(state).toEqual({ status: 'UP', type: 'MANUAL', error_message: null });
    const [rollup] = await engine.db.query('SELECT n, total, lo, hi FROM latency_rollups WHERE monitor_id = $1', [id]);
    expect(rollup).toEqual({ n: 1, total: 40, lo: 40, hi: 40 });
    expect(await topics()).toEqual(['monitor.status_changed', 'monitor.status_changed', 'monitor.changed']);
  });

  it('writes into the past without touching the present', async () => {
    const { id } = await engine.monitor();
    await engine.tick();
    await write(id, T - 600, 'DDDDD');
    expect(await engine.letters(id, T - 600, 12)).toBe('DDDDD.....U.');
    expect(await topics()).toEqual(['monitor.status_changed', 'monitor.changed']);
    const [state] = await engine.db.query('SELECT status, since_ts FROM monitor_current_state WHERE monitor_id = $1', [id]);
    expect(state).toEqual({ status: 'UP', since_ts: T });
  });

  it('joins the present when it meets it in the same status', async () => {
    const { id } = await engine.monitor();
    await engine.tick();
    await write(id, T - 120, 'UU');
    const [state] = await engine.db.query('SELECT status, since_ts FROM monitor_current_state WHERE monitor_id = $1', [id]);
    expect(state).toEqual({ status: 'UP', since_ts: T - 120 });
    expect(await engine.db.query('SELECT from_ts, to_ts FROM status_spans WHERE monitor_id = $1', [id])).toEqual([
      { from_ts: T - 120, to_ts: null },
    ]);
  });

  it('vouches until the next slot: a lone minute of an hourly monitor speaks until its hour is over', async () => {
    const { id } = await engine.monitor({ cron: '0 * * * *' });
    await write(id, T - 600, 'D');
    expect(await engine.letters(id, T - 660, 13)).toBe('.DDDDDDDDDD..');
  });

  it('leaves no hole where the schedule was another one then', async () => {
    const monitor = await engine.monitor({ cron: '*/10 * * * *' });
    await engine.tick();
    await engine.at(T + 300);
    await engine.edit(monitor, { cron: '* * * * *' });
    await engine.tick();
    await write(monitor.id, T, 'D');
    expect(await engine.letters(monitor.id, T, 7)).toBe('DDDDDU.');
    await write(monitor.id, T + 120, 'U');
    expect(await engine.letters(monitor.id, T, 7)).toBe('DDUUUU.');
  });

  it('makes months that have no partition yet', async () => {
    const { id } = await engine.monitor();
    const long = Math.floor(Date.UTC(2019, 10, 30, 23, 59) / 1000);
    await write(id, long, 'UU');
    expect(await engine.letters(id, long, 2)).toBe('UU');
  });

  it('REL-33 two writers and a check at once leave one timeline', async () => {
    const { id } = await engine.monitor();
    await Promise.all([write(id, T - 300, 'DDDDDDDDDD'), write(id, T - 120, 'UUUU'), engine.tick()]);
    const letters = await engine.letters(id, T - 300, 10);
    const samples = (await engine.samples(id)).map(({ status }) => status).join('');
    expect(letters.replaceAll('.', '')).toBe(samples);
  });

  it('forgets spans, state and roll-ups of samples that were deleted', async () => {
    const { id } = await engine.monitor();
    await write(id, T - 300, 'UUDDU');
    await engine.db.query('DELETE FROM monitoring_data WHERE monitor_id = $1 AND timestamp >= $2', [id, T - 180]);
    await asActor(engine.db, async (tx) => engine.writes.rebuild(tx, id, T - 180, T));
    expect(await engine.letters(id, T - 300, 5)).toBe('UU...');
    await engine.db.query('DELETE FROM monitoring_data WHERE monitor_id = $1', [id]);
    await asActor(engine.db, async (tx) => engine.writes.rebuild(tx, id, T - 300, T));
    for (const table of ['status_spans', 'monitor_current_state', 'latency_rollups']) {
      expect(await engine.db.query(`SELECT * FROM ${table} WHERE monitor_id = $1`, [id])).toEqual([]);
    }
  });

  it('makes the grace period forget the checks it was written over', async () => {
    const { id, tag } = await engine.monitor({ confirmationThreshold: 3 });
    const check = async (minute: number, verdict: typeof UP): Promise<void> => {
      engine.findings.set(tag, verdict);
      await engine.at(T + minute * 60 + 59);
      await engine.tick();
    };
    await check(0, UP);
    await check(1, DOWN);
    await check(2, DOWN);
    await write(id, T + 60, 'U'); // one of the two held ones is none any more
    await check(3, DOWN);
    expect(await engine.letters(id, T, 4)).toBe('UUUU');
    await check(4, DOWN);
    expect(await engine.letters(id, T, 5)).toBe('UUDDD');
    await write(id, T + 120, 'UUU'); // a false alarm, says a person
    await check(5, UP);
    expect(await engine.letters(id, T, 6)).toBe('UUUUUU');
  });

  it('repeats a check that was under way when the grace period changed', async () => {
    const { id, tag } = await engine.monitor({ confirmationThreshold: 2 });
    await engine.tick();
    engine.findings.set(tag, DOWN);
    await engine.at(T + 119);
    await engine.tick();
    await engine.at(T + 179);
    const claimed = await engine.claims.claim('API', 10);
    await write(id, T + 60, 'U');
    expect(await engine.settle(claimed, DOWN)).toEqual({ settled: 0, fenced: 1 });
    await engine.tick();
    expect(await engine.letters(id, T, 3)).toBe('UUU');
  });

  it('refuses a monitor that is gone', async () => {
    await expect(write(4711, T, 'U')).rejects.toThrow('Monitor not found');
  });
});
