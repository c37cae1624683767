import type { GapReason, Status } from '@clarion/contract';
import { addToRollup, emptyRollup } from '@clarion/domain';
import type { DataSource } from 'typeorm';

/** A stretch of a history to store; the last one is the open span. */
export interface Stretch {
  from: number;
  status: Status;
  /** Left out: until the next stretch begins. */
  to?: number;
}

/** Stores a history as the engine would have left it: spans, the last one open, and the current state. */
export async function storeHistory(
  db: DataSource,
  monitorId: number,
  stretches: readonly Stretch[],
  vouchedUntil: number,
  latency = 120,
): Promise<void> {
  await db.query(
    `INSERT INTO status_spans (monitor_id, from_ts, to_ts, status) SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::status[])`,
    [
      monitorId,
      stretches.map(({ from }) => from),
      stretches.map(({ to }, index) => to ?? stretches[index + 1]?.from ?? null),
      stretches.map(({ status }) => status),
    ],
  );
  const last = stretches.at(-1)!;
  await db.query(
    `INSERT INTO monitor_current_state (monitor_id, timestamp, status, latency, type, since_ts, vouched_until) VALUES ($1, $2, $3, $4, 'REALTIME', $5, $6)
     ON CONFLICT (monitor_id) DO UPDATE SET timestamp = excluded.timestamp, status = excluded.status, since_ts = excluded.since_ts, vouched_until = excluded.vouched_until`,
    [monitorId, vouchedUntil - 60, last.status, latency, last.from, vouchedUntil],
  );
}

/** Stores the roll-up of one quarter of an hour. @param bucket Unix seconds */
export async function storeRollup(db: DataSource, monitorId: number, bucket: number, latencies: readonly number[]): Promise<void> {
  const { n, total, lo, hi, histogram } = latencies.reduce(addToRollup, emptyRollup());
  await db.query('INSERT INTO latency_rollups (monitor_id, bucket, n, total, lo, hi, histogram) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    ...[monitorId, bucket, n, total, lo, hi],
    histogram,
  ]);
}

export async function storeGap(db: DataSource, monitorId: number, from: number, to: number, reason: GapReason): Promise<void> {
  await db.query('INSERT INTO check_gaps (monitor_id, from_ts, to_ts, reason) VALUES ($1, $2, $3, $4)', [monitorId, from, to, reason]);
}
