import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aMonitor, asActor } from '@clarion/testing';
import { type Engine, openEngines } from '../../../../test/engine.js';
import { HEARTBEAT_LIMITS, QueueFullError } from '../checks/group-commit.js';
import { HeartbeatsService } from './heartbeats.service.js';

let engine: Engine;
let close: () => Promise<void>;
let heartbeats: HeartbeatsService;
let monitors: { id: number; tag: string }[];
beforeAll(async () => {
  ({ engine, close } = await openEngines());
  heartbeats = new HeartbeatsService(engine.sources, engine.secrets, engine.lifecycle);
  monitors = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const monitor = await aMonitor(engine.db, { monitorType: 'HEARTBEAT', defaultStatus: 'NO_DATA', typeData: {} });
      monitor.typeData = engine.secrets.seal(monitor.id, { secretString: `secret-${monitor.tag}` });
      await asActor(engine.db, async (tx) => {
        await tx.save(monitor);
        await engine.schedules.schedule(tx, monitor, null);
      });
      return monitor;
    }),
  );
});
afterAll(async () => close());

const stored = async (): Promise<number> => {
  const [row] = await engine.db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM heartbeat_signals');
  return row?.n ?? 0;
};

describe('heartbeats', () => {
  it('REL-08 FLT-21 stores every signal it answers, and refuses what it cannot hold', async () => {
    const signals = Array.from({ length: HEARTBEAT_LIMITS.queue + 500 }, (_, index) => monitors[index % monitors.length]!);
    const outcomes = await Promise.allSettled(signals.map(async ({ tag }) => heartbeats.receive({ tag, secret: `secret-${tag}` })));
    const accepted = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value === 'accepted');
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected' && outcome.reason instanceof QueueFullError);
    expect(accepted.length + refused.length).toBe(signals.length);
    expect(accepted.length).toBe(HEARTBEAT_LIMITS.queue);
    expect(await stored()).toBe(accepted.length);
  });

  it('INV-14 remembers the newest signal of each monitor', async () => {
    await engine.at(engine.clock.now() + 60);
    await heartbeats.receive({ tag: monitors[0]!.tag, secret: `secret-${monitors[0]!.tag}` });
    const wrong = await engine.db.query(
      `SELECT r.monitor_id FROM monitor_runtime r JOIN LATERAL (SELECT max(received_at) AS newest FROM heartbeat_signals s
         WHERE s.monitor_id = r.monitor_id) s ON true WHERE r.last_heartbeat_at IS DISTINCT FROM s.newest`,
    );
    expect(wrong).toEqual([]);
  });

  it('E1 signals are no samples; the cron judges them', async () => {
    const { id } = monitors[0]!;
    expect(await engine.samples(id)).toEqual([]);
    const [claimed] = (await engine.claims.claim('HEARTBEAT', 100)).filter(({ monitorId }) => monitorId === id);
    expect(claimed?.lastHeartbeatAt).toBe(engine.clock.now());
  });

  it('REL-33 takes signals while results of the same monitors are recorded', async () => {
    await engine.at(engine.clock.now() + 120);
    const beats = Array.from({ length: 200 }, (_, index) => monitors[index % monitors.length]!);
    const [answers] = await Promise.all([
      Promise.all(beats.map(async ({ tag }) => heartbeats.receive({ tag, secret: `secret-${tag}` }))),
      engine.tick('HEARTBEAT'),
      engine.tick('HEARTBEAT'),
    ]);
    expect(new Set(answers)).toEqual(new Set(['accepted']));
  });

  it('tells apart who it does not know and who guesses, and stores neither', async () => {
    const before = await stored();
    const { tag } = monitors[0]!;
    expect(await heartbeats.receive({ tag: 'nobody', secret: 'x' })).toBe('unknown-monitor');
    expect(await heartbeats.receive({ tag, secret: `secret-${tag}x` })).toBe('wrong-secret');
    expect(await stored()).toBe(before);
  });

  it('drains at shutdown', async () => {
    heartbeats.onModuleInit();
    const { tag } = monitors[0]!;
    const before = await stored();
    const answer = heartbeats.receive({ tag, secret: `secret-${tag}` });
    await engine.lifecycle.beforeApplicationShutdown();
    expect(await answer).toBe('accepted');
    expect(await stored()).toBe(before + 1);
  });
});
