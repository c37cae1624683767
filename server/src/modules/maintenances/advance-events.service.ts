import { type EventStatus, type Lifecycle } from '@clarion/contract';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { advance } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type Actor, systemActor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { readTiming } from './event-timing.js';
import { MaintenanceOutbox, STAGE_OF } from './maintenance-outbox.service.js';
import { concernsOf, type MaintenanceRecord, recordsOf } from './maintenance-records.js';

/** Events that one transaction moves on. */
const BATCH = 100;

interface DueRow {
  id: number;
  maintenance_id: number;
  start_date_time: number;
  end_date_time: number;
  status: EventStatus;
  maintenance_status: Lifecycle;
}

/** Whatever `advance` may move on; it says how far. */
const DUE = `
  FROM maintenances_events e JOIN maintenances m ON m.id = e.maintenance_id
  WHERE e.deleted_at IS NULL AND e.status IN ('SCHEDULED', 'READY', 'ONGOING') AND (
    e.end_date_time <= $1
    OR (m.status = 'ACTIVE' AND e.status <> 'ONGOING' AND e.start_date_time <= $1)
    OR (m.status = 'ACTIVE' AND e.status = 'SCHEDULED' AND e.start_date_time <= $1 + $2))`;
const IS_DUE = `SELECT EXISTS (SELECT 1 ${DUE}) AS due`;
/** Locked: other processes take other rows. */
const CLAIM = `
  SELECT e.id, e.maintenance_id, e.start_date_time, e.end_date_time, e.status, m.status AS maintenance_status ${DUE}
  ORDER BY e.start_date_time, e.id LIMIT ${BATCH} FOR UPDATE OF e SKIP LOCKED`;
const MOVE = `
  WITH moved AS (
    UPDATE maintenances_events e SET status = next.status::event_status, updated_at = app_now()
    FROM unnest($1::int[], $2::text[]) AS next (id, status) WHERE e.id = next.id RETURNING e.id)
  SELECT id FROM moved`;

/**
 * Moves events on when their time comes, and catches up with what passed while nobody was there: each transition once, however many
 * processes do it. @see incidents-maintenances §B4
 */
@Injectable()
export class AdvanceEvents {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly announcements: MaintenanceOutbox,
  ) {}

  /** @returns true when there may be more */
  async advanceDue(): Promise<boolean> {
    const db = this.sources.get('worker').manager;
    const { now, buffer } = await readTiming(db);
    const [found] = await db.query<[{ due: boolean }]>(IS_DUE, [now, buffer]);
    if (!found.due) return false;
    const actor = systemActor('maintenance-events');
    return this.work.run(actor, async (tx) => (await this.advanceBatch(tx, actor)) === BATCH);
  }

  private async advanceBatch(tx: EntityManager, actor: Actor): Promise<number> {
    const { now, buffer } = await readTiming(tx);
    const rows = await tx.query<DueRow[]>(CLAIM, [now, buffer]);
    if (rows.length === 0) return 0;
    const steps = rows.map((row) => {
      const state = { from: row.start_date_time, to: row.end_date_time, status: row.status, maintenance: row.maintenance_status };
      return { row, next: advance(state, now, buffer) };
    });
    await tx.query(MOVE, [steps.map(({ row }) => row.id), steps.map(({ next }) => next)]);
    const maintenances = await this.maintenancesOf(tx, rows);
    for (const { row, next } of steps) {
      await this.audit.add(tx, actor, {
        action: 'maintenance_event.advance',
        entityType: 'maintenance_event',
        entityId: row.id,
        before: { status: row.status },
        after: { status: next },
      });
    }
    // What an INACTIVE maintenance missed did not take place: nobody is told.
    const isTold = ({ row, next }: (typeof steps)[number]): boolean => !(row.maintenance_status === 'INACTIVE' && next === 'CANCELLED');
    const stages = steps.filter(isTold).flatMap(({ row, next }) => {
      const stage = STAGE_OF[next];
      return stage === null ? [] : [{ eventId: row.id, record: maintenances.get(row.maintenance_id)!, stage }];
    });
    await this.announcements.reached(tx, stages);
    for (const step of steps.filter((each) => !isTold(each))) {
      await this.announcements.changed(tx, step.row.maintenance_id, concernsOf(maintenances.get(step.row.maintenance_id)!));
    }
    return rows.length;
  }

  private async maintenancesOf(tx: EntityManager, rows: readonly DueRow[]): Promise<Map<number, MaintenanceRecord>> {
    const ids = [...new Set(rows.map(({ maintenance_id: id }) => id))];
    const records = await recordsOf(tx, await tx.findBy(MaintenanceEntity, { id: In(ids) }));
    return new Map(records.map((record) => [record.row.id, record]));
  }
}
