import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asActor, FixedClock } from '@clarion/testing';
import { DOWN, Engine, openEngines, startOfHour, UP } from '../../../../test/engine.js';
import { type ProbeOutcome } from '../probes/probe.js';

const T = startOfHour();
let engine: Engine;
let engines: Engine[];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, engines, close } = await openEngines(8));
  await asActor(engine.db, async (tx) => tx.query('DELETE FROM monitors'));
});
afterAll(async () => close());

const clear = async (): Promise<void> => {
  await asActor(engine.db, async (tx) => tx.query('DELETE FROM monitors'));
  await engine.db.query('DELETE FROM monitoring_data');
};

describe('claims', () => {
  it('REL-30 eight workers share what is due, and nobody gets a monitor twice', async () => {
    await clear();
    await engine.at(T);
    const monitors = await Promise.all(Array.from({ length: 40 }, async () => engine.monitor()));
    const claims = await Promise.all(engines.map(async (each) => each.claims.claim('API', 7)));
    const more = await engine.claims.claim('API', 100);
    const ids = [...claims.flat(), ...more].map(({ monitorId }) => monitorId);
    expect([...ids].sort((a, b) => a - b)).toEqual(monitors.map(({ id }) => id).sort((a, b) => a - b));
  });

  it('REL-02 eight workers with one lease leave one set of rows', async () => {
    await clear();
    await engine.at(T);
    const { id } = await engine.monitor();
    const claimed = await engine.claims.claim('API', 10);
    const outcomes = await Promise.all(engines.map(async (each, place) => each.settle(claimed, place % 2 === 0 ? UP : DOWN)));
    expect(outcomes.filter(({ settled }) => settled === 1)).toHaveLength(1);
    expect(await engine.samples(id)).toHaveLength(1);
    const [spans] = await engine.db.query('SELECT count(*)::int AS n FROM status_spans WHERE monitor_id = $1', [id]);
    const [events] = await engine.db.query(`SELECT count(*)::int AS n FROM outbox WHERE payload ->> 'monitorId' = $1::text`, [id]);
    expect([spans, events]).toEqual([{ n: 1 }, { n: 1 }]);
  });

  it('leases for the longest check of the claim, and a margin', async () => {
    await clear();
    await engine.at(T);
    await engine.monitor({ typeData: { url: 'http://127.0.0.1:9', timeout: 30_000 } });
    await engine.monitor({ typeData: { url: 'http://127.0.0.1:9', timeout: 'soon' } });
    await engine.monitor({ typeData: null });
    await engine.claims.claim('API', 10);
    const rows = await engine.db.query<{ lease: number }[]>('SELECT extract(epoch FROM lease_until)::float8 AS lease FROM monitor_runtime');
    expect(rows.map(({ lease }) => lease - T)).toEqual([45, 45, 45]);
  });

  it.each([
    [{ hosts: [{ host: 'a.test', timeout: 40_000 }, { host: 'b.test' }] }, 55],
    [{ hosts: [{ host: 'a.test', timeout: 2_000, count: 60 }] }, 77],
    [{ hosts: [{ host: 'a.test', timeout: 1_000, count: 3 }] }, 25],
    [{ hosts: [null, 'a.test', { timeout: 'soon', count: {} }] }, 25],
    [{ hosts: [{ timeout: 9e9 }] }, 315],
    [{ hosts: 'a.test' }, 25],
  ])('leases long enough for what the hosts of %j may take', async (typeData, seconds) => {
    await clear();
    await engine.at(T);
    await engine.monitor({ typeData });
    await engine.claims.claim('API', 10);
    const rows = await engine.db.query<{ lease: number }[]>('SELECT extract(epoch FROM lease_until)::float8 AS lease FROM monitor_runtime');
    expect(rows.map(({ lease }) => lease - T)).toEqual([seconds]);
  });

  it('leaves paused, deleted and other types alone', async () => {
    await clear();
    await engine.at(T);
    const paused = await engine.monitor();
    await engine.edit(paused, { status: 'INACTIVE' });
    const trashed = await engine.monitor();
    await asActor(engine.db, async (tx) => tx.query('UPDATE monitors SET deleted_at = app_now() WHERE id = $1', [trashed.id]));
    await engine.monitor({ monitorType: 'NONE' });
    expect(await engine.claims.dueTypes()).toMatchObject([{ type: 'NONE' }]);
    expect(await engine.claims.claim('API', 10)).toEqual([]);
  });

  it('M7 a cron nobody can read stops its monitor alone', async () => {
    await clear();
    await engine.at(T);
    const broken = await engine.monitor();
    const fine = await engine.monitor();
    await asActor(engine.db, async (tx) => tx.query(`UPDATE monitors SET cron = 'every day' WHERE id = $1`, [broken.id]));
    await engine.tick();
    expect(await engine.samples(fine.id)).toHaveLength(1);
    expect(await engine.claims.dueTypes()).toEqual([]);
  });

  it('REL-32 a database clock that steps back issues no minute twice', async () => {
    await clear();
    await engine.at(T + 70);
    const { id } = await engine.monitor();
    await engine.tick();
    for (const at of [T - 600, T, T + 60, T + 119]) {
      await engine.at(at);
      await engine.tick();
    }
    expect((await engine.samples(id)).map(({ timestamp }) => timestamp)).toEqual([T + 60]);
    await engine.at(T + 179);
    await engine.tick();
    expect((await engine.samples(id)).map(({ timestamp }) => timestamp)).toEqual([T + 60, T + 120]);
  });
});

