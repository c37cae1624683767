import { type SampleType, type Status } from '@clarion/contract';
import { type OpenSpan } from '@clarion/domain';
import { type EntityManager } from 'typeorm';
import { type MonitorSample } from './sample-rows.js';

/** Newest sample of a monitor and its open span. */
export interface CurrentState extends OpenSpan {
  monitorId: number;
  rawStatus: Status | null;
  /** Milliseconds; 0 = not measured. */
  latencyMs: number;
  type: SampleType;
  errorMessage: string | null;
}

interface StateRow {
  monitor_id: number;
  timestamp: number;
  status: Status;
  raw_status: Status | null;
  latency: number;
  type: SampleType;
  error_message: string | null;
  since_ts: number;
  vouched_until: number;
}

/** The state a monitor is in with `sample` as its newest. */
export const stateOf = (sample: MonitorSample, open: OpenSpan): CurrentState => ({
  monitorId: sample.monitorId,
  timestamp: sample.timestamp,
  status: sample.status,
  rawStatus: sample.rawStatus,
  latencyMs: sample.latencyMs,
  type: sample.type,
  errorMessage: sample.errorMessage,
  sinceTs: open.sinceTs,
  vouchedUntil: sample.timestamp + sample.vouchedSeconds,
});

/** Current states by monitor; those that never had a sample are absent. */
export async function readStates(db: EntityManager, monitorIds: readonly number[]): Promise<Map<number, CurrentState>> {
  if (monitorIds.length === 0) return new Map();
  const rows = await db.query<StateRow[]>(
    `SELECT monitor_id, timestamp, status, raw_status, latency, type, error_message, since_ts, vouched_until
     FROM monitor_current_state WHERE monitor_id = ANY($1::int[])`,
    [monitorIds],
  );
  return new Map(
    rows.map((row) => [
      row.monitor_id,
      {
        monitorId: row.monitor_id,
        timestamp: row.timestamp,
        status: row.status,
        rawStatus: row.raw_status,
        latencyMs: row.latency,
        type: row.type,
        errorMessage: row.error_message,
        sinceTs: row.since_ts,
        vouchedUntil: row.vouched_until,
      },
    ]),
  );
}

const STORE = `
  INSERT INTO monitor_current_state (monitor_id, timestamp, status, raw_status, latency, type, error_message, since_ts, vouched_until, updated_at)
  SELECT monitor_id, timestamp, status::status, raw_status::status, latency, type::sample_type, error_message, since_ts, vouched_until, app_now()
  FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::real[], $6::text[], $7::text[], $8::bigint[], $9::bigint[])
    AS g(monitor_id, timestamp, status, raw_status, latency, type, error_message, since_ts, vouched_until)
  ON CONFLICT (monitor_id) DO UPDATE SET timestamp = excluded.timestamp, status = excluded.status, raw_status = excluded.raw_status,
    latency = excluded.latency, type = excluded.type, error_message = excluded.error_message, since_ts = excluded.since_ts,
    vouched_until = excluded.vouched_until, updated_at = excluded.updated_at`;

/** Stores states. The caller holds the monitors' runtime rows and has made sure that none is older than what it replaces. */
export async function storeStates(tx: EntityManager, states: readonly CurrentState[]): Promise<void> {
  if (states.length === 0) return;
  await tx.query(STORE, [
    states.map(({ monitorId }) => monitorId),
    states.map(({ timestamp }) => timestamp),
    states.map(({ status }) => status),
    states.map(({ rawStatus }) => rawStatus),
    states.map(({ latencyMs }) => latencyMs),
    states.map(({ type }) => type),
    states.map(({ errorMessage }) => errorMessage),
    states.map(({ sinceTs }) => sinceTs),
    states.map(({ vouchedUntil }) => vouchedUntil),
  ]);
}

/** Forgets the state of monitors that have no sample left. */
export async function clearStates(tx: EntityManager, monitorIds: readonly number[]): Promise<void> {
  if (monitorIds.length > 0) await tx.query(`DELETE FROM monitor_current_state WHERE monitor_id = ANY($1::int[])`, [monitorIds]);
}
