import { MaintenanceMonitorEntity } from '@clarion/database/maintenances/maintenance-monitor.entity';
import { type EntityManager } from 'typeorm';
import { findMeantMonitors, type MeantMonitor } from '../monitors/find-meant-monitors.js';

/**
 * Makes these the monitors of a maintenance; of a tag named twice the last impact counts.
 * @throws AppError `BAD_REQUEST` naming a tag nobody has
 */
export async function replaceLinks(tx: EntityManager, maintenanceId: number, meant: readonly MeantMonitor[]): Promise<void> {
  const found = await findMeantMonitors(tx, meant);
  await tx.delete(MaintenanceMonitorEntity, { maintenanceId });
  if (found.length === 0) return;
  await tx.insert(
    MaintenanceMonitorEntity,
    found.map(({ monitorId, impact }) => ({ maintenanceId, monitorId, monitorImpact: impact })),
  );
}
