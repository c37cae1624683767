import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckEvidence } from '@clarion/database/monitors/check-evidence.entity';
import { asActor } from '@clarion/testing';
import { DEGRADED, DOWN, type Engine, openEngines, startOfHour, UP } from '../../../../test/engine.js';
import { armFailpoints } from '../../../platform/failpoints/failpoint.js';
import { type ProbeDetail, type ProbeOutcome } from '../probes/probe.js';

const T = startOfHour();
const VERDICTS = { U: UP, D: DOWN, G: DEGRADED, E: { ...DOWN, errorMessage: 'HTTP 503' } } as const;
const seen = (explanation: string, bodyExcerpt = 'oops'): ProbeDetail => ({
  explanation,
  timings: { dnsMs: 1, connectMs: 2, tlsMs: null, firstByteMs: 3, totalMs: 6 },
  address: '192.0.2.1',
  http: { statusCode: 500, headers: [{ name: 'server', value: 'spec' }], bodyExcerpt },
});
let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await openEngines());
});
beforeEach(async () => {
  await asActor(engine.db, async (tx) => tx.query('DELETE FROM monitors'));
  await engine.at(T);
});
afterAll(async () => close());

/** Runs one check a minute with what the letters say. */
async function play(letters: string, from = T): Promise<void> {
  for (const [index, letter] of [...letters].entries()) {
    const verdict = VERDICTS[letter as keyof typeof VERDICTS];
    engine.probe = async (): Promise<ProbeOutcome> => ({ verdict, detail: seen(`${verdict.status}: minute ${index}`) });
    await engine.at(from + index * 60 + 59);
    await engine.tick();
  }
  engine.probe = null;
}

interface Row {
  timestamp: number;
  status: string;
  error_message: string | null;
  evidence: CheckEvidence;
}
const kept = (monitorId: number): Promise<Row[]> =>
  engine.db.query(`SELECT timestamp, status, error_message, evidence FROM check_evidence WHERE monitor_id = $1 ORDER BY timestamp`, [
    monitorId,
  ]);
const minutesOf = async (monitorId: number): Promise<number[]> => (await kept(monitorId)).map(({ timestamp }) => (timestamp - T) / 60);

describe('recording evidence', () => {
  it('keeps what the check saw, beside the sample of the same minute', async () => {
    const { id } = await engine.monitor();
    await play('UD');
    expect(await kept(id)).toEqual([
      {
        timestamp: T + 60,
        status: 'DOWN',
        error_message: 'HTTP 500',
        evidence: { ...seen('DOWN: minute 1'), http: seen('').http },
      },
    ]);
  });

  it('keeps the first of a run, what changes, and one a quarter of an hour', async () => {
    const { id } = await engine.monitor();
    await play(`UDDEEGU${'D'.repeat(32)}`);
    expect(await minutesOf(id)).toEqual([1, 3, 5, 7, 22, 37]);
  });

  it('goes by what checks see, not by what the grace period makes of it', async () => {
    const { id } = await engine.monitor({ confirmationThreshold: 3 });
    await play('UDDDDUDUUUD');
    // Held, confirmed, one good check held back, all clear, and a failure that is held again.
    expect((await engine.samples(id)).map(({ status }) => status).join('')).toBe('UDDDDDDUUUU');
    expect(await minutesOf(id)).toEqual([1, 10]);
    expect((await kept(id)).map(({ error_message }) => error_message)).toEqual(['HTTP 500', 'HTTP 500']);
  });

  it('keeps none for a check whose minute a person had written', async () => {
    const { id } = await engine.monitor();
    await engine.db.query(
      `INSERT INTO monitoring_data (timestamp, latency, monitor_id, vouched_seconds, status, type) VALUES ($1, 5, $2, 60, 'U', 'M')`,
      [T, id],
    );
    await play('D');
    expect(await kept(id)).toEqual([]);
  });

  it('keeps none when there is nothing to tell', async () => {
    const { id, tag } = await engine.monitor();
    engine.findings.set(tag, DOWN);
    await engine.tick();
    expect(await engine.samples(id)).toHaveLength(1);
    expect(await kept(id)).toEqual([]);
  });

  it('says of a bug of ours what can be said', async () => {
    const { id } = await engine.monitor();
    engine.probe = async () => Promise.reject(new Error('oops'));
    await engine.tick();
    engine.probe = null;
    expect(await kept(id)).toMatchObject([{ evidence: { explanation: 'the check could not be run', http: null } }]);
  });

  it('FLT-03 comes and goes with its sample', async () => {
    const { id } = await engine.monitor();
    armFailpoints('result.before_commit:throw', 'test');
    await play('D');
    armFailpoints(undefined, 'test');
    expect(await kept(id)).toEqual([]);

    await engine.at(T + 300);
    await play('D', T + 300);
    expect(await minutesOf(id)).toEqual([5]);
    await asActor(engine.db, async (tx) => {
      await tx.query('DELETE FROM monitoring_data WHERE monitor_id = $1', [id]);
      await engine.writes.rebuild(tx, id, T, T + 600);
    });
    expect(await kept(id)).toEqual([]);
  });

  it('stays when only other minutes are deleted, and goes with its monitor', async () => {
    const { id } = await engine.monitor();
    await play('DUD');
    await asActor(engine.db, async (tx) => {
      await tx.query('DELETE FROM monitoring_data WHERE monitor_id = $1 AND timestamp = $2', [id, T]);
      await engine.writes.rebuild(tx, id, T, T + 60);
    });
    expect(await minutesOf(id)).toEqual([2]);
    await asActor(engine.db, async (tx) => tx.query('DELETE FROM monitors WHERE id = $1', [id]));
    expect(await kept(id)).toEqual([]);
  });

  it('stores a batch in one statement, with texts of servers that PostgreSQL would refuse', async () => {
    const monitors = await Promise.all(Array.from({ length: 30 }, async () => engine.monitor()));
    const claimed = await engine.claims.claim('API', 30);
    const hostile = `a\u0000b\ud800 ${'🦉'.repeat(3_000)}`;
    const statements: string[] = [];
    const run = engine.work.run.bind(engine.work);
    engine.work.run = async (actor, work, options) =>
      run(
        actor,
        async (tx) => {
          const query = tx.query.bind(tx);
          tx.query = async (sql: string, parameters?: unknown[]) => {
            statements.push(sql);
            return query(sql, parameters);
          };
          return work(tx);
        },
        options,
      );
    await engine.results.record(
      claimed.map((monitor, index) => ({
        ...monitor,
        verdict: { ...DOWN, errorMessage: index === 7 ? hostile : 'HTTP 500' },
        detail: index === 7 ? seen(hostile, hostile) : seen('DOWN'),
      })),
    );
    engine.work.run = run;
    expect(statements.filter((sql) => sql.includes('INSERT INTO check_evidence'))).toHaveLength(1);
    const rows = (await Promise.all(monitors.map(async ({ id }) => kept(id)))).flat();
    expect(rows).toHaveLength(30);
    const [odd] = rows.filter(({ error_message }) => error_message !== 'HTTP 500');
    expect(odd?.error_message).toMatch(/^ab\ufffd /);
    expect(odd?.evidence.http?.bodyExcerpt).toMatch(/^ab\ufffd 🦉+$/u);
  });
});
