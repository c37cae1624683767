import type { AlertFor, AlertSeverity, MonitorType } from '@clarion/contract';
import { formulasOf, type AlertRule, type UptimeFormulas } from '@clarion/domain';
import type { EntityManager } from 'typeorm';

/** A rule and one of the monitors it watches. */
export interface Watched extends AlertRule {
  configId: number;
  severity: AlertSeverity;
  description: string | null;
  createIncident: boolean;
  /** Until then no new alert is opened. */
  isMuted: boolean;
  monitor: { id: number; tag: string; name: string; isGroup: boolean; formulas: UptimeFormulas };
  /** Newest sample of the monitor, Unix seconds; null = it has none, or is a group. */
  newestAt: number | null;
  /** Newest sample that was looked at, Unix seconds. */
  evaluatedUntil: number;
  open: OpenAlert | null;
}

/** The alert of a rule and a monitor that has not ended. */
export interface OpenAlert {
  id: number;
  incidentId: number | null;
  /** Unix seconds. */
  triggeredAt: number;
}

interface Row {
  config_id: number;
  alert_for: AlertFor;
  alert_value: string;
  include_worse: boolean;
  failure_threshold: number;
  success_threshold: number;
  severity: AlertSeverity;
  alert_description: string | null;
  create_incident: boolean;
  is_muted: boolean;
  monitor_id: number;
  tag: string;
  name: string;
  monitor_type: MonitorType;
  monitor_settings_json: Record<string, unknown> | null;
  include_degraded_in_downtime: boolean;
  newest_at: number | null;
  evaluated_until: number;
  alert_id: number | null;
  incident_id: number | null;
  triggered_at: number | null;
}

const select = (where: string): string => `
  SELECT c.id AS config_id, c.alert_for, c.alert_value, c.include_worse, c.failure_threshold, c.success_threshold, c.severity,
    c.alert_description, c.create_incident, coalesce(c.muted_until > app_now(), false) AS is_muted,
    m.id AS monitor_id, m.tag, m.name, m.monitor_type, m.monitor_settings_json, m.include_degraded_in_downtime,
    s.timestamp AS newest_at, p.evaluated_until,
    a.id AS alert_id, a.incident_id, floor(extract(epoch FROM a.created_at))::bigint AS triggered_at
  FROM monitor_alerts_progress p
  JOIN monitor_alerts_config c ON c.id = p.config_id AND c.is_active
  JOIN monitors m ON m.id = p.monitor_id AND m.deleted_at IS NULL
  LEFT JOIN monitor_current_state s ON s.monitor_id = m.id
  LEFT JOIN monitor_alerts a ON a.config_id = p.config_id AND a.monitor_id = p.monitor_id AND a.alert_status = 'TRIGGERED'
  WHERE ${where} ORDER BY p.monitor_id, p.config_id`;
const OF_MONITORS = select('p.monitor_id = ANY ($1::int[])');
const OF_PAIR = select('p.config_id = $1 AND p.monitor_id = $2');
const OF_GROUPS = select(`m.monitor_type = 'GROUP'`);
const BEHIND = select(`s.timestamp > p.evaluated_until AND s.updated_at < app_now() - interval '10 seconds'`);

/** Active rules of living monitors, in one statement; nothing for monitors that no rule watches. */
export const watchedOf = async (db: EntityManager, monitorIds: readonly number[]): Promise<Watched[]> =>
  (await db.query<Row[]>(OF_MONITORS, [monitorIds])).map(toWatched);

/** The same of all groups. */
export const watchedGroups = async (db: EntityManager): Promise<Watched[]> => (await db.query<Row[]>(OF_GROUPS)).map(toWatched);

/** Rules that have not looked at the newest sample though it was told: something went wrong, or they wait. */
export const watchedBehind = async (db: EntityManager): Promise<Watched[]> => (await db.query<Row[]>(BEHIND)).map(toWatched);

/**
 * A monitor that the other one depends on, directly or through others, has a check to come in the minute of the sample. It may be about to
 * explain it. Longer than a minute and a half nobody waits.
 */
const EXPLANATION_DUE = `
  WITH RECURSIVE above (id) AS (
    SELECT parent_id FROM monitor_parents WHERE monitor_id = $1
    UNION SELECT p.parent_id FROM monitor_parents p JOIN above a ON a.id = p.monitor_id)
  SELECT EXISTS (
    SELECT FROM above a JOIN monitors m ON m.id = a.id AND m.status = 'ACTIVE' AND m.deleted_at IS NULL
    JOIN monitor_runtime r ON r.monitor_id = a.id AND r.next_due_at < to_timestamp($2::bigint + 60)
  ) AND app_now() < to_timestamp($2::bigint + 90) AS "isDue"`;

/** @param at minute of the sample, Unix seconds */
export async function isExplanationDue(db: EntityManager, monitorId: number, at: number): Promise<boolean> {
  const [{ isDue }] = await db.query<[{ isDue: boolean }]>(EXPLANATION_DUE, [monitorId, at]);
  return isDue;
}

const LOCK = `SELECT FROM monitor_alerts_progress WHERE config_id = $1 AND monitor_id = $2 FOR UPDATE`;

/** A rule and its monitor, held until the transaction ends: alerts of the two have one writer at a time. @returns null when they are gone */
export async function lockWatched(tx: EntityManager, configId: number, monitorId: number): Promise<Watched | null> {
  await tx.query(LOCK, [configId, monitorId]);
  // Read by a statement of its own: it sees what whoever held the row before has committed.
  const [row] = await tx.query<Row[]>(OF_PAIR, [configId, monitorId]);
  return row === undefined ? null : toWatched(row);
}

const ADVANCE = `
  UPDATE monitor_alerts_progress p SET evaluated_until = g.to_ts
  FROM unnest($1::int[], $2::int[], $3::bigint[], $4::bigint[]) g(config_id, monitor_id, from_ts, to_ts)
  WHERE p.config_id = g.config_id AND p.monitor_id = g.monitor_id AND p.evaluated_until = g.from_ts`;

/** Notes how far was looked, unless somebody else has looked meanwhile. */
export async function advance(db: EntityManager, steps: readonly { watched: Watched; to: number }[]): Promise<void> {
  const moved = steps.filter(({ watched, to }) => watched.evaluatedUntil !== to);
  if (moved.length === 0) return;
  await db.query(ADVANCE, [
    moved.map(({ watched }) => watched.configId),
    moved.map(({ watched }) => watched.monitor.id),
    moved.map(({ watched }) => watched.evaluatedUntil),
    moved.map(({ to }) => to),
  ]);
}

const toWatched = (row: Row): Watched => ({
  configId: row.config_id,
  alertFor: row.alert_for,
  alertValue: row.alert_value,
  includeWorse: row.include_worse,
  failureThreshold: row.failure_threshold,
  successThreshold: row.success_threshold,
  severity: row.severity,
  description: row.alert_description,
  createIncident: row.create_incident,
  isMuted: row.is_muted,
  monitor: {
    id: row.monitor_id,
    tag: row.tag,
    name: row.name,
    isGroup: row.monitor_type === 'GROUP',
    formulas: formulasOf(row.monitor_settings_json, row.include_degraded_in_downtime),
  },
  newestAt: row.monitor_type === 'GROUP' ? null : row.newest_at,
  evaluatedUntil: row.evaluated_until,
  open: row.alert_id === null ? null : { id: row.alert_id, incidentId: row.incident_id, triggeredAt: row.triggered_at! },
});
