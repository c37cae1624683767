import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditCheckpointEntity } from './audit/audit-checkpoint.entity.js';
import type { AuditBody } from './audit/audit-entry.entity.js';
import { AUDITED_TABLES } from './audit/audited-tables.js';
import { createDataSource } from './data-source.js';
import { startThrowaway, type ThrowawayCluster } from './embedded/throwaway.js';
import { migrate } from './migrate.js';
import { SAMPLE_TYPE_CODES, STATUS_CODES } from './monitors/sample-codes.js';
import { SampleEntity } from './monitors/sample.entity.js';
import { SQLSTATE, sqlStateOf } from './postgres-error.js';

let cluster: ThrowawayCluster;
let db: DataSource;
beforeAll(async () => {
  cluster = await startThrowaway();
  const url = await cluster.createDatabase();
  await migrate({ url });
  db = await createDataSource({ url }).initialize();
});
afterAll(async () => {
  await db.destroy();
  await cluster.stop();
});

const asSystem = <Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> =>
  db.transaction(async (tx) => {
    await tx.query(`SELECT set_config('app.actor', 'system', true), set_config('app.request', 'spec', true)`);
    return work(tx);
  });
const refusal = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => 'accepted',
    (error: unknown) => sqlStateOf(error),
  );
let count = 0;
async function newMonitor(tag = `m${++count}`): Promise<number> {
  const [row] = await asSystem((tx) => tx.query<{ id: number }[]>(`INSERT INTO monitors (tag, name) VALUES ($1, $1) RETURNING id`, [tag]));
  return row!.id;
}

describe('the audit guard', () => {
  it('INV-12 stands, enabled, on every audited table', async () => {
    const rows = await db.query<{ table: string; enabled: string; events: number }[]>(
      `SELECT tgrelid::regclass::text AS table, min(tgenabled) AS enabled, bit_or(tgtype::int) AS events
       FROM pg_trigger WHERE tgfoid = 'audit_guard'::regproc GROUP BY 1`,
    );
    expect(rows.map(({ table }) => table).sort()).toEqual([...AUDITED_TABLES].sort());
    // Bits of pg_trigger.tgtype: before 2, insert 4, delete 8, update 16, truncate 32.
    expect(rows.filter(({ enabled, events }) => enabled !== 'O' || events !== 62)).toEqual([]);
  });

  it.each([...AUDITED_TABLES])('SEC-75 refuses a change of %s that names no actor', async (table) => {
    expect(await refusal(db.query(`DELETE FROM ${table}`))).toBe(SQLSTATE.noActor);
  });

  it('SEC-75 does not take an actor without a request, nor one of an earlier transaction', async () => {
    await newMonitor();
    expect(
      await refusal(
        db.transaction((tx) => tx.query(`SELECT set_config('app.actor', 'system', true)`).then(() => tx.query('DELETE FROM monitors'))),
      ),
    ).toBe(SQLSTATE.noActor);
    expect(await refusal(db.query('UPDATE monitors SET name = name'))).toBe(SQLSTATE.noActor);
  });

  it('lets the time of a key’s last use pass, and nothing else about the key', async () => {
    await asSystem((tx) => tx.query(`INSERT INTO api_keys (name, hashed_key, masked_key) VALUES ('ci', 'hash', '****')`));
    expect(await refusal(db.query('UPDATE api_keys SET last_used_at = app_now()'))).toBe('accepted');
    expect(await refusal(db.query(`UPDATE api_keys SET role_id = 'admin'`))).toBe(SQLSTATE.noActor);
  });
});

