import type { SubscriptionEventType } from '@clarion/contract';
import type { EntityManager } from 'typeorm';
import { type Announced, isIncidentUpdate } from '../mails/announced.js';

export { type Announced, type IncidentUpdate, isIncidentUpdate, type MaintenanceStep } from '../mails/announced.js';

/** Whom it concerns. */
export interface Reach {
  readonly type: SubscriptionEventType;
  readonly monitorIds: readonly number[];
  readonly isGlobal: boolean;
  /** Null for maintenances. */
  readonly incidentId: number | null;
}

/** Parameters of `RECIPIENTS`. */
export const recipientsOf = ({ type, monitorIds, isGlobal, incidentId }: Reach): readonly unknown[] => [
  type,
  monitorIds,
  isGlobal,
  incidentId,
];

const OF_UPDATE = `
  SELECT i.is_global AS "isGlobal", ARRAY(SELECT monitor_id FROM incident_monitors WHERE incident_id = i.id) AS "monitorIds"
  FROM incident_comments c JOIN incidents i ON i.id = c.incident_id WHERE c.id = $1 AND c.status = 'ACTIVE'`;
const OF_STEP = `
  SELECT m.is_global AS "isGlobal", ARRAY(SELECT monitor_id FROM maintenance_monitors WHERE maintenance_id = m.id) AS "monitorIds"
  FROM maintenances_events e JOIN maintenances m ON m.id = e.maintenance_id
  WHERE e.id = $1 AND e.deleted_at IS NULL AND m.status = 'ACTIVE' AND (e.status <> 'CANCELLED' OR $2 = 'cancelled')`;

/** Whom it concerns now. @returns null when nobody is told any more: it was deleted, cancelled or switched off */
export async function reachOf(db: EntityManager, announced: Announced): Promise<Reach | null> {
  const isIncident = isIncidentUpdate(announced);
  const [row] = isIncident
    ? await db.query<Omit<Reach, 'type' | 'incidentId'>[]>(OF_UPDATE, [announced.commentId])
    : await db.query<Omit<Reach, 'type' | 'incidentId'>[]>(OF_STEP, [announced.eventId, announced.stage]);
  return row === undefined
    ? null
    : { type: isIncident ? 'incidents' : 'maintenances', incidentId: isIncident ? announced.incidentId : null, ...row };
}
