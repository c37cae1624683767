import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aMonitor, asActor } from '@clarion/testing';
import { type Engine, openEngines, startOfHour, UP } from '../../../../test/engine.js';

const T = startOfHour();
let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await openEngines());
});
afterAll(async () => close());
beforeEach(async () => {
  await asActor(engine.db, async (tx) => tx.query('DELETE FROM monitors'));
  await engine.db.query('DELETE FROM monitoring_data');
  await engine.at(T);
});

interface Runtime {
  due: number | null;
  offset: number;
  watched: number;
  held: boolean;
}

const runtimeOf = async (id: number): Promise<Runtime | undefined> => {
  const [row] = await engine.db.query<Runtime[]>(
    `SELECT extract(epoch FROM next_due_at)::float8 AS due, offset_seconds AS offset, watched_since AS watched, lease_token IS NOT NULL AS held
     FROM monitor_runtime WHERE monitor_id = $1`,
    [id],
  );
  return row;
};

describe('schedule', () => {
  it('checks a new monitor at once, then at its own second of the minute', async () => {
    await engine.at(T + 17);
    const { id } = await engine.monitor();
    const { offset } = (await runtimeOf(id))!;
    expect(await runtimeOf(id)).toEqual({ due: T + 17, offset, watched: T, held: false });
    await engine.tick();
    expect((await engine.samples(id)).map(({ timestamp }) => timestamp)).toEqual([T]);
    expect((await runtimeOf(id))?.due).toBe(T + 60 + offset);
  });

  it('P5 spreads monitors over the minute', async () => {
    const monitors = await Promise.all(Array.from({ length: 30 }, async () => engine.monitor()));
    const offsets = await Promise.all(monitors.map(async ({ id }) => (await runtimeOf(id))!.offset));
    expect(new Set(offsets).size).toBeGreaterThan(20);
    expect(Math.max(...offsets)).toBeLessThan(60);
  });

  it('does not touch the schedule when only the looks change', async () => {
    const monitor = await engine.monitor();
    await engine.tick();
    const before = await runtimeOf(monitor.id);
    await engine.at(T + 30);
    await engine.edit(monitor, { name: 'Another name', confirmationThreshold: 4 });
    expect(await runtimeOf(monitor.id)).toEqual(before);
  });

  it('checks at once when the configuration changed, and fences off the check of the old one', async () => {
    const monitor = await engine.monitor();
    const claimed = await engine.claims.claim('API', 10);
    await engine.at(T + 5);
    await engine.edit(monitor, { typeData: { url: 'http://127.0.0.1:10/' } });
    expect(await engine.settle(claimed, UP)).toEqual({ settled: 0, fenced: 1 });
    expect(await runtimeOf(monitor.id)).toMatchObject({ due: T + 5, held: false });
  });

  it('REL-32 waits for the next minute when this one is settled already', async () => {
    const monitor = await engine.monitor();
    await engine.tick();
    await engine.at(T + 20);
    await engine.edit(monitor, { cron: '*/10 * * * *' });
    expect((await runtimeOf(monitor.id))?.due).toBe(T + 60);
    await engine.at(T + 60);
    await engine.tick();
    expect(await engine.letters(monitor.id, T, 11)).toBe('UUUUUUUUUU.');
  });

  it('takes a monitor without a cron, or of a type nobody can check yet, off the schedule', async () => {
    const monitor = await engine.monitor();
    await engine.edit(monitor, { cron: null });
    expect((await runtimeOf(monitor.id))?.due).toBeNull();
    await engine.at(T + 600);
    await engine.edit(monitor, { cron: '* * * * *' });
    expect(await runtimeOf(monitor.id)).toMatchObject({ due: T + 600, watched: T + 600 });
    await engine.edit(monitor, { monitorType: 'GROUP' });
    expect((await runtimeOf(monitor.id))?.due).toBeNull();
  });

  it('answers for minutes only from when somebody checks them', async () => {
    const monitor = await engine.monitor({ monitorType: 'NONE' });
    await engine.at(T + 600);
    await engine.edit(monitor, { monitorType: 'API' });
    expect((await runtimeOf(monitor.id))?.watched).toBe(T + 600);
    expect(await engine.gaps(monitor.id)).toEqual([]);
  });

  it('lets minutes written ahead of time speak by the new schedule', async () => {
    const monitor = await engine.monitor();
    await asActor(engine.db, async (tx) =>
      engine.writes.writeManual(tx, monitor.id, [{ timestamp: T + 300, status: 'DOWN', latencyMs: 0 }]),
    );
    await engine.edit(monitor, { cron: '0 * * * *' });
    await engine.tick();
    expect(await engine.letters(monitor.id, T, 61)).toBe(`UUUUU${'D'.repeat(55)}.`);
  });

  it('finds monitors that came without it', async () => {
    const seeded = await aMonitor(engine.db);
    const unreadable = await aMonitor(engine.db, { cron: 'whenever' });
    const unsupported = await aMonitor(engine.db, { monitorType: 'GROUP' });
    const unscheduled = await aMonitor(engine.db, { cron: null });
    await engine.schedules.reconcile();
    expect((await runtimeOf(seeded.id))?.due).toBe(T);
    for (const { id } of [unreadable, unsupported, unscheduled]) expect((await runtimeOf(id))?.due).toBeNull();
    const before = await runtimeOf(seeded.id);
    await engine.at(T + 30);
    await engine.schedules.reconcile();
    expect(await runtimeOf(seeded.id)).toEqual(before);
  });
});
