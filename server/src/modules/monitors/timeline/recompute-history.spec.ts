import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asActor } from '@clarion/testing';
import fc from 'fast-check';
import { type Engine, openEngines, startOfHour } from '../../../../test/engine.js';
import { type Clock } from '../../../platform/database/clock.js';
import { systemActor } from '../../../platform/http/actor.js';
import { Log } from '../../../platform/logging/log.js';
import { AuditService } from '../../audit/audit.service.js';
import { DoctorService } from '../../system/doctor/doctor.service.js';
import { type Recomputed, RecomputeHistoryService, type RecomputeRange } from './recompute-history.service.js';

const T = startOfHour();
const MINUTES = 40;
const EVERYTHING: RecomputeRange = { from: null, to: null };
const NOTHING = { spans: 0, states: 0, rollups: 0 };

let engine: Engine;
let doctor: DoctorService;
let service: RecomputeHistoryService;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await openEngines());
  doctor = new DoctorService(engine.sources, Log.create('silent'));
  service = new RecomputeHistoryService(
    engine.sources,
    engine.work,
    engine.timeline,
    new AuditService(engine.clock as unknown as Clock),
    engine.outbox,
  );
});
afterAll(async () => close());

let id: number;
let tag: string;
const write = async (letters: string, from = T): Promise<void> => {
  const word = { U: 'UP', D: 'DOWN', G: 'DEGRADED' } as const;
  const points = [...letters].flatMap((letter, index) =>
    letter === '.' ? [] : [{ timestamp: from + index * 60, status: word[letter as keyof typeof word], latencyMs: 5 + index }],
  );
  await asActor(engine.db, async (tx) => engine.writes.writeManual(tx, id, points));
};
const recompute = async (size?: number, range = EVERYTHING): Promise<Recomputed> =>
  service.recompute(systemActor('spec'), { id, tag }, range, size);
const topics = async (): Promise<string[]> =>
  (await engine.db.query<{ topic: string }[]>('SELECT topic FROM outbox ORDER BY id')).map(({ topic }) => topic);
beforeEach(async () => {
  await asActor(engine.db, async (tx) => tx.query('DELETE FROM monitors'));
  await engine.db.query('DELETE FROM monitoring_data');
  await engine.at(T);
  ({ id, tag } = await engine.monitor({ cron: null }));
});

const letters = fc.string({ unit: fc.constantFrom('U', 'U', 'D', 'G', '.'), minLength: 1, maxLength: MINUTES });
/** Whatever may have gone wrong with what is made from samples. */
const damage = fc.constantFrom(
  'DELETE FROM status_spans WHERE monitor_id = $1',
  `DELETE FROM status_spans WHERE monitor_id = $1 AND status = 'DOWN'`,
  'DELETE FROM status_spans WHERE monitor_id = $1 AND to_ts IS NULL',
  `UPDATE status_spans SET status = 'MAINTENANCE' WHERE monitor_id = $1 AND from_ts % 120 = 0`,
  'UPDATE status_spans SET to_ts = from_ts + 7 WHERE monitor_id = $1',
  'DELETE FROM monitor_current_state WHERE monitor_id = $1',
  `UPDATE monitor_current_state SET status = 'DEGRADED', since_ts = since_ts - 60 WHERE monitor_id = $1`,
  'UPDATE monitor_current_state SET timestamp = timestamp - 6000, vouched_until = vouched_until - 6000 WHERE monitor_id = $1',
  'DELETE FROM latency_rollups WHERE monitor_id = $1',
  'UPDATE latency_rollups SET n = n + 1 WHERE monitor_id = $1',
  'UPDATE latency_rollups SET bucket = bucket + 9000000 WHERE monitor_id = $1',
);

