import { type Status } from '@clarion/contract';
import { type Span } from '@clarion/domain';
import { type EntityManager } from 'typeorm';

/** A span that is stored, or will be. */
export interface MonitorSpan extends Span {
  monitorId: number;
  /** The newest of its monitor: its end is not stored, `to` is what the newest sample vouches for. */
  isOpen: boolean;
}

interface SpanRow {
  monitor_id: number;
  from_ts: number;
  to_ts: number;
  status: Status;
  is_open: boolean;
}

const TOUCHING = `
  SELECT s.monitor_id, s.from_ts, coalesce(s.to_ts, greatest(c.vouched_until, s.from_ts)) AS to_ts, s.status, s.to_ts IS NULL AS is_open
  FROM unnest($1::int[], $2::bigint[], $3::bigint[]) g(monitor_id, from_ts, to_ts)
  JOIN status_spans s ON s.monitor_id = g.monitor_id
  LEFT JOIN monitor_current_state c ON c.monitor_id = s.monitor_id
  WHERE s.from_ts <= g.to_ts AND (s.to_ts IS NULL OR s.to_ts >= g.from_ts)
  ORDER BY s.monitor_id, s.from_ts`;

/** Stored spans that touch or meet a stretch of their monitor, ascending per monitor; an open one is not over, whatever vouches for it. */
export async function spansTouching(
  db: EntityManager,
  stretches: readonly { monitorId: number; from: number; to: number }[],
): Promise<MonitorSpan[]> {
  if (stretches.length === 0) return [];
  const rows = await db.query<SpanRow[]>(TOUCHING, [
    stretches.map(({ monitorId }) => monitorId),
    stretches.map(({ from }) => from),
    stretches.map(({ to }) => to),
  ]);
  return rows.map((row) => ({ monitorId: row.monitor_id, from: row.from_ts, to: row.to_ts, status: row.status, isOpen: row.is_open }));
}

const keys = (spans: readonly MonitorSpan[]): unknown[] => [spans.map(({ monitorId }) => monitorId), spans.map(({ from }) => from)];

/** Ends open spans where `to` says. */
export async function closeSpans(tx: EntityManager, spans: readonly MonitorSpan[]): Promise<void> {
  if (spans.length === 0) return;
  await tx.query(
    `UPDATE status_spans s SET to_ts = g.to_ts FROM unnest($1::int[], $2::bigint[], $3::bigint[]) g(monitor_id, from_ts, to_ts)
     WHERE s.monitor_id = g.monitor_id AND s.from_ts = g.from_ts AND s.to_ts IS NULL`,
    [...keys(spans), spans.map(({ to }) => to)],
  );
}

/** Adds spans. They must not overlap what is stored. */
export async function insertSpans(tx: EntityManager, spans: readonly MonitorSpan[]): Promise<void> {
  if (spans.length === 0) return;
  await tx.query(
    `INSERT INTO status_spans (monitor_id, from_ts, to_ts, status)
     SELECT monitor_id, from_ts, to_ts, status::status FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[]) g(monitor_id, from_ts, to_ts, status)`,
    [...keys(spans), spans.map(({ to, isOpen }) => (isOpen ? null : to)), spans.map(({ status }) => status)],
  );
}

/** Removes stored spans. */
export async function deleteSpans(tx: EntityManager, spans: readonly MonitorSpan[]): Promise<void> {
  if (spans.length === 0) return;
  await tx.query(
    `DELETE FROM status_spans s USING unnest($1::int[], $2::bigint[]) g(monitor_id, from_ts) WHERE s.monitor_id = g.monitor_id AND s.from_ts = g.from_ts`,
    keys(spans),
  );
}
