import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sample } from '@clarion/domain';
import { type MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { asActor } from '@clarion/testing';
import fc from 'fast-check';
import { DEGRADED, DOWN, type Engine, openEngines, startOfHour, UP } from '../../../../test/engine.js';
import { Log } from '../../../platform/logging/log.js';
import { DoctorService } from './doctor.service.js';
import { firstWrongStatus } from './replay-invariants.js';

const T = startOfHour();
let engine: Engine;
let other: Engine;
let doctor: DoctorService;
let close: () => Promise<void>;
beforeAll(async () => {
  const opened = await openEngines(2);
  ({ engine, close } = opened);
  other = opened.engines[1]!;
  doctor = new DoctorService(engine.sources, Log.create('silent'));
});
afterAll(async () => close());

/** What may happen to an installation, one thing at a time. */
type Step =
  | { kind: 'wait'; seconds: number }
  | { kind: 'tick'; verdicts: readonly (typeof UP)[] }
  | { kind: 'abandon' }
  | { kind: 'late'; verdict: typeof UP }
  | { kind: 'manual'; monitor: number; minute: number; minutes: number; status: 'UP' | 'DOWN' | 'DEGRADED' }
  | { kind: 'toggle'; monitor: number }
  | { kind: 'cron'; monitor: number; cron: string }
  | { kind: 'rename'; monitor: number };

const MONITORS = [
  { cron: '* * * * *', confirmationThreshold: 1 },
  { cron: '* * * * *', confirmationThreshold: 3 },
  { cron: '*/5 * * * *', confirmationThreshold: 2 },
  { cron: '7-40/11 * * * *', confirmationThreshold: 1 },
] as const;
const CRONS = ['* * * * *', '*/2 * * * *', '*/5 * * * *', '3 * * * *'] as const;

const verdict = fc.constantFrom(UP, UP, DOWN, DEGRADED, { ...UP, status: 'NO_DATA', latencyMs: 0 } as const);
const index = fc.nat({ max: MONITORS.length - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 90, max: 1500 })),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('tick' as const), verdicts: fc.array(verdict, { minLength: 4, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'abandon' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('late' as const), verdict }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('manual' as const),
      monitor: index,
      minute: fc.integer({ min: -60, max: 3 }),
      minutes: fc.integer({ min: 1, max: 25 }),
      status: fc.constantFrom('UP', 'DOWN', 'DEGRADED'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('toggle' as const), monitor: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cron' as const), monitor: index, cron: fc.constantFrom(...CRONS) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), monitor: index }) },
);

async function apply(step: Step, now: { at: number }, monitors: readonly MonitorEntity[]): Promise<void> {
  switch (step.kind) {
    case 'wait':
      now.at += step.seconds;
      other.clock.set(now.at);
      return engine.at(now.at);
    case 'tick':
      monitors.forEach(({ tag }, place) => engine.findings.set(tag, step.verdicts[place] ?? UP));
      return engine.tick();
    case 'abandon': // a worker dies with what it took
      await other.claims.claim('API', 500);
      return undefined;
    case 'late': {
      const claimed = await other.claims.claim('API', 500);
      now.at += 70; // its leases are over
      await engine.at(now.at);
      await engine.tick();
      await other.settle(claimed, step.verdict);
      return undefined;
    }
    case 'manual': {
      const from = Math.floor(now.at / 60) * 60 + step.minute * 60;
      const points = Array.from({ length: step.minutes }, (_, place) => ({
        timestamp: from + place * 60,
        status: step.status,
        latencyMs: 7,
      }));
      return asActor(engine.db, async (tx) => engine.writes.writeManual(tx, monitors[step.monitor]!.id, points));
    }
    case 'toggle': {
      const monitor = monitors[step.monitor]!;
      return engine.edit(monitor, { status: monitor.status === 'ACTIVE' ? 'INACTIVE' : 'ACTIVE' });
    }
    case 'cron':
      return engine.edit(monitors[step.monitor]!, { cron: step.cron });
    case 'rename':
      return engine.edit(monitors[step.monitor]!, { name: `Renamed ${now.at}` });
  }
}

describe('invariants', () => {
  it('hold on a fresh installation', async () => {
    await engine.at(T);
    expect(await doctor.examine()).toEqual([]);
  });

  it('REL-01 REL-02 hold after whatever happens to monitors', async () => {
    const end = performance.now() + 15_000;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
        if (performance.now() > end) return; // a busy machine plays fewer histories
        await asActor(engine.db, async (tx) => tx.query(`DELETE FROM monitors`));
        await engine.db.query(`DELETE FROM monitoring_data`);
        const now = { at: T };
        await engine.at(now.at);
        const monitors = await Promise.all(MONITORS.map(async (draft) => engine.monitor({ ...draft })));
        for (const each of steps) await apply(each, now, monitors);
        // Somebody looks once more, whatever was abandoned before.
        now.at += 90;
        await engine.at(now.at);
        await engine.tick();
        expect(await doctor.examine()).toEqual([]);
        for (const { id, confirmationThreshold } of monitors) {
          const rows = await engine.samples(id);
          const word = { U: 'UP', G: 'DEGRADED', D: 'DOWN', M: 'MAINTENANCE', N: 'NO_DATA' } as const;
          const typeWord = { R: 'REALTIME', M: 'MANUAL', D: 'DEFAULT' } as const;
          const samples = rows.map((row): Sample => ({
            timestamp: row.timestamp,
            status: word[row.status as keyof typeof word],
            rawStatus: row.raw_status === null ? null : word[row.raw_status as keyof typeof word],
            type: typeWord[row.type as keyof typeof typeWord],
            latencyMs: row.latency,
            errorMessage: row.error_message,
            vouchedSeconds: 60,
          }));
          expect(firstWrongStatus(samples, confirmationThreshold)).toBeNull();
        }
      }),
      { numRuns: 15, seed: 20_261_121 },
    );
  }, 90_000);

  it.each([
    ['INV-01', `UPDATE monitor_runtime SET watched_since = watched_since - 600 WHERE monitor_id = $1`],
    ['INV-02', `UPDATE monitor_runtime SET next_due_at = app_now() - interval '3 minutes' WHERE monitor_id = $1`],
    ['INV-04', `UPDATE monitoring_data SET status = 'D' WHERE monitor_id = $1 AND timestamp = ${T + 60}`],
    ['INV-05', `UPDATE monitor_current_state SET status = 'DOWN' WHERE monitor_id = $1`],
    ['INV-13', `UPDATE latency_rollups SET hi = hi + 1 WHERE monitor_id = $1`],
    ['INV-13', `DELETE FROM latency_rollups WHERE monitor_id = $1`],
    ['INV-14', `INSERT INTO heartbeat_signals (monitor_id) VALUES ($1)`],
  ])('%s is noticed when it is broken', async (invariant, damage) => {
    await asActor(engine.db, async (tx) => tx.query(`DELETE FROM monitors`));
    await engine.db.query(`DELETE FROM monitoring_data`);
    await engine.at(T);
    const { id, tag } = await engine.monitor();
    engine.findings.set(tag, UP);
    for (let minute = 0; minute < 4; minute += 1) {
      await engine.at(T + minute * 60 + 59);
      await engine.tick();
    }
    expect(await doctor.examine()).toEqual([]);
    await engine.db.query(damage, damage.includes('$1') ? [id] : []);
    const findings = await doctor.examine();
    expect(findings.map((finding) => finding.invariant)).toContain(invariant);
    expect(findings[0]?.examples[0]).toContain(tag);
  });

  it.each([
    ['INV-03', `DROP INDEX monitors_live_tag_key`],
    ['INV-15', `DO $$ BEGIN EXECUTE 'DROP TABLE monitoring_data_' || to_char(app_now() + interval '1 month', 'YYYY_MM'); END $$`],
  ])('%s is noticed when the schema lacks something', async (invariant, damage) => {
    const runner = engine.db.createQueryRunner();
    await runner.startTransaction();
    await runner.query(damage);
    const findings = await doctor.examine(runner.manager);
    await runner.rollbackTransaction();
    await runner.release();
    expect(findings.map((finding) => finding.invariant)).toContain(invariant);
  });
});
