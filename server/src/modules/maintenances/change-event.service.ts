import { type EventStatus } from '@clarion/contract';
import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { advance, changeByHand, type EventState, isTerminal, minuteOf, statusAt } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import type { UpdateEventDto } from './dto/maintenance-event.dto.js';
import { type EventTiming, readTiming } from './event-timing.js';
import { MaintenanceOutbox, STAGE_OF } from './maintenance-outbox.service.js';
import { type Changed, concernsOf, type MaintenanceRecord } from './maintenance-records.js';
import { lockMaintenance } from './maintenances.service.js';

/** An event that is being changed; both rows are held. */
interface HeldEvent {
  event: MaintenanceEventEntity;
  record: MaintenanceRecord;
  timing: EventTiming;
}

/** What people change of an event. */
export type EventSituation = Pick<MaintenanceEventEntity, 'startDateTime' | 'endDateTime' | 'status' | 'cancelledAt'>;
type EventColumns = Partial<EventSituation>;

/** An event that was changed, and what it was before. */
export interface ChangedEvent extends Changed<MaintenanceEventEntity> {
  before: EventSituation;
}

export const situationOf = ({ startDateTime, endDateTime, status, cancelledAt }: MaintenanceEventEntity): EventSituation => ({
  ...{ startDateTime, endDateTime, status, cancelledAt },
});

export const stateOf = (event: MaintenanceEventEntity, { row }: MaintenanceRecord): EventState => ({
  from: event.startDateTime,
  to: event.endDateTime,
  status: event.status,
  maintenance: row.status,
});

const auditable = ({ startDateTime, endDateTime, status }: MaintenanceEventEntity): object => ({ startDateTime, endDateTime, status });

/** What people do to single events: complete, cancel, move, delete. */
@Injectable()
export class ChangeEvent {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly announcements: MaintenanceOutbox,
  ) {}

  /**
   * Moves an event, or completes or cancels it.
   * @throws AppError `BAD_REQUEST` for a mixture of both, half a window, or what the event's status does not allow; `NOT_FOUND`
   * @see incidents-maintenances §B4, §B5
   */
  async update(actor: Actor, maintenanceId: number, id: number, body: UpdateEventDto): Promise<ChangedEvent> {
    const change = meant(body);
    return this.work.run(actor, async (tx) => {
      const held = await hold(tx, maintenanceId, id);
      const columns = change.kind === 'window' ? moved(held, change) : changed(held, change.status);
      return this.store(tx, actor, held, columns);
    });
  }

  /** Takes an event away, whatever its status; its occurrence never gets another one. @throws AppError `NOT_FOUND` */
  async remove(actor: Actor, maintenanceId: number, id: number): Promise<Changed<null>> {
    return this.work.run(actor, async (tx) => {
      const { event, record } = await hold(tx, maintenanceId, id);
      await tx.update(MaintenanceEventEntity, { id }, { status: 'CANCELLED' });
      await tx.softDelete(MaintenanceEventEntity, { id });
      await this.audit.add(tx, actor, {
        action: 'maintenance_event.delete',
        entityType: 'maintenance_event',
        entityId: id,
        before: auditable(event),
      });
      await this.announcements.changed(tx, maintenanceId, concernsOf(record));
      return { result: null, ...concernsOf(record) };
    });
  }

  /**
   * Sets an event back to what it was before a change that nobody was told of.
   * @param after what the change made of it
   * @returns false: it is something else by now, and stays so
   */
  async takeBack(actor: Actor, maintenanceId: number, id: number, before: EventSituation, after: EventSituation): Promise<boolean> {
    return this.work.run(actor, async (tx) => {
      const { event, record } = await hold(tx, maintenanceId, id);
      const now = situationOf(event);
      if ((Object.keys(after) as (keyof EventSituation)[]).some((name) => now[name] !== after[name])) return false;
      await tx.update(MaintenanceEventEntity, { id }, before);
      const [changed, restored] = [auditable(event), auditable({ ...event, ...before } as MaintenanceEventEntity)];
      await this.audit.add(tx, actor, {
        ...{ action: 'maintenance_event.update', entityType: 'maintenance_event', entityId: id, before: changed, after: restored },
      });
      await this.announcements.changed(tx, maintenanceId, concernsOf(record));
      return true;
    });
  }

  private async store(tx: EntityManager, actor: Actor, held: HeldEvent, columns: EventColumns): Promise<ChangedEvent> {
    const { event, record } = held;
    await tx.update(MaintenanceEventEntity, { id: event.id }, columns);
    const after = await tx.findOneByOrFail(MaintenanceEventEntity, { id: event.id });
    await this.audit.add(tx, actor, {
      action: 'maintenance_event.update',
      entityType: 'maintenance_event',
      entityId: event.id,
      before: auditable(event),
      after: auditable(after),
    });
    const stage = after.status === event.status ? null : STAGE_OF[after.status];
    if (stage !== null) await this.announcements.reached(tx, [{ eventId: event.id, record, stage }]);
    await this.announcements.changed(tx, record.row.id, concernsOf(record));
    return { result: after, before: situationOf(event), ...concernsOf(record) };
  }
}

