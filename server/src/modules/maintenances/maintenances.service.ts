import { LIFECYCLES, type Lifecycle } from '@clarion/contract';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { isOneTime } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import type { CreateMaintenanceDto, ListMaintenancesQuery, UpdateMaintenanceDto } from './dto/maintenance.dto.js';
import { readTiming } from './event-timing.js';
import { KeepEvents, scheduleOf } from './keep-events.service.js';
import {
  acceptableRule,
  draftChange,
  draftNew,
  isOtherRule,
  isOtherSchedule,
  type MaintenanceColumns,
  type MaintenanceDraft,
  toMeantMonitors,
} from './maintenance-draft.js';
import { replaceLinks } from './maintenance-links.js';
import { MaintenanceOutbox } from './maintenance-outbox.service.js';
import { type Changed, concernsOf, joined, type MaintenanceRecord, recordOf, recordsOf, WITH_MONITOR } from './maintenance-records.js';
import { type AssertCurrent } from './maintenance-view.js';

const isLifecycle = (value: string | undefined): value is Lifecycle => LIFECYCLES.some((each) => each === value);

/** What an audit row keeps of a maintenance. */
export const auditable = ({ row, monitors }: MaintenanceRecord): object => ({
  title: row.title,
  description: row.description,
  startDateTime: row.startDateTime,
  rrule: row.rrule,
  durationSeconds: row.durationSeconds,
  timezone: row.timezone,
  status: row.status,
  isGlobal: row.isGlobal,
  monitors: monitors.map(({ tag, impact }) => ({ tag, impact })),
});

/** Planned work: the one way in for everybody who changes it. */
@Injectable()
export class MaintenancesService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly events: KeepEvents,
    private readonly audit: AuditService,
    private readonly announcements: MaintenanceOutbox,
  ) {}

  /** The newest first. A status nobody knows is no filter; a tag nobody has matches none. */
  async list({ status, monitor_tag: tag }: ListMaintenancesQuery): Promise<MaintenanceRecord[]> {
    const ids = tag === undefined ? null : await this.idsWith(tag);
    const rows = await this.db.find(MaintenanceEntity, {
      where: { ...(isLifecycle(status) ? { status } : {}), ...(ids === null ? {} : { id: In(ids) }) },
      order: { id: 'DESC' },
    });
    return recordsOf(this.db, rows);
  }

  /** @returns null when there is none */
  async find(id: number): Promise<MaintenanceEntity | null> {
    return this.db.findOneBy(MaintenanceEntity, { id });
  }

  /** A row with its monitors. */
  async describe(row: MaintenanceEntity): Promise<MaintenanceRecord> {
    return recordOf(this.db, row);
  }

  /** Plans work; its events are there at once. @throws AppError `BAD_REQUEST` */
  async create(actor: Actor, body: CreateMaintenanceDto): Promise<Changed<MaintenanceRecord>> {
    const draft = draftNew(body);
    return this.work.run(actor, async (tx) => this.insert(tx, actor, draft));
  }

  /**
   * Stores a new maintenance with its monitors and events.
   * @param beforeEvents runs when it is there and has no events yet
   * @throws AppError `BAD_REQUEST`
   */
  async insert(
    tx: EntityManager,
    actor: Actor,
    { columns, monitors }: MaintenanceDraft,
    beforeEvents: (record: MaintenanceRecord) => Promise<void> = async () => undefined,
  ): Promise<Changed<MaintenanceRecord>> {
    const timing = await readTiming(tx);
    acceptableRule(columns.rrule, { start: columns.startDateTime, zone: columns.timezone, now: timing.now });
    const { id } = await tx.save(tx.create(MaintenanceEntity, columns));
    await replaceLinks(tx, id, monitors);
    const record = await recordOf(tx, await tx.findOneByOrFail(MaintenanceEntity, { id }));
    await this.audit.add(tx, actor, {
      action: 'maintenance.create',
      entityType: 'maintenance',
      entityId: id,
      after: auditable(record),
    });
    await beforeEvents(record);
    await this.events.extend(tx, actor, record, timing);
    await this.announcements.changed(tx, id, concernsOf(record));
    return { result: record, ...concernsOf(record) };
  }

  /**
   * Changes what the body names; a change of the schedule makes its events anew, switching it on makes those that are due.
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST`   @see incidents-maintenances §B5
   */
  async update(actor: Actor, id: number, body: UpdateMaintenanceDto, assertCurrent: AssertCurrent): Promise<Changed<MaintenanceRecord>> {
    return this.work.run(actor, async (tx) => {
      const before = await lockMaintenance(tx, id);
      assertCurrent(before);
      return this.change(tx, actor, before, draftChange(before.row, body), body);
    });
  }

  /** Stores changed columns, and the monitors when they are named. The row is held. @throws AppError `BAD_REQUEST` */
  async change(
    tx: EntityManager,
    actor: Actor,
    before: MaintenanceRecord,
    columns: MaintenanceColumns,
    { monitors }: Pick<UpdateMaintenanceDto, 'monitors'>,
  ): Promise<Changed<MaintenanceRecord>> {
    const { id } = before.row;
    const earlier: MaintenanceColumns = before.row;
    const timing = await readTiming(tx);
    if (isOtherRule(earlier, columns)) {
      acceptableRule(columns.rrule, { start: columns.startDateTime, zone: columns.timezone, now: timing.now });
    }
    const wasOneTime = isOneTime(scheduleOf(before.row).rule);
    await tx.update(MaintenanceEntity, { id }, columns);
    if (monitors !== undefined) await replaceLinks(tx, id, toMeantMonitors(monitors));
    const after = await recordOf(tx, await tx.findOneByOrFail(MaintenanceEntity, { id }));
    await this.audit.add(tx, actor, {
      action: 'maintenance.update',
      entityType: 'maintenance',
      entityId: id,
      before: auditable(before),
      after: auditable(after),
    });
    if (isOtherSchedule(earlier, columns)) await this.events.regenerate(tx, actor, after, timing, wasOneTime);
    else if (earlier.status === 'INACTIVE') await this.events.extend(tx, actor, after, timing);
    const concerns = joined(concernsOf(before), concernsOf(after));
    await this.announcements.changed(tx, id, concerns);
    return { result: after, ...concerns };
  }

  /** Deletes it with its events: history is as if it had never been. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED` */
  async remove(actor: Actor, id: number, assertCurrent: AssertCurrent): Promise<Changed<null>> {
    return this.work.run(actor, async (tx) => {
      const record = await lockMaintenance(tx, id);
      assertCurrent(record);
      await tx.delete(MaintenanceEntity, { id });
      await this.audit.add(tx, actor, {
        action: 'maintenance.delete',
        entityType: 'maintenance',
        entityId: id,
        before: auditable(record),
      });
      await this.announcements.changed(tx, id, concernsOf(record));
      return { result: null, ...concernsOf(record) };
    });
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }

  private async idsWith(tag: string): Promise<number[]> {
    const rows = await this.db.query<{ id: number }[]>(WITH_MONITOR, [[tag]]);
    return rows.map(({ id }) => id);
  }
}

/** A maintenance with its monitors, held until the transaction ends: nobody else makes events of it meanwhile. @throws AppError `NOT_FOUND` */
export async function lockMaintenance(tx: EntityManager, id: number): Promise<MaintenanceRecord> {
  const row = await tx.findOne(MaintenanceEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (row === null) throw notFound('Maintenance');
  return recordOf(tx, row);
}
