import type { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { decidingUpdate, hull, type IncidentUpdate, incidentWindow, newestResolvedAt, type OpenWindow } from '@clarion/domain';
import type { EntityManager } from 'typeorm';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { type LinkedMonitor, linksOf } from './incident-links.js';

/** An incident with the monitors it names. */
export interface IncidentRecord {
  row: IncidentEntity;
  monitors: readonly LinkedMonitor[];
}

/** Whom and when an incident concerns. */
export interface Reach {
  monitorIds: readonly number[];
  isGlobal: boolean;
  window: OpenWindow;
}

/** What a change gives back, and whom it concerns: before and after together. */
export interface Changed<T> {
  result: T;
  monitorIds: readonly number[];
  isGlobal: boolean;
}

/** Called with the incident as it is, inside the transaction: throws when the change was made from an older version. */
export type AssertCurrent = (current: IncidentRecord) => void;

const UPDATES = `
  SELECT id, state, commented_at AS "commentedAt", status = 'ACTIVE' AS "isActive" FROM incident_comments
  WHERE incident_id = $1 AND status <> 'DELETED'`;

/** Who wrote something, as the columns of authors keep it; neither for work of our own. */
export interface Author {
  userId: number | null;
  apiKeyId: number | null;
}

export const authorOf = (actor: Actor): Author => ({
  userId: actor.kind === 'user' ? actor.id : null,
  apiKeyId: actor.kind === 'api_key' ? actor.id : null,
});

/** @returns in the order of the rows */
export async function recordsOf(db: EntityManager, rows: readonly IncidentEntity[]): Promise<IncidentRecord[]> {
  const links = await linksOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ row, monitors: links.get(row.id) ?? [] }));
}

export const recordOf = async (db: EntityManager, row: IncidentEntity): Promise<IncidentRecord> => (await recordsOf(db, [row]))[0]!;

/** An incident, held until the transaction ends. @throws AppError `NOT_FOUND` */
export async function lockIncident(tx: EntityManager, id: number): Promise<IncidentRecord> {
  const row = await tx.findOne(IncidentEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (row === null) throw notFound('Incident');
  return recordOf(tx, row);
}

/** Updates of an incident that are not deleted, in no order. */
export const updatesOf = (db: EntityManager, incidentId: number): Promise<IncidentUpdate[]> =>
  db.query<IncidentUpdate[]>(UPDATES, [incidentId]);

export const courseOf = ({ state, startDateTime, endDateTime }: IncidentEntity) => ({
  state,
  start: startDateTime,
  end: endDateTime,
});

/** @param updates of the incident */
export const reachOf = ({ row, monitors }: IncidentRecord, updates: readonly IncidentUpdate[]): Reach => ({
  monitorIds: monitors.map(({ monitorId }) => monitorId),
  isGlobal: row.isGlobal,
  window: incidentWindow(courseOf(row), newestResolvedAt(updates)),
});

export const joinReach = (a: Reach, b: Reach): Reach => ({
  monitorIds: [...new Set([...a.monitorIds, ...b.monitorIds])],
  isGlobal: a.isGlobal || b.isGlobal,
  window: hull(a.window, b.window),
});

/** The newest ACTIVE one is `comment`. */
export const decides = (comment: Pick<IncidentCommentEntity, 'id'>, updates: readonly IncidentUpdate[]): boolean =>
  decidingUpdate(updates)?.id === comment.id;

/** An incident as the audit log keeps it. */
export const auditable = ({ row, monitors }: IncidentRecord): object => ({
  title: row.title,
  startDateTime: row.startDateTime,
  endDateTime: row.endDateTime,
  state: row.state,
  source: row.incidentSource,
  isGlobal: row.isGlobal,
  nextUpdateAt: row.nextUpdateAt,
  monitors: monitors.map(({ tag, impact }) => ({ tag, impact })),
});
