import { isDeepStrictEqual } from 'node:util';
import { addToRollup, emptyRollup, type Rollup, ROLLUP_SECONDS } from '@clarion/domain';
import { type EntityManager } from 'typeorm';
import { type MonitorSample } from './sample-rows.js';
import { type TouchedHistory } from './touched-history.js';

/** Start of the roll-up bucket an instant belongs to, Unix seconds. */
export const bucketOf = (timestamp: number): number => Math.floor(timestamp / ROLLUP_SECONDS) * ROLLUP_SECONDS;

interface RollupRow {
  monitor_id: number;
  bucket: number;
  n: number;
  total: number;
  lo: number;
  hi: number;
  histogram: number[];
}

interface BucketRollup {
  monitorId: number;
  bucket: number;
  rollup: Rollup;
}

const FIND = `
  SELECT r.monitor_id, r.bucket, r.n, r.total, r.lo, r.hi, r.histogram FROM latency_rollups r
  JOIN unnest($1::int[], $2::bigint[]) g(monitor_id, bucket) ON r.monitor_id = g.monitor_id AND r.bucket = g.bucket`;
// A histogram is an array of its own length, and arrays of arrays must be rectangular: they travel as text.
const STORE = `
  INSERT INTO latency_rollups (monitor_id, bucket, n, total, lo, hi, histogram)
  SELECT monitor_id, bucket, n, total, lo, hi, histogram::int[]
  FROM unnest($1::int[], $2::bigint[], $3::int[], $4::float8[], $5::real[], $6::real[], $7::text[]) g(monitor_id, bucket, n, total, lo, hi, histogram)
  ON CONFLICT (monitor_id, bucket) DO UPDATE SET n = excluded.n, total = excluded.total, lo = excluded.lo, hi = excluded.hi, histogram = excluded.histogram`;
const CLEAR = `
  DELETE FROM latency_rollups r USING unnest($1::int[], $2::bigint[], $3::bigint[]) g(monitor_id, from_bucket, to_bucket)
  WHERE r.monitor_id = g.monitor_id AND r.bucket BETWEEN g.from_bucket AND g.to_bucket
  RETURNING r.monitor_id, r.bucket, r.n, r.total, r.lo, r.hi, r.histogram`;
const MEASURED = `
  SELECT d.monitor_id, d.timestamp, d.latency FROM unnest($1::int[], $2::bigint[], $3::bigint[]) g(monitor_id, from_bucket, to_bucket)
  JOIN monitoring_data d ON d.monitor_id = g.monitor_id AND d.timestamp >= g.from_bucket AND d.timestamp < g.to_bucket + ${ROLLUP_SECONDS}
  WHERE d.latency > 0`;

async function store(tx: EntityManager, buckets: readonly BucketRollup[]): Promise<void> {
  const used = buckets.filter(({ rollup }) => rollup.n > 0);
  if (used.length === 0) return;
  await tx.query(STORE, [
    used.map(({ monitorId }) => monitorId),
    used.map(({ bucket }) => bucket),
    used.map(({ rollup }) => rollup.n),
    used.map(({ rollup }) => rollup.total),
    used.map(({ rollup }) => rollup.lo),
    used.map(({ rollup }) => rollup.hi),
    used.map(({ rollup }) => `{${rollup.histogram.join(',')}}`),
  ]);
}

/** Adds samples that are new to their roll-ups. The caller holds the monitors' runtime rows, so nobody else adds meanwhile. */
export async function addToRollups(tx: EntityManager, samples: readonly MonitorSample[]): Promise<void> {
  const measured = samples.filter(({ latencyMs }) => latencyMs > 0);
  if (measured.length === 0) return;
  const keys = measured.map(({ monitorId, timestamp }) => ({ monitorId, bucket: bucketOf(timestamp) }));
  const found = await tx.query<RollupRow[]>(FIND, [keys.map(({ monitorId }) => monitorId), keys.map(({ bucket }) => bucket)]);
  const buckets = new Map<string, BucketRollup>(
    found.map(({ monitor_id, bucket, ...rollup }) => [`${monitor_id}@${bucket}`, { monitorId: monitor_id, bucket, rollup }]),
  );
  collect(buckets, measured);
  await store(tx, [...buckets.values()]);
}

function collect(
  buckets: Map<string, BucketRollup>,
  samples: Iterable<Pick<MonitorSample, 'monitorId' | 'timestamp' | 'latencyMs'>>,
): void {
  for (const { monitorId, timestamp, latencyMs } of samples) {
    const bucket = bucketOf(timestamp);
    const key = `${monitorId}@${bucket}`;
    const entry = buckets.get(key) ?? { monitorId, bucket, rollup: emptyRollup() };
    entry.rollup = addToRollup(entry.rollup, latencyMs);
    buckets.set(key, entry);
  }
}

/**
 * Makes the roll-ups of whatever buckets the histories touch anew from their samples.
 * @returns how many read differently now
 */
export async function recomputeRollups(tx: EntityManager, histories: readonly TouchedHistory[]): Promise<number> {
  if (histories.length === 0) return 0;
  const bounds = [
    histories.map(({ monitorId }) => monitorId),
    histories.map(({ from }) => bucketOf(from)),
    histories.map(({ to }) => bucketOf(to)),
  ];
  const [cleared] = await tx.query<[RollupRow[], number]>(CLEAR, bounds);
  const rows = await tx.query<{ monitor_id: number; timestamp: number; latency: number }[]>(MEASURED, bounds);
  const buckets = new Map<string, BucketRollup>();
  collect(
    buckets,
    rows.map(({ monitor_id, timestamp, latency }) => ({ monitorId: monitor_id, timestamp, latencyMs: latency })),
  );
  await store(tx, [...buckets.values()]);
  return differences(cleared, buckets);
}

/** Sums are added up in another order than before, so their last digits may differ. */
const SUM_TOLERANCE = 0.001;

/** Buckets that stand in one of two sets only, or say something else there. */
function differences(stored: readonly RollupRow[], fresh: ReadonlyMap<string, BucketRollup>): number {
  const all = new Set([...stored.map(({ monitor_id, bucket }) => `${monitor_id}@${bucket}`), ...fresh.keys()]);
  const same = stored.filter((row) => {
    const rollup = fresh.get(`${row.monitor_id}@${row.bucket}`)?.rollup;
    return (
      rollup?.n === row.n &&
      Math.fround(rollup.lo) === Math.fround(row.lo) &&
      Math.fround(rollup.hi) === Math.fround(row.hi) &&
      Math.abs(rollup.total - row.total) <= SUM_TOLERANCE &&
      isDeepStrictEqual(rollup.histogram, row.histogram)
    );
  });
  return all.size - same.length;
}
