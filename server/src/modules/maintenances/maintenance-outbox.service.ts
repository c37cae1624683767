import { type EventStatus, type MaintenanceStage } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Outbox } from '../../platform/outbox/outbox.js';
import { type Concerns, concernsOf, type MaintenanceRecord } from './maintenance-records.js';

/** A stage that an event reached. */
export interface ReachedStage {
  eventId: number;
  record: MaintenanceRecord;
  stage: MaintenanceStage;
}

/** What is said of an event when it gets a status; nothing of one that is only planned. @see incidents-maintenances §B7 */
export const STAGE_OF: Readonly<Record<EventStatus, MaintenanceStage | null>> = {
  SCHEDULED: null,
  READY: 'starting_soon',
  ONGOING: 'ongoing',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
};

/** Of the outbox and of deliveries. */
export const aggregateOf = (maintenanceId: number): string => `maintenance:${maintenanceId}`;

/** Tells that maintenances changed and what became of their events. */
@Injectable()
export class MaintenanceOutbox {
  constructor(private readonly outbox: Outbox) {}

  async changed(tx: EntityManager, maintenanceId: number, { monitorIds, isGlobal }: Concerns): Promise<void> {
    await this.outbox.add(tx, 'maintenance.changed', { maintenanceId, monitorIds, isGlobal }, { aggregateId: aggregateOf(maintenanceId) });
  }

  /** Each stage of an event is told once, ever; pages hear of a change again where an event came to a stage for the second time. */
  async reached(tx: EntityManager, stages: readonly ReachedStage[]): Promise<void> {
    const entries = stages.map(({ eventId, record, stage }) => ({
      payload: { eventId, maintenanceId: record.row.id, stage, ...concernsOf(record) },
      dedupeKey: `maintenance_${eventId}_${stage}`,
      aggregateId: aggregateOf(record.row.id),
    }));
    const added = await this.outbox.addAll(tx, 'maintenance.stage', entries);
    if (added.length === entries.length) return;
    for (const record of new Set(stages.map((each) => each.record))) await this.changed(tx, record.row.id, concernsOf(record));
  }
}
