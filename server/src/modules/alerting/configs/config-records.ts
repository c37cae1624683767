import type { AlertFor, Lifecycle, TriggerType } from '@clarion/contract';
import { AlertConfigEntity } from '@clarion/database/alerting/alert-config.entity';
import { type EntityManager, In } from 'typeorm';

/** A rule with what it watches and fires. */
export interface AlertConfigRecord {
  row: AlertConfigEntity;
  /** By tag; monitors in the trash are left out. */
  monitors: readonly { id: number; tag: string; name: string; openAlertId: number | null }[];
  /** By name. */
  triggers: readonly { id: number; name: string; type: TriggerType; status: Lifecycle }[];
}

/** Filters and page. */
export interface ConfigFilter {
  monitorTag: string | null;
  isActive: boolean | null;
  alertFor: AlertFor | null;
  triggerId: number | null;
  /** Those with an open alert come first. */
  isFiringFirst: boolean;
  /** From 1. */
  page: number;
  limit: number;
}

const MONITORS = `
  SELECT l.monitor_alerts_id AS config_id, m.id, m.tag, m.name, a.id AS open_alert_id FROM monitor_alerts_config_monitors l
  JOIN monitors m ON m.id = l.monitor_id AND m.deleted_at IS NULL
  LEFT JOIN monitor_alerts a ON a.config_id = l.monitor_alerts_id AND a.monitor_id = l.monitor_id AND a.alert_status = 'TRIGGERED'
  WHERE l.monitor_alerts_id = ANY ($1::int[]) ORDER BY m.tag COLLATE "C"`;
const TRIGGERS = `
  SELECT l.monitor_alerts_id AS config_id, t.id, t.name, t.trigger_type AS type, t.trigger_status AS status FROM monitor_alerts_config_triggers l
  JOIN triggers t ON t.id = l.trigger_id WHERE l.monitor_alerts_id = ANY ($1::int[]) ORDER BY t.name, t.id`;
/** A rule whose last monitor lies in the trash is gone from the lists as well. */
const MATCHING = `
  FROM monitor_alerts_config c WHERE ($1::boolean IS NULL OR c.is_active = $1) AND ($2::text IS NULL OR c.alert_for::text = $2)
    AND EXISTS (SELECT FROM monitor_alerts_config_monitors l JOIN monitors m ON m.id = l.monitor_id AND m.deleted_at IS NULL
      WHERE l.monitor_alerts_id = c.id AND ($3::text IS NULL OR m.tag = $3))
    AND ($4::int IS NULL OR EXISTS (SELECT FROM monitor_alerts_config_triggers l WHERE l.monitor_alerts_id = c.id AND l.trigger_id = $4))`;

export async function recordsOf(db: EntityManager, rows: readonly AlertConfigEntity[]): Promise<AlertConfigRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const monitors = await db.query<{ config_id: number; id: number; tag: string; name: string; open_alert_id: number | null }[]>(MONITORS, [
    ids,
  ]);
  const triggers = await db.query<{ config_id: number; id: number; name: string; type: TriggerType; status: Lifecycle }[]>(TRIGGERS, [ids]);
  return rows.map((row) => ({
    row,
    monitors: monitors
      .filter(({ config_id: id }) => id === row.id)
      .map(({ id, tag, name, open_alert_id: openAlertId }) => ({ id, tag, name, openAlertId })),
    triggers: triggers.filter(({ config_id: id }) => id === row.id).map(({ id, name, type, status }) => ({ id, name, type, status })),
  }));
}

const IS_FIRING = `EXISTS (SELECT FROM monitor_alerts a WHERE a.config_id = c.id AND a.alert_status = 'TRIGGERED') DESC,`;

/** One page, the newest first. */
export async function findConfigs(
  db: EntityManager,
  { isActive, alertFor, monitorTag, triggerId, isFiringFirst, page, limit }: ConfigFilter,
): Promise<{ records: AlertConfigRecord[]; total: number }> {
  const filter = [isActive, alertFor, monitorTag, triggerId];
  const [{ total }] = await db.query<[{ total: number }]>(`SELECT count(*)::int AS total ${MATCHING}`, filter);
  const found = await db.query<{ id: number }[]>(
    `SELECT c.id ${MATCHING} ORDER BY ${isFiringFirst ? IS_FIRING : ''} c.id DESC LIMIT $5 OFFSET $6`,
    [...filter, limit, (page - 1) * limit],
  );
  const ids = found.map(({ id }) => id);
  const rows = await db.findBy(AlertConfigEntity, { id: In(ids) });
  rows.sort((left, right) => ids.indexOf(left.id) - ids.indexOf(right.id));
  return { records: await recordsOf(db, rows), total };
}
