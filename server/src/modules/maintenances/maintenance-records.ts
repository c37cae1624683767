import type { Impact } from '@clarion/contract';
import type { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { type EntityManager } from 'typeorm';

/** A monitor of a maintenance. */
export interface MaintenanceLink {
  monitorId: number;
  tag: string;
  impact: Impact;
}

/** A maintenance with its monitors. */
export interface MaintenanceRecord {
  row: MaintenanceEntity;
  monitors: readonly MaintenanceLink[];
}

/** What a change concerns: monitors and visibility of before and after together. */
export interface Concerns {
  monitorIds: number[];
  isGlobal: boolean;
}

/** A change that was made, with what it concerns. */
export interface Changed<T> extends Concerns {
  result: T;
}

const LINKS = `
  SELECT l.maintenance_id, l.monitor_id, m.tag, l.monitor_impact FROM maintenance_monitors l
  JOIN monitors m ON m.id = l.monitor_id AND m.deleted_at IS NULL
  WHERE l.maintenance_id = ANY ($1::int[]) ORDER BY l.maintenance_id, l.id`;

/** Maintenances that have one of some living monitors, by tag. */
export const WITH_MONITOR = `
  SELECT DISTINCT l.maintenance_id AS id FROM maintenance_monitors l
  JOIN monitors m ON m.id = l.monitor_id AND m.deleted_at IS NULL WHERE m.tag = ANY ($1::text[])`;

/** Living monitors of maintenances, in the order they were given; one statement for any number. */
export async function linksOf(db: EntityManager, maintenanceIds: readonly number[]): Promise<Map<number, MaintenanceLink[]>> {
  const found = new Map<number, MaintenanceLink[]>(maintenanceIds.map((id) => [id, []]));
  if (found.size === 0) return found;
  const rows = await db.query<{ maintenance_id: number; monitor_id: number; tag: string; monitor_impact: Impact }[]>(LINKS, [
    [...found.keys()],
  ]);
  for (const row of rows) {
    found.get(row.maintenance_id)?.push({ monitorId: row.monitor_id, tag: row.tag, impact: row.monitor_impact });
  }
  return found;
}

/** Rows with their monitors. */
export async function recordsOf(db: EntityManager, rows: readonly MaintenanceEntity[]): Promise<MaintenanceRecord[]> {
  const links = await linksOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ row, monitors: links.get(row.id) ?? [] }));
}

export const recordOf = async (db: EntityManager, row: MaintenanceEntity): Promise<MaintenanceRecord> => (await recordsOf(db, [row]))[0]!;

export const concernsOf = ({ row, monitors }: MaintenanceRecord): Concerns => ({
  monitorIds: monitors.map(({ monitorId }) => monitorId),
  isGlobal: row.isGlobal,
});

/** Both together, each monitor once. */
export const joined = (a: Concerns, b: Concerns): Concerns => ({
  monitorIds: [...new Set([...a.monitorIds, ...b.monitorIds])],
  isGlobal: a.isGlobal || b.isGlobal,
});