describe('slots nobody ran', () => {
  /** A monitor that was checked at T, and what happens before it is checked again. */
  const checkedOnce = async (): Promise<{ id: number; tag: string }> => {
    await clear();
    await engine.at(T);
    const monitor = await engine.monitor();
    await engine.tick();
    return monitor;
  };

  it('FLT-01 are “worker_lost” when their worker died with the lease', async () => {
    const { id } = await checkedOnce();
    await engine.at(T + 119);
    await engines[1]!.claims.claim('API', 10); // and is never heard of again
    await engine.at(T + 130);
    await engine.tick();
    expect(await engine.samples(id)).toHaveLength(1); // the lease still stands
    await engine.at(T + 359);
    await engine.tick();
    expect(await engine.letters(id, T, 7)).toBe('U....U.');
    expect(await engine.gaps(id)).toEqual([{ from: T + 60, to: T + 300, reason: 'worker_lost' }]);
  });

  it('FLT-01 leave no gap when another worker takes over within the minute', async () => {
    const { id } = await checkedOnce();
    await engine.at(T + 119);
    await engines[1]!.claims.claim('API', 10);
    await engine.at(T + 119 + 26);
    await engine.tick();
    expect(await engine.letters(id, T, 3)).toBe('UU.');
    expect(await engine.gaps(id)).toEqual([]);
  });

  it('are “overload” when we were there and late', async () => {
    const { id } = await checkedOnce();
    await engine.at(T + 359);
    await engine.tick();
    expect(await engine.gaps(id)).toEqual([{ from: T + 60, to: T + 300, reason: 'overload' }]);
  });

  it('are “worker_lost” when no worker was running', async () => {
    const { id } = await checkedOnce();
    const later = new Engine(engines[2]!.sources, new FixedClock(T + 719));
    await later.at(T + 719);
    await later.tick();
    expect(await engine.gaps(id)).toEqual([{ from: T + 60, to: T + 660, reason: 'worker_lost' }]);
  });

  it('FLT-07 are one “database_down” when the database was away, however long', async () => {
    const { id } = await checkedOnce();
    await engine.at(T + 119);
    await engines[1]!.claims.claim('API', 10); // its result never got through
    engine.clock.set(T + 130);
    engine.outages.failed();
    engine.clock.set(T + 86_400);
    engine.outages.answered();
    await engine.at(T + 86_459);
    await engine.tick();
    expect(await engine.gaps(id)).toEqual([{ from: T + 60, to: T + 86_400, reason: 'database_down' }]);
  });

  it('REL-37 are “egress_down” when our own connection was, whatever the default status', async () => {
    const { id } = await checkedOnce();
    engine.probe = async () => ({
      verdict: { status: 'NO_DATA', latencyMs: 0, type: 'ERROR', errorMessage: 'our own network was down' },
      gap: 'egress_down',
      detail: null,
    });
    for (const at of [T + 119, T + 179]) {
      await engine.at(at);
      await engine.tick();
    }
    engine.probe = null;
    await engine.at(T + 239);
    await engine.tick();
    expect(await engine.letters(id, T, 4)).toBe('UNNU');
    expect(await engine.gaps(id)).toEqual([
      { from: T + 60, to: T + 120, reason: 'egress_down' },
      { from: T + 120, to: T + 180, reason: 'egress_down' },
    ]);
  });

  it('are “paused” when a person paused the monitor', async () => {
    await clear();
    await engine.at(T);
    const monitor = await engine.monitor();
    await engine.tick();
    await engine.at(T + 70);
    await engine.edit(monitor, { status: 'INACTIVE' });
    await engine.at(T + 300);
    await engine.tick();
    await engine.edit(monitor, { status: 'ACTIVE' });
    await engine.tick();
    expect(await engine.letters(monitor.id, T, 7)).toBe('U....U.');
    expect(await engine.gaps(monitor.id)).toEqual([{ from: T + 60, to: T + 300, reason: 'paused' }]);
  });
});

