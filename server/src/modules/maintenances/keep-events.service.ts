import { type EventStatus } from '@clarion/contract';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { isOneTime, occurrencesToKeep, readRule, type Schedule, statusAt } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { type EventTiming } from './event-timing.js';
import { MaintenanceOutbox, type ReachedStage, STAGE_OF } from './maintenance-outbox.service.js';
import { type MaintenanceRecord } from './maintenance-records.js';

/** An occurrence that has an event already, whatever became of it, never gets a second one. */
const INSERT = `
  INSERT INTO maintenances_events (maintenance_id, occurrence_start, start_date_time, end_date_time, status)
  SELECT $1, start, start, start + $2, status::event_status FROM unnest($3::bigint[], $4::text[]) AS made (start, status)
  ON CONFLICT (maintenance_id, occurrence_start) DO NOTHING
  RETURNING id, start_date_time AS start, status`;
/** What is under way, done or cancelled stays; a deleted event is a cancelled one. */
const DELETE_PLANNED = `
  WITH gone AS (
    DELETE FROM maintenances_events WHERE maintenance_id = $1 AND status IN ('SCHEDULED', 'READY') AND start_date_time > $2 RETURNING id)
  SELECT id FROM gone ORDER BY id`;

interface MadeRow {
  id: number;
  start: number;
  status: EventStatus;
}

/** The schedule of a maintenance. @throws RangeError when its rule, which was judged when it was saved, is none */
export function scheduleOf(row: MaintenanceEntity): Schedule {
  const reading = readRule(row.rrule);
  if (!reading.ok) throw new RangeError(`The rule of maintenance ${row.id} is not valid: ${reading.reason}`);
  return { rule: reading.rule, start: row.startDateTime, zone: row.timezone, durationSeconds: row.durationSeconds };
}

/** Makes the events of maintenances, each occurrence once. Callers hold the maintenance's row. */
@Injectable()
export class KeepEvents {
  constructor(
    private readonly audit: AuditService,
    private readonly announcements: MaintenanceOutbox,
  ) {}

  /**
   * Makes the events that should be there by now and are not.
   * @returns how many
   * @throws RangeError when the rule cannot be expanded within its bounds
   */
  async extend(tx: EntityManager, actor: Actor, record: MaintenanceRecord, { now, buffer }: EventTiming): Promise<number> {
    const { row } = record;
    if (row.status !== 'ACTIVE') return 0;
    const { durationSeconds: duration } = row;
    const starts = occurrencesToKeep(scheduleOf(row), now).map(({ start }) => start);
    if (starts.length === 0) return 0;
    const statuses = starts.map((start) => statusAt({ from: start, to: start + duration }, now, buffer));
    const made = await tx.query<MadeRow[]>(INSERT, [row.id, duration, starts, statuses]);
    if (made.length === 0) return 0;
    made.sort((a, b) => a.start - b.start);
    await this.audit.add(tx, actor, {
      action: 'maintenance.schedule',
      entityType: 'maintenance',
      entityId: row.id,
      after: { events: made.map(({ id, start, status }) => ({ id, start, status })) },
    });
    await this.announcements.reached(
      tx,
      made.flatMap(({ id, status }) => stagesOf(id, record, status)),
    );
    return made.length;
  }

  /** Makes events anew after the schedule has changed. @param wasOneTime what it was before */
  async regenerate(tx: EntityManager, actor: Actor, record: MaintenanceRecord, timing: EventTiming, wasOneTime: boolean): Promise<void> {
    const { row } = record;
    // One time has one window; a series has others, and those whose time has come are left to it.
    const isRestart = wasOneTime || isOneTime(scheduleOf(row).rule) || row.status === 'INACTIVE';
    const gone = await tx.query<{ id: number }[]>(DELETE_PLANNED, [row.id, isRestart ? -1 : timing.now]);
    if (gone.length > 0) {
      await this.audit.add(tx, actor, {
        action: 'maintenance.unschedule',
        entityType: 'maintenance',
        entityId: row.id,
        before: { events: gone.map(({ id }) => id) },
      });
    }
    await this.extend(tx, actor, record, timing);
  }
}

/** A new event is told of, and the stage it begins in, once. */
function stagesOf(eventId: number, record: MaintenanceRecord, status: EventStatus): ReachedStage[] {
  const stage = STAGE_OF[status];
  return [{ eventId, record, stage: 'created' }, ...(stage === null ? [] : [{ eventId, record, stage }])];
}
