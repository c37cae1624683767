import type { ImpactChange } from '@clarion/domain';
import type { AffectedFacts } from './event-facts.js';

/**
 * Statements about incidents and maintenances. `$1` is always the ids of the monitors that the reader may see: others are never named, and what
 * touches only others is shown to nobody unless it is global. @see incidents-maintenances §A2
 */

/** The impact as of the newest update that names the monitor, else that of the start. */
const IMPACT = `
  coalesce((
    SELECT cm.monitor_impact FROM incident_comment_monitors cm JOIN incident_comments c ON c.id = cm.comment_id
    WHERE c.incident_id = i.id AND c.status = 'ACTIVE' AND cm.monitor_id = im.monitor_id
    ORDER BY c.commented_at DESC, c.id DESC LIMIT 1
  ), im.monitor_impact, 'DOWN')`;

/** `$2` = how many updates come along. */
const INCIDENTS = `
  SELECT i.id, i.title, i.state, i.start_date_time AS "from", i.end_date_time AS "to", i.incident_source AS source,
    i.next_update_at AS "nextUpdateAt", coalesce(n.newest, i.start_date_time) AS "updatedAt", n.count AS "updateCount",
    coalesce(a.affected, '[]') AS affected, coalesce(u.updates, '[]') AS updates
  FROM incidents i
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('monitorId', im.monitor_id, 'impact', ${IMPACT}) ORDER BY im.id) AS affected
    FROM incident_monitors im WHERE im.incident_id = i.id AND im.monitor_id = ANY ($1::int[])
  ) a ON true
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS count, max(commented_at) AS newest FROM incident_comments WHERE incident_id = i.id AND status = 'ACTIVE'
  ) n
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(to_jsonb(c) ORDER BY c.at DESC, c.id DESC) AS updates
    FROM (
      SELECT id, commented_at AS at, state, comment AS text, updated_at > created_at AS "isEdited"
      FROM incident_comments WHERE incident_id = i.id AND status = 'ACTIVE' ORDER BY commented_at DESC, id DESC LIMIT $2
    ) c
  ) u ON true
  WHERE i.status = 'OPEN' AND i.incident_type = 'INCIDENT' AND (i.is_global OR a.affected IS NOT NULL)`;

/** Window holds `$3`. */
export const PRESENT_INCIDENTS = `${INCIDENTS} AND i.start_date_time <= $3 AND (i.end_date_time IS NULL OR i.end_date_time > $3)
  ORDER BY "updatedAt" DESC, i.id DESC LIMIT 50`;

/** Resolved, ended in `[$3, $4]`; at most `$5`. */
export const PAST_INCIDENTS = `${INCIDENTS} AND i.state = 'RESOLVED' AND i.end_date_time BETWEEN $3 AND $4
  ORDER BY i.end_date_time DESC, i.id DESC LIMIT $5`;

/** Touching `[$3, $4)`, begun by `$5`; at most `$6`. */
export const INCIDENTS_BETWEEN = `${INCIDENTS}
  AND i.start_date_time < $4 AND i.start_date_time <= $5 AND (i.end_date_time IS NULL OR i.end_date_time > $3 OR (i.end_date_time = i.start_date_time AND i.start_date_time >= $3))
  ORDER BY i.start_date_time, i.id LIMIT $6`;

/** The same for those that name the monitor `$7`. */
export const INCIDENTS_OF_MONITOR = INCIDENTS_BETWEEN.replace(
  'ORDER BY i.start_date_time, i.id LIMIT',
  'AND EXISTS (SELECT FROM incident_monitors x WHERE x.incident_id = i.id AND x.monitor_id = $7) ORDER BY i.start_date_time DESC, i.id DESC LIMIT',
);

