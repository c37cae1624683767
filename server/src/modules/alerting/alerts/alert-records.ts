import type { AlertFor, AlertSeverity, AlertStatus } from '@clarion/contract';
import type { EntityManager } from 'typeorm';
import type { AlertFilter } from '../dto/alert.dto.js';

/** An alert with its rule and its monitor as they are now. */
export interface AlertRecord {
  id: number;
  configId: number;
  monitor: { id: number; tag: string; name: string };
  alertFor: AlertFor;
  alertValue: string;
  severity: AlertSeverity;
  description: string | null;
  failureThreshold: number;
  successThreshold: number;
  status: AlertStatus;
  incidentId: number | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  reminders: number;
  resolvedAt: Date | null;
  resolveReason: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Filters and page. */
export interface AlertLogFilter {
  configId: number | null;
  monitorTag: string | null;
  status: AlertFilter;
  severity: AlertSeverity | null;
  /** Bounds of the beginning, Unix seconds; null = none. */
  from: number | null;
  to: number | null;
  /** From 1. */
  page: number;
  limit: number;
}

type Row = Omit<AlertRecord, 'monitor'> & { monitorId: number; tag: string; name: string };

const COLUMNS = `
  a.id, a.config_id AS "configId", m.id AS "monitorId", m.tag, m.name, c.alert_for AS "alertFor", c.alert_value AS "alertValue", c.severity,
  c.alert_description AS description, c.failure_threshold AS "failureThreshold", c.success_threshold AS "successThreshold",
  a.alert_status AS status, a.incident_id AS "incidentId", a.acknowledged_at AS "acknowledgedAt", a.acknowledged_by AS "acknowledgedBy",
  a.reminders, a.resolved_at AS "resolvedAt", a.resolve_reason AS "resolveReason", a.created_at AS "createdAt", a.updated_at AS "updatedAt"`;
const FROM = `
  FROM monitor_alerts a JOIN monitor_alerts_config c ON c.id = a.config_id JOIN monitors m ON m.id = a.monitor_id AND m.deleted_at IS NULL`;
const MATCHING = `${FROM}
  WHERE ($1::int IS NULL OR a.config_id = $1) AND ($2::text IS NULL OR m.tag = $2) AND ($3::text IS NULL OR a.alert_status::text = $3)
    AND ($4::text IS NULL OR c.severity::text = $4) AND ($5::bigint IS NULL OR a.created_at >= to_timestamp($5))
    AND ($6::bigint IS NULL OR a.created_at <= to_timestamp($6))`;

/** One page, the newest first. */
export async function findAlerts(db: EntityManager, filter: AlertLogFilter): Promise<{ alerts: AlertRecord[]; total: number }> {
  const { configId, monitorTag, status, severity, from, to, page, limit } = filter;
  const given = [configId, monitorTag, status === 'ALL' ? null : status, severity, from, to];
  const [{ total }] = await db.query<[{ total: number }]>(`SELECT count(*)::int AS total ${MATCHING}`, given);
  const rows = await db.query<Row[]>(`SELECT ${COLUMNS} ${MATCHING} ORDER BY a.id DESC LIMIT $7 OFFSET $8`, [
    ...given,
    limit,
    (page - 1) * limit,
  ]);
  return { alerts: rows.map(toRecord), total };
}

/** @returns null when there is none, or its monitor is in the trash */
export async function findAlert(db: EntityManager, id: number): Promise<AlertRecord | null> {
  const [row] = await db.query<Row[]>(`SELECT ${COLUMNS} ${FROM} WHERE a.id = $1`, [id]);
  return row === undefined ? null : toRecord(row);
}

/** The same, held until the transaction ends. */
export async function lockAlert(tx: EntityManager, id: number): Promise<AlertRecord | null> {
  await tx.query(`SELECT FROM monitor_alerts WHERE id = $1 FOR UPDATE`, [id]);
  return findAlert(tx, id);
}

/** Alerts of a rule that have not ended. */
export const openAlertsOf = async (db: EntityManager, configId: number): Promise<AlertRecord[]> =>
  (
    await db.query<Row[]>(`SELECT ${COLUMNS} ${FROM} WHERE a.config_id = $1 AND a.alert_status = 'TRIGGERED' ORDER BY a.id`, [configId])
  ).map(toRecord);

const toRecord = ({ monitorId, tag, name, ...rest }: Row): AlertRecord => ({ ...rest, monitor: { id: monitorId, tag, name } });