describe('the audit log', () => {
  const body = (action: string): AuditBody => ({
    at: '2026-11-20T12:00:00.000Z',
    actor: 'system',
    actorName: null,
    action,
    entityType: 'spec',
    entityId: null,
    before: null,
    after: { word: 'é' },
    requestId: 'spec',
    ip: null,
    userAgent: null,
  });
  const add = (...actions: string[]): Promise<unknown> =>
    db.query(`INSERT INTO audit_log (body) SELECT body::jsonb FROM unnest($1::text[]) AS body`, [
      actions.map((action) => JSON.stringify(body(action))),
    ]);
  const broken = (): Promise<unknown[]> =>
    db.query(`SELECT id FROM (SELECT id, body, prev_hash, hash, lag(hash) OVER (ORDER BY id) AS before FROM audit_log) a
      WHERE (before IS NOT NULL AND prev_hash <> before) OR hash <> sha256(prev_hash || convert_to(body::text, 'UTF8'))`);

  it('INV-11 numbers without holes and chains, also when many write at once', async () => {
    await add('one', 'two', 'three');
    await Promise.all(Array.from({ length: 8 }, (_, i) => add(`parallel ${i}`)));
    await refusal(
      db.transaction(async (tx) =>
        tx
          .query(`INSERT INTO audit_log (body) VALUES ($1)`, [JSON.stringify(body('rolled back'))])
          .then(() => Promise.reject(new Error('no'))),
      ),
    );
    await add('last');
    const rows = await db.query<{ id: number; text: string; prev_hash: Buffer; hash: Buffer }[]>(
      'SELECT id, body::text AS text, prev_hash, hash FROM audit_log ORDER BY id',
    );
    expect(rows.map(({ id }) => id)).toEqual(rows.map((_, index) => index + 1));
    expect(await broken()).toEqual([]);
    for (const { text, prev_hash, hash } of rows) expect(createHash('sha256').update(prev_hash).update(text).digest()).toEqual(hash);
  });

  it('REL-10 cannot be changed, cut or emptied', async () => {
    expect(await refusal(db.query(`UPDATE audit_log SET body = '{}' WHERE id = 1`))).toBe(SQLSTATE.appendOnly);
    expect(await refusal(db.query('DELETE FROM audit_log WHERE id = 1'))).toBe(SQLSTATE.appendOnly);
    expect(await refusal(db.query('TRUNCATE audit_log'))).toBe(SQLSTATE.appendOnly);
  });

  it('SEC-75 gives retention what lies below a checkpoint, and goes on where it ended', async () => {
    const upTo = 4;
    const [row] = await db.query<{ hash: Buffer }[]>('SELECT hash FROM audit_log WHERE id = $1', [upTo]);
    await db.getRepository(AuditCheckpointEntity).insert({ upToId: upTo, hash: row!.hash, signature: Buffer.from('signed') });
    expect(await refusal(db.query('DELETE FROM audit_log WHERE id <= $1', [upTo + 1]))).toBe(SQLSTATE.appendOnly);
    await db.query('DELETE FROM audit_log WHERE id <= $1', [upTo]);
    await add('after retention');
    expect(await broken()).toEqual([]);

    const [newest] = await db.query<{ id: number; hash: Buffer }[]>('SELECT id, hash FROM audit_log ORDER BY id DESC LIMIT 1');
    await db.getRepository(AuditCheckpointEntity).insert({ upToId: newest!.id, hash: newest!.hash, signature: Buffer.from('signed') });
    await db.query('DELETE FROM audit_log');
    await add('first of a new page');
    const [next] = await db.query<{ id: number; prev_hash: Buffer }[]>('SELECT id, prev_hash FROM audit_log');
    expect(next).toEqual({ id: newest!.id + 1, prev_hash: newest!.hash });
    expect(await refusal(db.query('DELETE FROM audit_checkpoints'))).toBe(SQLSTATE.appendOnly);
  });
});

