import type { Impact } from '@clarion/contract';
import { MaintenanceMonitorEntity } from '@clarion/database/maintenances/maintenance-monitor.entity';
import { type EntityManager } from 'typeorm';
import { invalidField } from '../../platform/errors/app-error.js';

/** A monitor that a request names. */
export interface MeantMonitor {
  tag: string;
  impact: Impact;
}

/** Held, so that none of them goes to the trash before the link to it is there. */
const BY_TAG = `SELECT id, tag FROM monitors WHERE tag = ANY ($1::text[]) AND deleted_at IS NULL ORDER BY id FOR KEY SHARE`;

/**
 * Makes these the monitors of a maintenance; of a tag named twice the last impact counts.
 * @throws AppError `BAD_REQUEST` naming a tag nobody has
 */
export async function replaceLinks(tx: EntityManager, maintenanceId: number, meant: readonly MeantMonitor[]): Promise<void> {
  const impacts = new Map(meant.map(({ tag, impact }) => [tag, impact]));
  const rows = impacts.size === 0 ? [] : await tx.query<{ id: number; tag: string }[]>(BY_TAG, [[...impacts.keys()]]);
  const ids = new Map(rows.map(({ id, tag }) => [tag, id]));
  for (const tag of impacts.keys()) {
    if (!ids.has(tag)) throw invalidField('monitors', `There is no monitor with the tag “${tag}”`);
  }
  await tx.delete(MaintenanceMonitorEntity, { maintenanceId });
  if (impacts.size === 0) return;
  const links = [...impacts].map(([tag, monitorImpact]) => ({ maintenanceId, monitorId: ids.get(tag)!, monitorImpact }));
  await tx.insert(MaintenanceMonitorEntity, links);
}
