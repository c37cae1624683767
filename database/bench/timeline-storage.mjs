// What a minute costs on disk: plays N monitors × M minutes through the statements of the engine on a throw-away cluster and reports
// bytes per sample, heap-only updates and growth. Numbers of a run stand in server/decisions/0001-timeline-storage.md.
// usage: node database/bench/timeline-storage.mjs [--monitors 10000] [--minutes 60] [--batch 42] [--fillfactor 50] [--due-index] [--no-vacuum] [--durable]
import { Console } from 'node:console';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate, startThrowaway } from '../dist/index.js';

const { values } = parseArgs({
  options: {
    monitors: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '60' },
    batch: { type: 'string', default: '42' },
    fillfactor: { type: 'string' },
    'due-index': { type: 'boolean', default: false },
    'no-vacuum': { type: 'boolean', default: false },
    durable: { type: 'boolean', default: false },
  },
});
const [monitors, minutes, batch] = [values.monitors, values.minutes, values.batch].map(Number);
const out = new Console(process.stdout);
/** One monitor in so many changes its status in a minute. */
const FLIP = 2_000;

const CLAIM = `
  WITH due AS (SELECT monitor_id FROM monitor_runtime WHERE next_due_at <= to_timestamp($1) AND (lease_until IS NULL OR lease_until < to_timestamp($1))
    ORDER BY next_due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  UPDATE monitor_runtime r SET lease_token = gen_random_uuid(), lease_until = to_timestamp($1) + interval '25 s' FROM due WHERE r.monitor_id = due.monitor_id RETURNING r.monitor_id`;
const FINISH = `UPDATE monitor_runtime SET next_due_at = next_due_at + interval '1 minute', settled_until = $2, grace = '{"anchor":"UP","held":[]}', lease_token = NULL, lease_until = NULL WHERE monitor_id = ANY($1::int[])`;
const SAMPLES = `
  INSERT INTO monitoring_data (monitor_id, timestamp, latency, vouched_seconds, status, raw_status, type)
  SELECT id, $2, latency, 60, status, status, 'R' FROM unnest($1::int[], $3::real[], $4::"char"[]) AS g (id, latency, status)
  ON CONFLICT (monitor_id, timestamp) DO UPDATE SET status = excluded.status WHERE monitoring_data.type <> 'M'`;
const CLOSE = `UPDATE status_spans SET to_ts = $2 WHERE monitor_id = ANY($1::int[]) AND to_ts IS NULL`;
const OPEN = `INSERT INTO status_spans (monitor_id, from_ts, status) SELECT id, $2, status_word(status) FROM unnest($1::int[], $3::"char"[]) AS g (id, status)`;
const STATES = `
  INSERT INTO monitor_current_state (monitor_id, timestamp, status, raw_status, latency, type, since_ts, vouched_until, updated_at)
  SELECT id, $2::bigint, status_word(status), status_word(status), latency, 'REALTIME', since, $2::bigint + 60, app_now()
  FROM unnest($1::int[], $3::real[], $4::"char"[], $5::bigint[]) AS g (id, latency, status, since)
  ON CONFLICT (monitor_id) DO UPDATE SET timestamp = excluded.timestamp, status = excluded.status, raw_status = excluded.raw_status,
    latency = excluded.latency, type = excluded.type, since_ts = excluded.since_ts, vouched_until = excluded.vouched_until, updated_at = excluded.updated_at`;
const ROLLUPS = `
  INSERT INTO latency_rollups (monitor_id, bucket, n, total, lo, hi, histogram)
  SELECT id, $2, 1, latency, latency, latency, ARRAY[50, 3, 1, 2, 4, 1, 0, 1, 2, 1] FROM unnest($1::int[], $3::real[]) AS g (id, latency)
  ON CONFLICT (monitor_id, bucket) DO UPDATE SET n = latency_rollups.n + 1, total = latency_rollups.total + excluded.total,
    lo = least(latency_rollups.lo, excluded.lo), hi = greatest(latency_rollups.hi, excluded.hi)`;