/** Begun by `$3`, and not over or without news since `$4`, that name the monitor `$5` if it is not null; at most `$6`. */
export const INCIDENTS_LATELY = `${INCIDENTS}
  AND i.start_date_time <= $3 AND (
    i.end_date_time > $4 OR n.newest > $4 OR i.start_date_time > $4 OR (i.end_date_time IS NULL AND i.state <> 'RESOLVED'))
  AND ($5::int IS NULL OR EXISTS (SELECT FROM incident_monitors x WHERE x.incident_id = i.id AND x.monitor_id = $5))
  ORDER BY "updatedAt" DESC, i.id DESC LIMIT $6`;

/** `$3` alone. */
export const ONE_INCIDENT = `${INCIDENTS} AND i.id = $3`;

/** Impacts of an incident at its start and as its updates changed them; with the report. `$2` = the incident. */
export const INCIDENT_DETAILS = `
  SELECT i.report, i.report_published_at AS "reportPublishedAt",
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('monitorId', im.monitor_id, 'impact', coalesce(im.monitor_impact, 'DOWN')) ORDER BY im.id)
      FROM incident_monitors im WHERE im.incident_id = i.id AND im.monitor_id = ANY ($1::int[])
    ), '[]') AS "startImpacts",
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('monitorId', cm.monitor_id, 'impact', cm.monitor_impact, 'id', c.id, 'commentedAt', c.commented_at) ORDER BY c.commented_at, c.id)
      FROM incident_comment_monitors cm JOIN incident_comments c ON c.id = cm.comment_id
      WHERE c.incident_id = i.id AND c.status = 'ACTIVE' AND cm.monitor_id = ANY ($1::int[])
    ), '[]') AS changes
  FROM incidents i WHERE i.id = $2`;
export interface IncidentDetailsRow {
  report: string | null;
  reportPublishedAt: number | null;
  startImpacts: AffectedFacts[];
  changes: (AffectedFacts & ImpactChange)[];
}

const MAINTENANCES = `
  SELECT e.id AS "eventId", e.maintenance_id AS "maintenanceId", m.title, e.status, e.start_date_time AS "from", e.end_date_time AS "to", m.rrule,
    m.start_date_time AS "ruleStart", m.duration_seconds AS "durationSeconds", m.timezone AS "timeZone",
    coalesce(a.affected, '[]') AS affected
  FROM maintenances_events e JOIN maintenances m ON m.id = e.maintenance_id
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('monitorId', mm.monitor_id, 'impact', mm.monitor_impact) ORDER BY mm.id) AS affected
    FROM maintenance_monitors mm WHERE mm.maintenance_id = m.id AND mm.monitor_id = ANY ($1::int[])
  ) a ON true
  WHERE e.deleted_at IS NULL AND m.status = 'ACTIVE' AND (m.is_global OR a.affected IS NOT NULL)`;

/** Running at `$2`, or starting by `$3`. What a scheduler has not ended yet is still running. */
export const COMING_MAINTENANCES = `${MAINTENANCES}
  AND e.status IN ('SCHEDULED', 'READY', 'ONGOING') AND e.start_date_time <= $3 AND (e.end_date_time > $2 OR e.status = 'ONGOING')
  ORDER BY e.start_date_time, e.id LIMIT 500`;

/** Completed, ended in `[$2, $3]`; at most `$4`. */
export const PAST_MAINTENANCES = `${MAINTENANCES} AND e.status = 'COMPLETED' AND e.end_date_time BETWEEN $2 AND $3
  ORDER BY e.end_date_time DESC, e.id DESC LIMIT $4`;

/** Touching `[$2, $3)`; at most `$4`. */
export const MAINTENANCES_BETWEEN = `${MAINTENANCES} AND e.start_date_time < $3 AND e.end_date_time > $2
  ORDER BY e.start_date_time, e.id LIMIT $4`;

/** The same, latest first. */
export const LATEST_MAINTENANCES = MAINTENANCES_BETWEEN.replace(
  'ORDER BY e.start_date_time, e.id',
  'ORDER BY e.start_date_time DESC, e.id DESC',
);

/** The same for those that name the monitor `$5`. */
export const MAINTENANCES_OF_MONITOR = MAINTENANCES_BETWEEN.replace(
  'ORDER BY e.start_date_time, e.id',
  'AND EXISTS (SELECT FROM maintenance_monitors x WHERE x.maintenance_id = m.id AND x.monitor_id = $5) ORDER BY e.start_date_time DESC, e.id DESC',
);