type MeantChange = { kind: 'window'; from: number; to: number } | { kind: 'status'; status: 'COMPLETED' | 'CANCELLED' };

/** @throws AppError `BAD_REQUEST` */
function meant({ start_date_time: start, end_date_time: end, status }: UpdateEventDto): MeantChange {
  if (status !== undefined) {
    if (start !== undefined || end !== undefined) throw new AppError('BAD_REQUEST', 'Send a new window or a status, not both');
    return { kind: 'status', status };
  }
  if (start === undefined) throw invalidField('start_date_time', 'start_date_time and end_date_time are required, or status');
  if (end === undefined) throw invalidField('end_date_time', 'end_date_time is required with start_date_time');
  const [from, to] = [minuteOf(start), minuteOf(end)];
  if (to <= from) throw invalidField('end_date_time', 'end_date_time must be after start_date_time');
  return { kind: 'window', from, to };
}

/** The maintenance first, as everybody does it. */
async function hold(tx: EntityManager, maintenanceId: number, id: number): Promise<HeldEvent> {
  const record = await lockMaintenance(tx, maintenanceId);
  const event = await tx.findOne(MaintenanceEventEntity, { where: { id, maintenanceId }, lock: { mode: 'pessimistic_write' } });
  if (event === null) throw notFound('Event');
  return { event, record, timing: await readTiming(tx) };
}

/** What it is by now, though the tick may not have said so yet. */
const presentStatus = ({ event, record, timing }: HeldEvent): EventStatus => advance(stateOf(event, record), timing.now, timing.buffer);

function changed(held: HeldEvent, wanted: 'COMPLETED' | 'CANCELLED'): EventColumns {
  const { event, record, timing } = held;
  const change = changeByHand({ ...stateOf(event, record), status: presentStatus(held) }, wanted, timing.now);
  if (!change.ok) throw invalidField('status', change.reason);
  return { status: change.status, endDateTime: change.to, ...(wanted === 'CANCELLED' ? { cancelledAt: timing.now } : {}) };
}

function moved(held: HeldEvent, { from, to }: { from: number; to: number }): EventColumns {
  const { record, timing } = held;
  const present = presentStatus(held);
  if (isTerminal(present)) throw new AppError('BAD_REQUEST', `This event is ${present}: its window stays as it was`);
  const status = statusAt({ from, to }, timing.now, timing.buffer);
  // While its maintenance is INACTIVE nothing begins.
  return {
    startDateTime: from,
    endDateTime: to,
    status: record.row.status === 'INACTIVE' && status !== 'COMPLETED' ? 'SCHEDULED' : status,
  };
}