describe('recompute', () => {
  it('changes nothing that is right, tells nobody, and leaves no trace', async () => {
    await fc.assert(
      fc.asyncProperty(letters, fc.integer({ min: 1, max: MINUTES + 1 }), async (text, size) => {
        await engine.db.query('DELETE FROM monitoring_data');
        await engine.db.query('DELETE FROM status_spans');
        await engine.db.query('DELETE FROM latency_rollups');
        await engine.db.query('DELETE FROM monitor_current_state');
        await write(text);
        await engine.db.query('DELETE FROM outbox');
        const samples = text.replaceAll('.', '').length;
        expect(await recompute(size)).toEqual({ samples, ...NOTHING });
        expect(await topics()).toEqual([]);
      }),
      { numRuns: 25 },
    );
    expect(await engine.db.query(`SELECT FROM audit_log WHERE body->>'action' = 'monitoring_data.recompute'`)).toEqual([]);
  });

  it('brings back what the samples say after any damage, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        letters,
        fc.uniqueArray(damage, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: MINUTES + 1 }),
        async (text, damages, size) => {
          await engine.db.query('DELETE FROM monitoring_data');
          await engine.db.query('DELETE FROM status_spans');
          await engine.db.query('DELETE FROM latency_rollups');
          await engine.db.query('DELETE FROM monitor_current_state');
          await write(text);
          const [before] = await engine.db.query<{ all: string }[]>(CONTENT, [id]);
          for (const each of damages) await engine.db.query(each, [id]);
          await recompute(size);
          const [after] = await engine.db.query<{ all: string }[]>(CONTENT, [id]);
          expect(after).toEqual(before);
          expect(await recompute(size)).toMatchObject(NOTHING);
          if (text.replaceAll('.', '') !== '') expect(await doctor.examine()).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says what it corrected, to the log and to the pages', async () => {
    await write('UUDDUU');
    await engine.db.query('DELETE FROM outbox');
    await engine.db.query(`UPDATE status_spans SET status = 'UP' WHERE monitor_id = $1 AND status = 'DOWN'`, [id]);
    await engine.db.query('UPDATE latency_rollups SET hi = hi + 1 WHERE monitor_id = $1', [id]);
    expect(await recompute()).toEqual({ samples: 6, spans: 2, states: 0, rollups: 1 });
    expect(await topics()).toEqual(['monitor.changed']);
    const [entry] = await engine.db.query<{ after: object }[]>(
      `SELECT body->'after' AS after FROM audit_log WHERE body->>'action' = 'monitoring_data.recompute' AND body->>'entityId' = $1::text`,
      [id],
    );
    expect(entry?.after).toEqual({ tag, from: T, to: T + 360, spans: 2, states: 0, rollups: 1 });
  });

  it('keeps to its range', async () => {
    await write('UUDDUUDDUU');
    await engine.db.query(`UPDATE status_spans SET status = 'MAINTENANCE' WHERE monitor_id = $1 AND status = 'DOWN'`, [id]);
    expect(await recompute(undefined, { from: T, to: T + 240 })).toMatchObject({ samples: 5, spans: 2 });
    expect(await engine.letters(id, T, 10)).toBe('UUDDUUMMUU');
  });

  it('leaves no state behind of a paused monitor without any samples, and every span that outlived them', async () => {
    await write('UUDD');
    await asActor(engine.db, async (tx) => tx.query(`UPDATE monitors SET status = 'INACTIVE' WHERE id = $1`, [id]));
    await engine.db.query('DELETE FROM monitoring_data WHERE monitor_id = $1', [id]);
    expect(await doctor.examine()).not.toEqual([]);
    await engine.db.query('DELETE FROM outbox');
    expect(await recompute()).toEqual({ samples: 0, spans: 1, states: 1, rollups: 0 });
    expect(await doctor.examine()).toEqual([]);
    expect(await engine.letters(id, T, 5)).toBe('UUDD.');
    expect(await topics()).toEqual(['monitor.changed']);
    expect(await recompute()).toEqual({ samples: 0, ...NOTHING });
    await write('U', T + 600);
    expect(await engine.letters(id, T, 11)).toBe('UUDD......U');
    expect(await doctor.examine()).toEqual([]);
  });

  it('keeps what outlived its samples, and so does an edit of the oldest minute', async () => {
    await write('UUUUDD');
    await engine.db.query('DELETE FROM monitoring_data WHERE monitor_id = $1 AND timestamp < $2', [id, T + 120]);
    expect(await recompute()).toMatchObject({ samples: 4, ...NOTHING, rollups: 1 });
    expect(await engine.letters(id, T, 6)).toBe('UUUUDD');
    await write('D', T + 120);
    expect(await engine.letters(id, T, 6)).toBe('UUDUDD');
  });
});

const CONTENT = `
  SELECT jsonb_build_array(
    (SELECT jsonb_agg(to_jsonb(s) ORDER BY from_ts) FROM status_spans s WHERE monitor_id = $1),
    (SELECT to_jsonb(c) - 'updated_at' FROM monitor_current_state c WHERE monitor_id = $1),
    (SELECT jsonb_agg(to_jsonb(r) ORDER BY bucket) FROM latency_rollups r WHERE monitor_id = $1))::text AS all`;
