import { LIMITS } from '@clarion/contract';
import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { splitRule, type SplitRule, TooMuchWork } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import type { SplitMaintenanceDto } from './dto/maintenance.dto.js';
import { scheduleOf } from './keep-events.service.js';
import { draftChange, isOtherSchedule, type MaintenanceColumns, toMeantMonitors } from './maintenance-draft.js';
import { type Changed, joined, type MaintenanceRecord } from './maintenance-records.js';
import { type AssertCurrent } from './maintenance-view.js';
import { lockMaintenance, MaintenancesService } from './maintenances.service.js';

/** Events from the cut on belong to the rest: those that stay as they are, or only those that are no longer planned. */
const MOVE_EVENTS = `
  UPDATE maintenances_events SET maintenance_id = $2 WHERE maintenance_id = $1 AND occurrence_start >= $3
    AND ($4 OR status NOT IN ('SCHEDULED', 'READY'))`;

/** “This and following”: a series becomes two. @see ux C4 */
@Injectable()
export class SplitMaintenance {
  constructor(
    private readonly work: UnitOfWork,
    private readonly maintenances: MaintenancesService,
  ) {}

  /**
   * Ends a series before one of its planned events and goes on from it as a maintenance of its own, changed as asked. What was
   * cancelled, moved or deleted from there on stays so.
   * @returns the new maintenance
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST`
   */
  async split(actor: Actor, id: number, body: SplitMaintenanceDto, assertCurrent: AssertCurrent): Promise<Changed<MaintenanceRecord>> {
    return this.work.run(actor, async (tx) => {
      const before = await lockMaintenance(tx, id);
      assertCurrent(before);
      const event = await plannedEvent(tx, id, body.event_id);
      const cut = cutAt(before, event.occurrenceStart);
      const rest: MaintenanceColumns = { ...before.row, startDateTime: cut.start, rrule: cut.after };
      const columns = draftChange(rest, body);
      const isSame = !isOtherSchedule(rest, columns);
      const monitors = body.monitors === undefined ? [...before.monitors] : toMeantMonitors(body.monitors);
      const made = await this.maintenances.insert(tx, actor, { columns: columnsOf(columns), monitors }, async (record) => {
        await tx.query(MOVE_EVENTS, [id, record.row.id, event.occurrenceStart, isSame]);
      });
      const ended = await this.maintenances.change(tx, actor, before, { ...columnsOf(before.row), rrule: cut.before }, {});
      return { result: made.result, ...joined(made, ended) };
    });
  }
}

async function plannedEvent(tx: EntityManager, maintenanceId: number, id: number): Promise<MaintenanceEventEntity> {
  const event = await tx.findOne(MaintenanceEventEntity, { where: { id, maintenanceId }, lock: { mode: 'pessimistic_write' } });
  if (event === null) throw invalidField('event_id', 'This maintenance has no such event');
  if (event.status === 'SCHEDULED' || event.status === 'READY') return event;
  throw invalidField('event_id', `A series can be cut at an event that is still to come, and this one is ${event.status}`);
}

/** @throws AppError `BAD_REQUEST` when there is nothing to cut */
function cutAt({ row }: MaintenanceRecord, occurrence: number): SplitRule {
  const { rule, start, zone } = scheduleOf(row);
  let cut: SplitRule | null;
  try {
    cut = splitRule(rule, start, zone, occurrence);
  } catch (error) {
    if (error instanceof TooMuchWork) throw new AppError('BAD_REQUEST', 'This series is too long to be cut', { cause: error });
    throw error;
  }
  if (cut === null) throw invalidField('event_id', 'Nothing comes before this event: change the maintenance itself');
  if (cut.before.length > LIMITS.rrule || cut.after.length > LIMITS.rrule) throw invalidField('rrule', 'The rule is too long to be cut');
  return cut;
}

/** Only what a new row takes over. */
const columnsOf = (row: MaintenanceColumns): MaintenanceColumns => ({
  title: row.title,
  description: row.description,
  startDateTime: row.startDateTime,
  rrule: row.rrule,
  durationSeconds: row.durationSeconds,
  status: row.status,
  isGlobal: row.isGlobal,
  timezone: row.timezone,
});
