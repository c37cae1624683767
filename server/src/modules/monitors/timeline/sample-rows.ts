import {
  SAMPLE_TYPE_CODES,
  type SampleTypeCode,
  sampleTypeWord,
  STATUS_CODES,
  type StatusCode,
  statusWord,
  type StoredSampleType,
} from '@clarion/database';
import { type Sample } from '@clarion/domain';
import { type EntityManager } from 'typeorm';

/** A sample of one monitor. */
export interface MonitorSample extends Sample {
  monitorId: number;
}

/** One row of `monitoring_data`, as the driver hands it out. */
export interface SampleRow {
  monitor_id: number;
  timestamp: number;
  latency: number;
  vouched_seconds: number;
  status: StatusCode;
  raw_status: StatusCode | null;
  type: SampleTypeCode;
  error_message: string | null;
}

/** Columns of a `SampleRow`, for SELECT lists. @param from alias of `monitoring_data` */
export const sampleColumns = (from: string): string =>
  ['monitor_id', 'timestamp', 'latency', 'vouched_seconds', 'status', 'raw_status', 'type', 'error_message']
    .map((column) => `${from}.${column}`)
    .join(', ');

export const toSample = (row: SampleRow): MonitorSample => ({
  monitorId: row.monitor_id,
  timestamp: row.timestamp,
  latencyMs: row.latency,
  vouchedSeconds: row.vouched_seconds,
  status: statusWord(row.status),
  rawStatus: row.raw_status === null ? null : statusWord(row.raw_status),
  type: sampleTypeWord(row.type),
  errorMessage: row.error_message,
});

/** Identity of a sample in a set. */
export const sampleKey = (monitorId: number, timestamp: number): string => `${monitorId}@${timestamp}`;

/** One array per column, as `unnest` takes them. INCIDENT, MAINTENANCE and SIGNAL are never stored, so they have no code. */
const columns = (samples: readonly MonitorSample[]): unknown[] => [
  samples.map(({ timestamp }) => timestamp),
  samples.map(({ latencyMs }) => latencyMs),
  samples.map(({ monitorId }) => monitorId),
  samples.map(({ vouchedSeconds }) => vouchedSeconds),
  samples.map(({ status }) => STATUS_CODES[status]),
  samples.map(({ rawStatus }) => (rawStatus === null ? null : STATUS_CODES[rawStatus])),
  samples.map(({ type }) => SAMPLE_TYPE_CODES[type as StoredSampleType]),
  samples.map(({ errorMessage }) => errorMessage),
];

const GIVEN = `unnest($1::bigint[], $2::real[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[])
    AS g(timestamp, latency, monitor_id, vouched_seconds, status, raw_status, type, error_message)`;
const INSERT = `
  INSERT INTO monitoring_data AS d (timestamp, latency, monitor_id, vouched_seconds, status, raw_status, type, error_message)
  SELECT timestamp, latency, monitor_id, vouched_seconds, status::"char", raw_status::"char", type::"char", error_message FROM ${GIVEN}
  ON CONFLICT (monitor_id, timestamp) DO UPDATE SET latency = excluded.latency, vouched_seconds = excluded.vouched_seconds,
    status = excluded.status, raw_status = excluded.raw_status, type = excluded.type, error_message = excluded.error_message`;
/** What a person wrote stands against a check of the same minute. @see monitors §8 */
const INSERT_CHECKED = `${INSERT} WHERE d.type <> 'M' RETURNING monitor_id, timestamp`;
const BACKFILL = `
  UPDATE monitoring_data d SET status = g.status::"char", error_message = g.error_message FROM ${GIVEN}
  WHERE d.monitor_id = g.monitor_id AND d.timestamp = g.timestamp AND d.type <> 'M'`;

/**
 * Upserts samples that checks produced. @returns keys of those that were written; the rest met a MANUAL sample
 * @see sampleKey
 */
export async function writeCheckedSamples(tx: EntityManager, samples: readonly MonitorSample[]): Promise<Set<string>> {
  if (samples.length === 0) return new Set();
  const written = await tx.query<{ monitor_id: number; timestamp: number }[]>(INSERT_CHECKED, columns(samples));
  return new Set(written.map(({ monitor_id, timestamp }) => sampleKey(monitor_id, timestamp)));
}

/** Gives samples that the grace period held their confirmed status. Those that are gone or were written by hand meanwhile stay as they are. */
export async function backfillSamples(tx: EntityManager, samples: readonly MonitorSample[]): Promise<void> {
  if (samples.length > 0) await tx.query(BACKFILL, columns(samples));
}

/** Rows of one statement when many are written by hand. */
const CHUNK = 10_000;

/** Upserts samples over whatever is there. */
export async function overwriteSamples(tx: EntityManager, samples: readonly MonitorSample[]): Promise<void> {
  for (let start = 0; start < samples.length; start += CHUNK) await tx.query(INSERT, columns(samples.slice(start, start + CHUNK)));
}
