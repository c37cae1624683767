import type { Impact } from '@clarion/contract';
import { IncidentMonitorEntity } from '@clarion/database/incidents/incident-monitor.entity';
import type { MeantMonitor } from '@clarion/database/incidents/incident-draft.entity';
import { currentImpact, type ImpactChange } from '@clarion/domain';
import type { EntityManager } from 'typeorm';
import type { FoundMonitor } from '../monitors/find-meant-monitors.js';

/** A living monitor that an incident names. */
export interface LinkedMonitor {
  monitorId: number;
  tag: string;
  /** From the incident's start on. */
  initial: Impact;
  /** By ACTIVE updates. */
  changes: readonly ImpactChange[];
  /** As the newest update has it. */
  impact: Impact;
}

const FIND = `SELECT id, tag FROM monitors WHERE tag = ANY ($1::text[]) AND deleted_at IS NULL`;
const LINKS = `
  SELECT im.incident_id AS "incidentId", im.monitor_id AS "monitorId", m.tag, coalesce(im.monitor_impact, 'DOWN') AS impact
  FROM incident_monitors im JOIN monitors m ON m.id = im.monitor_id AND m.deleted_at IS NULL
  WHERE im.incident_id = ANY ($1::int[]) ORDER BY im.incident_id, im.id`;
const CHANGES = `
  SELECT c.incident_id AS "incidentId", cm.monitor_id AS "monitorId", c.id, c.commented_at AS "commentedAt", cm.monitor_impact AS impact
  FROM incident_comments c JOIN incident_comment_monitors cm ON cm.comment_id = c.id
  WHERE c.incident_id = ANY ($1::int[]) AND c.status = 'ACTIVE'`;

/** Those of the meant monitors that exist. */
export async function existingMonitors(db: EntityManager, meant: readonly MeantMonitor[]): Promise<MeantMonitor[]> {
  const rows = await db.query<{ tag: string }[]>(FIND, [meant.map(({ tag }) => tag)]);
  const known = new Set(rows.map(({ tag }) => tag));
  return meant.filter(({ tag }) => known.has(tag));
}

/** Makes these the monitors of an incident, from its start on. */
export async function linkMonitors(tx: EntityManager, incidentId: number, monitors: readonly FoundMonitor[]): Promise<void> {
  if (monitors.length === 0) return;
  await tx.insert(
    IncidentMonitorEntity,
    monitors.map(({ monitorId, impact }) => ({ incidentId, monitorId, monitorImpact: impact })),
  );
}

/** The monitors of incidents, in the order they were named in. */
export async function linksOf(db: EntityManager, incidentIds: readonly number[]): Promise<Map<number, LinkedMonitor[]>> {
  const links = new Map<number, LinkedMonitor[]>(incidentIds.map((id) => [id, []]));
  if (incidentIds.length === 0) return links;
  const rows = await db.query<{ incidentId: number; monitorId: number; tag: string; impact: Impact }[]>(LINKS, [incidentIds]);
  if (rows.length === 0) return links;
  const changes = await db.query<(ImpactChange & { incidentId: number; monitorId: number })[]>(CHANGES, [incidentIds]);
  for (const { incidentId, monitorId, tag, impact: initial } of rows) {
    const own = changes.filter((change) => change.incidentId === incidentId && change.monitorId === monitorId);
    const impact = currentImpact({ impact: initial, changes: own });
    links.get(incidentId)?.push({ monitorId, tag, initial, changes: own, impact });
  }
  return links;
}