describe('constraints', () => {
  const unique = SQLSTATE.uniqueViolation;

  it('SEC-09 let one owner be', async () => {
    const owner = (email: string): Promise<unknown> =>
      asSystem((tx) => tx.query(`INSERT INTO users (email, name, is_owner) VALUES ($1, 'Ada', true)`, [email]));
    const results = await Promise.all(Array.from({ length: 10 }, (_, i) => refusal(owner(`ada${i}@example.test`))));
    expect(results.filter((result) => result === 'accepted')).toHaveLength(1);
    expect(new Set(results.filter((result) => result !== 'accepted'))).toEqual(new Set([unique]));
  });

  it('keep a tag and a path unique among the living, and free it when its owner goes to the trash', async () => {
    await newMonitor('shop-web');
    expect(await refusal(newMonitor('shop-web'))).toBe(unique);
    await asSystem((tx) => tx.query(`UPDATE monitors SET deleted_at = app_now() WHERE tag = 'shop-web'`));
    expect(await refusal(newMonitor('shop-web'))).toBe('accepted');
  });

  it('let spans of a monitor neither overlap nor follow an open one', async () => {
    const [one, other] = [await newMonitor(), await newMonitor()];
    const span = (monitor: number, from: number, to: number | null): Promise<string | undefined> =>
      refusal(db.query(`INSERT INTO status_spans (monitor_id, from_ts, to_ts, status) VALUES ($1, $2, $3, 'UP')`, [monitor, from, to]));
    expect(await span(one, 0, 600)).toBe('accepted');
    expect(await span(one, 540, 660)).toBe(SQLSTATE.exclusionViolation);
    expect(await span(one, 600, null)).toBe('accepted');
    expect(await span(one, 9_000, 9_060)).toBe(SQLSTATE.exclusionViolation);
    expect(await span(other, 540, 660)).toBe('accepted');
    expect(await span(other, 660, 660)).toBe(SQLSTATE.checkViolation);
  });

  it('INV-03 let one alert be open per config and monitor, and one event per occurrence', async () => {
    const monitor = await newMonitor();
    const [config] = await asSystem((tx) =>
      tx.query<{ id: number }[]>(`INSERT INTO monitor_alerts_config (alert_value) VALUES ('DOWN') RETURNING id`),
    );
    const alert = (status: string): Promise<string | undefined> =>
      refusal(
        db.query('INSERT INTO monitor_alerts (config_id, monitor_id, alert_status) VALUES ($1, $2, $3)', [config!.id, monitor, status]),
      );
    expect([await alert('TRIGGERED'), await alert('TRIGGERED'), await alert('RESOLVED'), await alert('RESOLVED')]).toEqual([
      'accepted',
      unique,
      'accepted',
      'accepted',
    ]);

    const [maintenance] = await asSystem((tx) =>
      tx.query<{ id: number }[]>(
        `INSERT INTO maintenances (title, start_date_time, rrule, duration_seconds) VALUES ('Move', 0, 'FREQ=DAILY', 60) RETURNING id`,
      ),
    );
    const event = (from: number): Promise<string | undefined> =>
      refusal(
        asSystem((tx) =>
          tx.query(
            'INSERT INTO maintenances_events (maintenance_id, occurrence_start, start_date_time, end_date_time) VALUES ($1, 0, $2, $3)',
            [maintenance!.id, from, from + 60],
          ),
        ),
      );
    expect([await event(0), await event(600)]).toEqual(['accepted', unique]);
  });

  it('delete what hangs on a monitor with it, and keep the incident', async () => {
    const monitor = await newMonitor();
    await asSystem(async (tx) => {
      await tx.query(`INSERT INTO pages_monitors (page_id, monitor_id) SELECT id, $1 FROM pages WHERE page_path = ''`, [monitor]);
      const [incident] = await tx.query<{ id: number }[]>(`INSERT INTO incidents (title, start_date_time) VALUES ('Slow', 0) RETURNING id`);
      await tx.query('INSERT INTO incident_monitors (incident_id, monitor_id) VALUES ($1, $2)', [incident!.id, monitor]);
      await tx.query(`INSERT INTO status_spans (monitor_id, from_ts, status) VALUES ($1, 0, 'UP')`, [monitor]);
      await tx.query('DELETE FROM monitors WHERE id = $1', [monitor]);
    });
    const left = await db.query(
      `SELECT (SELECT count(*)::int FROM pages_monitors WHERE monitor_id = $1) + (SELECT count(*)::int FROM incident_monitors WHERE monitor_id = $1)
         + (SELECT count(*)::int FROM status_spans WHERE monitor_id = $1) AS links, (SELECT count(*)::int FROM incidents WHERE title = 'Slow') AS incidents`,
      [monitor],
    );
    expect(left).toEqual([{ links: 0, incidents: 1 }]);
  });
});

