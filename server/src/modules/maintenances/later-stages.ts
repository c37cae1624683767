import type { MaintenanceStage } from '@clarion/contract';
import type { EntityManager } from 'typeorm';
import type { News } from '../changes/tellers.service.js';
import { aggregateOf } from './maintenance-outbox.service.js';
import { type MaintenanceRecord, concernsOf } from './maintenance-records.js';

/** In the order they come in. */
const TO_COME = ['starting_soon', 'ongoing', 'completed'] as const satisfies readonly MaintenanceStage[];
const NEXT = `
  SELECT id FROM maintenances_events WHERE maintenance_id = $1 AND status = 'SCHEDULED' AND deleted_at IS NULL
  ORDER BY start_date_time, id LIMIT 1`;

/** What people are told of the next planned event when its time comes. @param tx the maintenance may be there in it alone */
export async function laterStages(tx: EntityManager, record: MaintenanceRecord): Promise<News[]> {
  const { id: maintenanceId, status } = record.row;
  const [event] = status === 'ACTIVE' ? await tx.query<{ id: number }[]>(NEXT, [maintenanceId]) : [];
  if (event === undefined) return [];
  return TO_COME.map((stage) => ({
    ...{ id: 0, topic: 'maintenance.stage', aggregateId: aggregateOf(maintenanceId) },
    payload: { eventId: event.id, maintenanceId, stage, ...concernsOf(record) },
  }));
}