describe('running checks', () => {
  it('FLT-17 stores what is fast without waiting for what is slow', async () => {
    await clear();
    await engine.at(T);
    const slow = await engine.monitor({ tag: 'slow' });
    const fast = await engine.monitor({ tag: 'fast' });
    const slowProbe = Promise.withResolvers<ProbeOutcome>();
    const fastStored = Promise.withResolvers<void>();
    engine.probe = async (monitor) => (monitor.tag === 'slow' ? slowProbe.promise : { verdict: UP, detail: null });
    const record = engine.results.record.bind(engine.results);
    engine.results.record = async (checks) => {
      const outcome = await record(checks);
      if (checks.some(({ monitorId }) => monitorId === fast.id)) fastStored.resolve();
      return outcome;
    };
    await engine.checks.runDue('API');
    await fastStored.promise;
    expect(await engine.samples(slow.id)).toEqual([]);
    slowProbe.resolve({ verdict: DOWN, detail: null });
    await engine.checks.drain();
    expect(await engine.samples(slow.id)).toHaveLength(1);
    engine.results.record = record;
    engine.probe = null;
  });

  it('turns a bug of ours into a result that says so', async () => {
    await clear();
    await engine.at(T);
    const { id } = await engine.monitor();
    engine.probe = async () => {
      throw new Error('oops');
    };
    await engine.tick();
    engine.probe = null;
    expect(await engine.samples(id)).toMatchObject([{ status: 'D', type: 'E', error_message: 'the check could not be run' }]);
  });

  it('stores the others when one result cannot be stored', async () => {
    await clear();
    await engine.at(T);
    const bad = await engine.monitor({ tag: 'bad' });
    const good = await engine.monitor({ tag: 'good' });
    const original = engine.timeline.append.bind(engine.timeline);
    engine.timeline.append = async (tx, samples, backfill) => {
      if (samples.some(({ monitorId }) => monitorId === bad.id)) throw new Error('cannot be stored');
      return original(tx, samples, backfill);
    };
    await engine.tick();
    engine.timeline.append = original;
    expect(await engine.samples(good.id)).toHaveLength(1);
    expect(await engine.samples(bad.id)).toEqual([]);
  });

  it('REL-36 gives back at shutdown what it could not finish', async () => {
    await clear();
    await engine.at(T);
    await engine.monitor();
    const leaver = engines[3]!;
    const never = Promise.withResolvers<ProbeOutcome>();
    leaver.probe = async () => never.promise;
    leaver.checks.onModuleInit();
    await leaver.checks.runDue('API');
    expect(await engine.claims.claim('API', 10)).toEqual([]);
    await leaver.lifecycle.beforeApplicationShutdown();
    expect(await engine.claims.claim('API', 10)).toHaveLength(1);
    never.resolve({ verdict: UP, detail: null });
    await leaver.checks.drain();
    expect(await leaver.checks.runDue('API')).toBe(0);
  });
});