// A minute of the run takes about a second, so the vacuum's minute is shortened alike.
const vacuum = values['no-vacuum'] ? ['autovacuum=off'] : ['autovacuum_naptime=1s'];
const durable = values.durable ? ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'] : [];
const cluster = await startThrowaway(['shared_buffers=256MB', ...vacuum, ...durable]);
try {
  const url = await cluster.createDatabase();
  await migrate({ url });
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const start = Math.floor(Date.now() / 900_000) * 900;
  await client.query('BEGIN');
  await client.query(`SELECT set_config('app.actor', 'system', true), set_config('app.request', 'bench', true)`);
  await client.query(
    `INSERT INTO monitors (id, tag, name) SELECT i, 'bench-' || i, 'Bench ' || i FROM generate_series(100, 99 + $1::int) i`,
    [monitors],
  );
  await client.query('COMMIT');
  if (values.fillfactor) {
    for (const table of ['monitor_runtime', 'monitor_current_state', 'latency_rollups']) {
      await client.query(`ALTER TABLE ${table} SET (fillfactor = ${Number(values.fillfactor)})`);
    }
  }
  if (values['due-index']) await client.query('CREATE INDEX ON monitor_runtime (next_due_at)');
  await client.query(
    `INSERT INTO monitor_runtime (monitor_id, next_due_at, watched_since, offset_seconds)
     SELECT id, to_timestamp($1::bigint + (id * 7919 % 60)), $1, id * 7919 % 60 FROM monitors WHERE id >= 100`,
    [start],
  );
  const states = new Map();
  const seconds = [];
  const claims = [];
  for (let minute = 0; minute < minutes; minute++) {
    const at = start + minute * 60;
    const began = performance.now();
    for (;;) {
      const claimBegan = performance.now();
      const ids = (await client.query(CLAIM, [at + 59, batch])).rows.map((row) => row.monitor_id);
      claims.push(performance.now() - claimBegan);
      if (ids.length === 0) break;
      const latencies = ids.map(() => Math.round(20 + Math.random() * 400));
      const opened = [];
      for (const id of ids) {
        const state = states.get(id);
        if (state && Math.floor(Math.random() * FLIP) !== 0) continue;
        states.set(id, { status: state?.status === 'U' ? 'D' : 'U', since: at });
        opened.push(id);
      }
      const statuses = ids.map((id) => states.get(id).status);
      await client.query('BEGIN');
      await client.query(FINISH, [ids, at]);
      await client.query(SAMPLES, [ids, at, latencies, statuses]);
      if (opened.length > 0) {
        await client.query(CLOSE, [opened, at]);
        await client.query(OPEN, [opened, at, opened.map((id) => states.get(id).status)]);
      }
      await client.query(STATES, [ids, at, latencies, statuses, ids.map((id) => states.get(id).since)]);
      await client.query(ROLLUPS, [ids, Math.floor(at / 900) * 900, latencies]);
      await client.query('COMMIT');
    }
    seconds.push((performance.now() - began) / 1000);
  }
  await client.query('SELECT pg_stat_force_next_flush()');
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const { rows: tables } = await client.query(
    `SELECT relname AS table, n_tup_ins AS inserted, n_tup_upd AS updated, round(100.0 * n_tup_hot_upd / nullif(n_tup_upd, 0), 1) AS "hot %",
       pg_relation_size(relid) / 1024 AS "heap kB", pg_indexes_size(relid) / 1024 AS "indexes kB", n_dead_tup AS dead, autovacuum_count AS vacuums
     FROM pg_stat_user_tables WHERE relname ~ '^(monitor_runtime|monitor_current_state|status_spans|latency_rollups|monitoring_data_.*)$' AND n_tup_ins > 0 ORDER BY 1`,
  );
  const samples = tables.filter(({ table }) => table.startsWith('monitoring_data')).reduce((sum, row) => sum + Number(row.inserted), 0);
  const { rows: bytes } = await client.query(
    `SELECT sum(pg_relation_size(inhrelid))::float8 AS heap, sum(pg_indexes_size(inhrelid))::float8 AS indexes
     FROM pg_inherits WHERE inhparent = 'monitoring_data'::regclass AND pg_relation_size(inhrelid) > 0`,
  );
  out.table(tables);
  out.log(
    `${monitors} monitors × ${minutes} minutes = ${samples} samples; a minute took ${median(seconds).toFixed(2)} s (last: ${seconds.at(-1).toFixed(2)} s), ` +
      `a claim of ${batch} ${median(claims).toFixed(1)} ms; ${(bytes[0].heap / samples).toFixed(1)} B heap + ${(bytes[0].indexes / samples).toFixed(1)} B index = ` +
      `${((bytes[0].heap + bytes[0].indexes) / samples).toFixed(1)} B a sample`,
  );
  await client.end();
} finally {
  await cluster.stop();
}
