import { type EntityManager } from 'typeorm';
import { FINDINGS_LIMIT, type Invariant, queryInvariant } from './invariant.js';

/** Roll-up buckets and monitors that are looked at in one run. */
const BUCKETS = 5_000;
const MONITORS = 50;

/** Watched time − spans − explained gaps = nothing. */
export const COVERAGE = queryInvariant(
  'INV-01',
  'no minute of an active monitor is missing without a reason',
  `SELECT m.tag || ' ' || hole::text AS key FROM monitors m JOIN monitor_runtime r ON r.monitor_id = m.id
   CROSS JOIN LATERAL unnest(int8multirange(int8range(r.watched_since, greatest(r.watched_since, extract(epoch FROM date_trunc('minute', r.next_due_at))::int8)))
     - coalesce((SELECT range_agg(int8range(from_ts, to_ts)) FROM (
         SELECT from_ts, to_ts FROM timeline_spans WHERE monitor_id = m.id
         UNION ALL SELECT from_ts, to_ts FROM check_gaps WHERE monitor_id = m.id) c), '{}')) hole
   WHERE m.status = 'ACTIVE' AND m.deleted_at IS NULL AND m.cron IS NOT NULL AND m.monitor_type <> 'NONE'`,
);

export const NOTHING_OVERDUE = queryInvariant(
  'INV-02',
  'nothing is overdue that nobody holds',
  `SELECT m.tag AS key FROM monitor_runtime r JOIN monitors m ON m.id = r.monitor_id AND m.status = 'ACTIVE' AND m.deleted_at IS NULL
   WHERE r.next_due_at < app_now() - interval '2 minutes' AND (r.lease_until IS NULL OR r.lease_until < app_now())`,
);

export const CURRENT_STATE = queryInvariant(
  'INV-05',
  'the current state is the newest sample',
  `SELECT m.tag AS key FROM monitors m LEFT JOIN monitor_current_state c ON c.monitor_id = m.id
   LEFT JOIN LATERAL (SELECT timestamp, status_word(status) AS status, vouched_seconds FROM monitoring_data d
     WHERE d.monitor_id = m.id ORDER BY timestamp DESC LIMIT 1) d ON true
   LEFT JOIN status_spans s ON s.monitor_id = m.id AND s.to_ts IS NULL
   WHERE (c.timestamp, c.status, c.vouched_until) IS DISTINCT FROM (d.timestamp, d.status, d.timestamp + d.vouched_seconds)
     OR (c.since_ts, c.status) IS DISTINCT FROM (s.from_ts, s.status)`,
);

export const HEARTBEATS = queryInvariant(
  'INV-14',
  'the last heartbeat of a monitor is its newest signal',
  `SELECT m.tag AS key FROM monitor_runtime r JOIN monitors m ON m.id = r.monitor_id
   CROSS JOIN LATERAL (SELECT max(received_at) AS newest FROM heartbeat_signals s WHERE s.monitor_id = r.monitor_id) s
   WHERE s.newest IS NOT NULL AND r.last_heartbeat_at IS DISTINCT FROM s.newest`,
);

/** What is older than the oldest sample outlived its samples: nothing is left to hold it against. */
const WRONG_ROLLUPS = `
  SELECT m.tag || ' ' || r.bucket AS key FROM latency_rollups r TABLESAMPLE SYSTEM ($1) JOIN monitors m ON m.id = r.monitor_id
  CROSS JOIN LATERAL (SELECT count(*) n, sum(latency::float8) total, min(latency) lo, max(latency) hi FROM monitoring_data d
    WHERE d.monitor_id = r.monitor_id AND d.timestamp >= r.bucket AND d.timestamp < r.bucket + 900 AND d.latency > 0) x
  WHERE r.bucket + 900 > (SELECT min(timestamp) FROM monitoring_data d WHERE d.monitor_id = r.monitor_id) AND ((r.n, r.lo, r.hi) IS DISTINCT FROM (x.n, x.lo, x.hi) OR abs(r.total - x.total) > 0.001
    OR r.n IS DISTINCT FROM (SELECT sum(cell) FROM unnest(r.histogram[2:]) cell)) LIMIT ${FINDINGS_LIMIT}`;
const MISSING_ROLLUPS = `
  SELECT m.tag || ' ' || d.bucket AS key FROM (SELECT id, tag FROM monitors ORDER BY random() LIMIT ${MONITORS}) m
  CROSS JOIN LATERAL (SELECT DISTINCT timestamp - timestamp % 900 AS bucket FROM monitoring_data
    WHERE monitor_id = m.id AND latency > 0 AND timestamp > extract(epoch FROM app_now()) - 3 * 86400) d
  WHERE NOT EXISTS (SELECT FROM latency_rollups r WHERE r.monitor_id = m.id AND r.bucket = d.bucket) LIMIT ${FINDINGS_LIMIT}`;

/** Random buckets against their samples, and recent samples of random monitors against their buckets. */
export const ROLLUPS: Invariant = {
  id: 'INV-13',
  title: 'a roll-up is what its samples add up to',
  async check(db: EntityManager) {
    const [size] = await db.query<{ rows: number }[]>(
      `SELECT greatest(reltuples, 1)::float8 AS rows FROM pg_class WHERE oid = 'latency_rollups'::regclass`,
    );
    const percent = Math.min(100, (BUCKETS / (size?.rows ?? 1)) * 100);
    const wrong = await db.query<{ key: string }[]>(WRONG_ROLLUPS, [percent]);
    const missing = await db.query<{ key: string }[]>(MISSING_ROLLUPS);
    return [...wrong, ...missing].map(({ key }) => key);
  },
};
