import { LIMITS, type Status } from '@clarion/contract';
import { type CheckEvidence } from '@clarion/database/monitors/check-evidence.entity';
import { type EntityManager } from 'typeorm';
import { type SettledCheck } from '../checks/settle-check.js';
import { isEvidenceDue, type SeenFailure } from './evidence-due.js';
import { storableEvidence, storableText } from './storable-evidence.js';

/** Evidence of one monitor's minute. */
export interface MonitorEvidence extends SeenFailure {
  monitorId: number;
  evidence: CheckEvidence;
}

/** One row of `check_evidence`, as the driver hands it out. */
export interface EvidenceRow {
  timestamp: number;
  status: Status;
  error_message: string | null;
  evidence: CheckEvidence;
}

interface BeforeRow {
  monitor_id: number;
  was_up: boolean;
  timestamp: number | null;
  status: Status | null;
  error_message: string | null;
}

const BEFORE = `
  SELECT g.monitor_id, c.monitor_id IS NULL OR (c.status = 'UP' AND coalesce(c.raw_status, 'UP') = 'UP') AS was_up,
    e.timestamp, e.status, e.error_message
  FROM unnest($1::int[]) g(monitor_id)
  LEFT JOIN monitor_current_state c ON c.monitor_id = g.monitor_id
  LEFT JOIN LATERAL (SELECT timestamp, status, error_message FROM check_evidence WHERE monitor_id = g.monitor_id
    ORDER BY timestamp DESC LIMIT 1) e ON true`;
const WRITE = `
  INSERT INTO check_evidence (monitor_id, timestamp, status, error_message, evidence)
  SELECT monitor_id, timestamp, status::status, error_message, evidence::jsonb
  FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::text[]) g(monitor_id, timestamp, status, error_message, evidence)
  ON CONFLICT (monitor_id, timestamp) DO UPDATE SET status = excluded.status, error_message = excluded.error_message,
    evidence = excluded.evidence`;
const DROP_ORPHANED = `
  DELETE FROM check_evidence e WHERE monitor_id = $1 AND timestamp BETWEEN $2 AND $3
    AND NOT EXISTS (SELECT FROM monitoring_data d WHERE d.monitor_id = e.monitor_id AND d.timestamp = e.timestamp)`;

/**
 * The evidence that a batch leaves. The caller holds the monitors' runtime rows and has not stored the samples yet: what stood before counts.
 * @param settled at most one a monitor
 */
export async function dueEvidence(tx: EntityManager, settled: readonly SettledCheck[]): Promise<MonitorEvidence[]> {
  const failures = settled.filter(({ check, sample }) => sample?.rawStatus != null && sample.rawStatus !== 'UP' && check.detail != null);
  if (failures.length === 0) return [];
  const rows = await tx.query<BeforeRow[]>(BEFORE, [failures.map(({ check }) => check.monitorId)]);
  const before = new Map(rows.map((row) => [row.monitor_id, row]));
  return failures.flatMap(({ check: { monitorId, verdict, detail }, sample }) => {
    const row = before.get(monitorId);
    if (row === undefined || sample?.rawStatus == null || detail == null) return [];
    const message = verdict?.errorMessage ?? null;
    const failure: SeenFailure = {
      timestamp: sample.timestamp,
      status: sample.rawStatus,
      errorMessage: message === null ? null : storableText(message, LIMITS.errorMessage),
    };
    const newest = row.timestamp === null ? null : { timestamp: row.timestamp, status: row.status!, errorMessage: row.error_message };
    return isEvidenceDue(failure, { wasUp: row.was_up, newest }) ? [{ ...failure, monitorId, evidence: storableEvidence(detail) }] : [];
  });
}

/** Stores evidence in one statement, however much there is. */
export async function writeEvidence(tx: EntityManager, evidence: readonly MonitorEvidence[]): Promise<void> {
  if (evidence.length === 0) return;
  await tx.query(WRITE, [
    evidence.map(({ monitorId }) => monitorId),
    evidence.map(({ timestamp }) => timestamp),
    evidence.map(({ status }) => status),
    evidence.map(({ errorMessage }) => errorMessage),
    evidence.map((each) => JSON.stringify(each.evidence)),
  ]);
}

/** Evidence goes with its sample, when samples of `[from, to]` were deleted. */
export async function dropOrphanedEvidence(tx: EntityManager, monitorId: number, from: number, to: number): Promise<void> {
  await tx.query(DROP_ORPHANED, [monitorId, from, to]);
}
