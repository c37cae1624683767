import { EVENT_STATUSES, type EventStatus } from '@clarion/contract';
import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, In, LessThan, MoreThan, MoreThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import type { ListEventsQuery } from './dto/maintenance-event.dto.js';
import { listIn, numberIn, pageOf, type PageQuery } from './dto/rules.js';
import { type MaintenanceRecord, recordsOf, WITH_MONITOR } from './maintenance-records.js';

/** A part of a list. */
export interface EventPage<T> {
  events: T[];
  page: number;
  limit: number;
  total: number;
}

/** An event and the maintenance it belongs to. */
export interface EventOfMaintenance {
  event: MaintenanceEventEntity;
  record: MaintenanceRecord;
}

const statusIn = (text: string | undefined): EventStatus | null => EVENT_STATUSES.find((status) => status === text?.toUpperCase()) ?? null;
/** Of one window: a month of hourly work, and room. */
const MOST_DURING = 2_000;
const IN_ORDER = { startDateTime: 'ASC', id: 'ASC' } as const;

/** Reads events. Deleted ones are nowhere. */
@Injectable()
export class MaintenanceEventsService {
  constructor(
    private readonly sources: DataSources,
    private readonly clock: Clock,
  ) {}

  /** Events of all maintenances, by start; those that begin from now on unless an earlier moment is named. @see rest-api-v4 §6 */
  async list(query: ListEventsQuery): Promise<EventPage<EventOfMaintenance>> {
    const where = await this.whereOf(query);
    const { page, limit } = pageOf(query);
    const [events, total] = await this.db.findAndCount(MaintenanceEventEntity, {
      where,
      order: IN_ORDER,
      skip: (page - 1) * limit,
      take: limit,
    });
    return { events: await this.withMaintenances(events), page, limit, total };
  }

  /** Events that touch a window, by start, at most 2,000; what an inactive maintenance only planned is not among them. */
  async during({ from, to }: Window): Promise<EventOfMaintenance[]> {
    const events = await this.db.find(MaintenanceEventEntity, {
      where: { startDateTime: LessThan(to), endDateTime: MoreThan(from) },
      order: IN_ORDER,
      take: MOST_DURING,
    });
    const found = await this.withMaintenances(events);
    return found.filter(
      ({ event, record }) => record.row.status === 'ACTIVE' || (event.status !== 'SCHEDULED' && event.status !== 'READY'),
    );
  }

  /** Events of one maintenance, by start. */
  async listOf(maintenanceId: number, query: PageQuery): Promise<EventPage<MaintenanceEventEntity>> {
    const { page, limit } = pageOf(query);
    const [events, total] = await this.db.findAndCount(MaintenanceEventEntity, {
      where: { maintenanceId },
      order: IN_ORDER,
      skip: (page - 1) * limit,
      take: limit,
    });
    return { events, page, limit, total };
  }

  /** @returns null when the maintenance has no such event */
  async find(maintenanceId: number, id: number): Promise<MaintenanceEventEntity | null> {
    return this.db.findOneBy(MaintenanceEventEntity, { id, maintenanceId });
  }

  private async withMaintenances(events: readonly MaintenanceEventEntity[]): Promise<EventOfMaintenance[]> {
    const ids = [...new Set(events.map(({ maintenanceId }) => maintenanceId))];
    const records = await recordsOf(this.db, await this.db.findBy(MaintenanceEntity, { id: In(ids) }));
    const byId = new Map(records.map((record) => [record.row.id, record]));
    return events.map((event) => ({ event, record: byId.get(event.maintenanceId)! }));
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }

  private async whereOf(query: ListEventsQuery): Promise<FindOptionsWhere<MaintenanceEventEntity>> {
    const from = numberIn(query.event_start_date_time) ?? this.clock.now();
    const status = statusIn(query.event_status);
    const only = numberIn(query.maintenance_id);
    const tags = listIn(query.monitors);
    const tagged = tags.length === 0 ? null : (await this.db.query<{ id: number }[]>(WITH_MONITOR, [tags])).map(({ id }) => id);
    const ids = only === null ? tagged : tagged === null || tagged.includes(only) ? [only] : [];
    return {
      startDateTime: MoreThanOrEqual(from),
      ...(status === null ? {} : { status }),
      ...(ids === null ? {} : { maintenanceId: In(ids) }),
    };
  }
}