describe('samples', () => {
  it('INV-15 have partitions for this month and the next, with bounds at midnight UTC', async () => {
    const names = await db.query<{ name: string }[]>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'monitoring_data'::regclass`,
    );
    const month = (ahead: number): string => {
      const now = new Date();
      return `monitoring_data_${new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead)).toISOString().slice(0, 7).replace('-', '_')}`;
    };
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining([month(-3), month(0), month(1)]));
  });

  it('get missing partitions once, also when two processes ask at the same moment', async () => {
    const ask = (): Promise<{ made: number }[]> =>
      db.query(`SELECT ensure_sample_partitions($1, 14) AS made`, [Date.UTC(2022, 10, 30, 23) / 1000]);
    const made = await Promise.all([ask(), ask(), ask()]);
    expect(made.flat().reduce((sum, row) => sum + row.made, 0)).toBe(14);
    const [bounds] = await db.query<{ bounds: string }[]>(
      `SELECT pg_get_expr(relpartbound, oid) AS bounds FROM pg_class WHERE relname = 'monitoring_data_2022_12'`,
    );
    expect(bounds?.bounds).toBe(`FOR VALUES FROM ('${Date.UTC(2022, 11) / 1000}') TO ('${Date.UTC(2023, 0) / 1000}')`);
  });

  it('are spelled with the same words in SQL and in TypeScript', async () => {
    const rows = await db.query(
      `SELECT (SELECT json_object_agg(status_word(code::"char"), code) FROM unnest($1::text[]) code) AS statuses,
         (SELECT json_object_agg(word, status_code(word)) FROM unnest(enum_range(NULL::status)) word) AS codes,
         (SELECT json_object_agg(sample_type_word(code::"char"), code) FROM unnest($2::text[]) code) AS types`,
      [Object.values(STATUS_CODES), Object.values(SAMPLE_TYPE_CODES)],
    );
    expect(rows).toEqual([{ statuses: STATUS_CODES, codes: STATUS_CODES, types: SAMPLE_TYPE_CODES }]);
  });

  it('survive the way through TypeORM', async () => {
    const sample = {
      monitorId: await newMonitor(),
      timestamp: Math.floor(Date.now() / 60_000) * 60,
      latency: 12.5,
      vouchedSeconds: 300,
      status: 'DEGRADED' as const,
      rawStatus: null,
      type: 'MANUAL' as const,
      errorMessage: 'by hand',
    };
    const samples = db.getRepository(SampleEntity);
    await samples.insert(sample);
    expect(await samples.findOneBy({ monitorId: sample.monitorId, status: 'DEGRADED' })).toEqual(sample);
  });

  it('sit on whole minutes and vouch for whole minutes', async () => {
    const insert = (timestamp: number, vouched: number): Promise<string | undefined> =>
      refusal(
        db.query(`INSERT INTO monitoring_data (monitor_id, timestamp, vouched_seconds, status, type) VALUES (1, $1, $2, 'U', 'R')`, [
          timestamp,
          vouched,
        ]),
      );
    const minute = Math.floor(Date.now() / 60_000) * 60;
    expect([await insert(minute + 1, 60), await insert(minute, 0), await insert(minute, 90)]).toEqual(
      Array(3).fill(SQLSTATE.checkViolation),
    );
  });

  it('an open span ends, for now, where the newest sample stops vouching', async () => {
    const monitor = await newMonitor();
    await db.query(`INSERT INTO status_spans (monitor_id, from_ts, to_ts, status) VALUES ($1, 0, 600, 'UP'), ($1, 600, NULL, 'DOWN')`, [
      monitor,
    ]);
    await db.query(
      `INSERT INTO monitor_current_state (monitor_id, timestamp, status, type, since_ts, vouched_until) VALUES ($1, 1200, 'DOWN', 'REALTIME', 600, 1260)`,
      [monitor],
    );
    expect(await db.query('SELECT from_ts, to_ts, status FROM timeline_spans WHERE monitor_id = $1 ORDER BY from_ts', [monitor])).toEqual([
      { from_ts: 0, to_ts: 600, status: 'UP' },
      { from_ts: 600, to_ts: 1260, status: 'DOWN' },
    ]);
  });
});