/** Over by `$2`, cancelled ones too, ended after `$3`, that name the monitor `$4` if it is not null, from the `$5`th on, at most `$6`. */
export const DONE_MAINTENANCES = `${MAINTENANCES}
  AND e.status IN ('COMPLETED', 'CANCELLED') AND e.start_date_time < $2 AND e.end_date_time > $3
  AND ($4::int IS NULL OR EXISTS (SELECT FROM maintenance_monitors x WHERE x.maintenance_id = m.id AND x.monitor_id = $4))
  ORDER BY e.start_date_time DESC, e.id DESC OFFSET $5 LIMIT $6`;

/** `$2` alone. */
export const ONE_MAINTENANCE = `${MAINTENANCES} AND e.id = $2`;

/** Of one occurrence, `$1`. */
export const MAINTENANCE_DETAILS = `
  SELECT m.description, m.version AS revision,
    floor(extract(epoch FROM greatest(m.updated_at, e.updated_at)))::bigint AS "changedAt"
  FROM maintenances_events e JOIN maintenances m ON m.id = e.maintenance_id WHERE e.id = $1`;
export interface MaintenanceDetailsRow {
  description: string | null;
  revision: number;
  changedAt: number;
}

/** Of many occurrences, `$1`. */
export const MAINTENANCE_TEXTS = `
  SELECT e.id AS "eventId", m.description, m.version AS revision,
    floor(extract(epoch FROM greatest(m.updated_at, e.updated_at)))::bigint AS "changedAt",
    NOT EXISTS (SELECT FROM maintenance_monitors x WHERE x.maintenance_id = m.id) AS "isOfAll"
  FROM maintenances_events e JOIN maintenances m ON m.id = e.maintenance_id WHERE e.id = ANY ($1::int[])`;

/** At most `$3` before and `$3` after the start `$2` of a series `$1`, and those at it. */
export const NEIGHBOURS = `
  WITH living AS (
    SELECT id AS "eventId", status, start_date_time AS "from", end_date_time AS "to" FROM maintenances_events
    WHERE maintenance_id = $1 AND deleted_at IS NULL)
  SELECT * FROM (
    (SELECT * FROM living WHERE "from" < $2 ORDER BY "from" DESC, "eventId" DESC LIMIT $3)
    UNION ALL (SELECT * FROM living WHERE "from" = $2)
    UNION ALL (SELECT * FROM living WHERE "from" > $2 ORDER BY "from", "eventId" LIMIT $3)
  ) near ORDER BY "from", "eventId"`;

/** The occurrence a series stands for at `$2`: the current one, else the next, else the last. */
export const EVENT_OF_MAINTENANCE = `
  SELECT id FROM maintenances_events WHERE maintenance_id = $1 AND deleted_at IS NULL
  ORDER BY CASE WHEN status IN ('COMPLETED', 'CANCELLED') THEN 2 WHEN start_date_time <= $2 THEN 0 ELSE 1 END,
    CASE WHEN status IN ('COMPLETED', 'CANCELLED') THEN -start_date_time ELSE start_date_time END, id
  LIMIT 1`;

/** Every monitor that stands on a living page, with the pages. */
export const PLACED_MONITORS = `
  SELECT m.id, m.tag, m.name, m.is_hidden AS "isHidden", m.status, array_agg(pm.page_id ORDER BY pm.page_id) AS "pageIds"
  FROM pages_monitors pm JOIN pages p ON p.id = pm.page_id JOIN monitors m ON m.id = pm.monitor_id
  WHERE p.deleted_at IS NULL AND m.deleted_at IS NULL GROUP BY m.id ORDER BY m.name, m.id`;

export const PAGE_VERSIONS = `
  SELECT p.id, coalesce(v.version, 0) AS version FROM pages p LEFT JOIN page_versions v ON v.page_id = p.id WHERE p.deleted_at IS NULL`;
