import { LIFECYCLES } from '@clarion/contract';
import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { isOneTime, ruleWords } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import type { ListMaintenanceStatesQuery, MaintenanceSort, MaintenanceStateDto } from './dto/maintenance-state.dto.js';
import { toRuleWordsDto } from './dto/rule-words.dto.js';
import { scheduleOf } from './keep-events.service.js';
import { type MaintenanceRecord, recordsOf, WITH_MONITOR } from './maintenance-records.js';
import { toEventDto, toMaintenanceDto } from './maintenance-view.js';

const DEFAULT_LIMIT = 10;

/** Events that say where a maintenance stands; `ahead` is what is under way or comes next. */
const STANDING = `
  SELECT m.id,
    (SELECT e.id FROM maintenances_events e WHERE e.maintenance_id = m.id AND e.deleted_at IS NULL AND e.status = 'ONGOING'
      ORDER BY e.start_date_time DESC, e.id DESC LIMIT 1) AS current,
    (SELECT e.id FROM maintenances_events e WHERE e.maintenance_id = m.id AND e.deleted_at IS NULL AND e.status IN ('SCHEDULED', 'READY')
      ORDER BY e.start_date_time, e.id LIMIT 1) AS next,
    (SELECT count(*)::int FROM maintenances_events e WHERE e.maintenance_id = m.id AND e.deleted_at IS NULL) AS events
  FROM maintenances m WHERE m.id = ANY ($1::int[])`;
const AHEAD = `(SELECT min(e.start_date_time) FROM maintenances_events e
  WHERE e.maintenance_id = m.id AND e.deleted_at IS NULL AND e.status IN ('SCHEDULED', 'READY', 'ONGOING'))`;
const ORDERS: Readonly<Record<MaintenanceSort, string>> = { id: 'm.id', start: 'm.start_date_time', next: AHEAD };

interface StandingRow {
  id: number;
  current: number | null;
  next: number | null;
  events: number;
}

export interface MaintenanceStatePage {
  maintenances: MaintenanceStateDto[];
  page: number;
  limit: number;
  total: number;
}

/** Maintenances with where they stand, for tables. A fixed number of statements, however many rows. */
@Injectable()
export class MaintenanceStatesService {
  constructor(private readonly sources: DataSources) {}

  /** One page of the table. @param baseUrl what links start with */
  async list(query: ListMaintenanceStatesQuery, baseUrl: string): Promise<MaintenanceStatePage> {
    const { page = 1, limit = DEFAULT_LIMIT, sort = 'id', order = 'desc' } = query;
    const { where, parameters } = filterOf(query);
    if (query.status !== undefined && !LIFECYCLES.some((each) => each === query.status)) return { maintenances: [], page, limit, total: 0 };
    const direction = order === 'asc' ? 'ASC' : 'DESC';
    const ids = await this.db.query<{ id: number; total: number }[]>(
      `SELECT m.id, count(*) OVER ()::int AS total FROM maintenances m ${where}
       ORDER BY ${ORDERS[sort]} ${direction} NULLS LAST, m.id ${direction} LIMIT ${limit} OFFSET ${(page - 1) * limit}`,
      parameters,
    );
    const [counted] =
      ids.length > 0
        ? ids
        : await this.db.query<{ total: number }[]>(`SELECT count(*)::int AS total FROM maintenances m ${where}`, parameters);
    const maintenances = await this.describe(
      ids.map(({ id }) => id),
      baseUrl,
    );
    return { maintenances, page, limit, total: counted?.total ?? 0 };
  }

  /** @returns null when there is none */
  async of(id: number, baseUrl: string): Promise<MaintenanceStateDto | null> {
    return (await this.describe([id], baseUrl))[0] ?? null;
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }

  private async describe(ids: readonly number[], baseUrl: string): Promise<MaintenanceStateDto[]> {
    if (ids.length === 0) return [];
    const records = await recordsOf(this.db, await this.db.findBy(MaintenanceEntity, { id: In([...ids]) }));
    const standing = await this.db.query<StandingRow[]>(STANDING, [ids]);
    const eventIds = standing.flatMap(({ current, next }) => [current, next]).filter((id) => id !== null);
    const events = new Map((await this.db.findBy(MaintenanceEventEntity, { id: In(eventIds) })).map((event) => [event.id, event]));
    return ids.flatMap((id) => {
      const record = records.find(({ row }) => row.id === id);
      const row = standing.find((each) => each.id === id);
      return record === undefined || row === undefined ? [] : [toStateDto(record, row, events, baseUrl)];
    });
  }
}

function filterOf({ text, status, monitor_tag: tag }: ListMaintenanceStatesQuery): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const conditions: string[] = [];
  const add = (condition: (place: string) => string, value: unknown): void => {
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  if (text !== undefined) add((place) => `strpos(lower(m.title), lower(${place})) > 0`, text);
  if (status !== undefined) add((place) => `m.status = ${place}::lifecycle`, status);
  if (tag !== undefined) add((place) => `m.id IN (${WITH_MONITOR.replace('$1', place)})`, [tag]);
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, parameters };
}

function toStateDto(
  record: MaintenanceRecord,
  { current, next, events: count }: StandingRow,
  events: ReadonlyMap<number, MaintenanceEventEntity>,
  baseUrl: string,
): MaintenanceStateDto {
  const { rule, start, zone } = scheduleOf(record.row);
  const shown = (id: number | null) => {
    const event = id === null ? undefined : events.get(id);
    return event === undefined ? null : toEventDto(event, baseUrl);
  };
  return {
    ...toMaintenanceDto(record, baseUrl),
    is_recurring: !isOneTime(rule),
    rule_words: toRuleWordsDto(ruleWords(rule, { start, zone })),
    current_event: shown(current),
    next_event: shown(next),
    event_count: count,
    version: record.row.version,
  };
}
