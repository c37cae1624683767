import { DAY_LETTERS, LIFECYCLES, MONITOR_TYPES, type Status, YES_NO } from '@clarion/contract';
import { displayText, formulasOf, type Fraction, MINUTE, minuteOf, minutesBetween, uptimeRatio, type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { yesNo } from '../../platform/http/yes-no.js';
import { ListMonitorStatesQuery, MonitorStateDto, type StateSort } from './dto/monitor-state.dto.js';
import { type FoldedGroup, GroupTimelines } from './groups/group-timelines.service.js';
import { MonitorPages, toPagePath } from './monitor-pages.js';
import { Overlays } from './timeline/overlays.js';
import { intervalOf, type NewestSample, type Present, presentOf, recentUptime, sinceOf } from './timeline/present.js';
import {
  CANDIDATES,
  type Candidate,
  countStatement,
  LAST_CHECKS,
  newestOf,
  ORDERS,
  stateFilter,
  UPTIME_MINUTES,
  type UptimeMinutes,
} from './state-rows.js';
import { TimelineService } from './timeline/timeline.service.js';

/** Worse is greater. */
const GRAVITY = { UP: 0, NO_DATA: 1, MAINTENANCE: 2, DEGRADED: 3, DOWN: 4 } as const satisfies Record<Status, number>;
const DAY = 86_400;
const UPTIME_SECONDS = 30 * DAY;
/** As many as a strip has places. */
const SHOWN_MINUTES = 60;
const DEFAULT_LIMIT = 10;
const OF_IDS = 'm.deleted_at IS NULL AND m.id = ANY ($1::int[])';

/** A candidate with its present. */
interface Presented {
  candidate: Candidate;
  present: Present;
}

export interface StatePage {
  states: MonitorStateDto[];
  page: number;
  limit: number;
  total: number;
}

/** Monitors with how they are, for tables. A fixed number of statements, however many rows. */
@Injectable()
export class MonitorStatesService {
  constructor(
    private readonly sources: DataSources,
    private readonly timeline: TimelineService,
    private readonly overlays: Overlays,
    private readonly groups: GroupTimelines,
    private readonly pages: MonitorPages,
    private readonly clock: Clock,
  ) {}

  /** One page of the table. A filter value that no monitor can have matches none. */
  async list(query: ListMonitorStatesQuery): Promise<StatePage> {
    const { page = 1, limit = DEFAULT_LIMIT, sort = 'name', order = 'asc' } = query;
    const nobody = { states: [], page, limit, total: 0 };
    if (!isPossible(query)) return nobody;
    const onPage = query.page_path === undefined ? null : await this.pages.monitorsOn(this.db, query.page_path);
    const filter = stateFilter(query, onPage);
    const direction = order === 'desc' ? 'DESC' : 'ASC';
    const offset = (page - 1) * limit;
    const column = ORDERS[sort];
    if (column !== undefined && query.current_status === undefined) {
      const rows = await this.db.query<Candidate[]>(
        `${CANDIDATES} ${filter.where} ORDER BY ${column} ${direction}, m.id LIMIT ${limit} OFFSET ${offset}`,
        filter.parameters,
      );
      const [counted] = await this.db.query<{ total: number }[]>(countStatement(filter.where), filter.parameters);
      return { states: await this.describe(rows), page, limit, total: counted?.total ?? 0 };
    }
    // What is sorted or filtered by is known to the rules, not to the database: all candidates are presented, one page is described.
    const rows = await this.db.query<Candidate[]>(
      `${CANDIDATES} ${filter.where} ORDER BY ${column ?? 'lower(m.name)'} ${column === undefined ? 'ASC' : direction}, m.id`,
      filter.parameters,
    );
    const presented = (await this.present(rows)).filter(
      ({ present }) => query.current_status === undefined || present.status === query.current_status,
    );
    const ordered = await this.inOrder(presented, sort, order === 'desc' ? -1 : 1);
    return { states: await this.describe(ordered.slice(offset, offset + limit)), page, limit, total: ordered.length };
  }

  /** @param monitorId of a living monitor */
  async of(monitorId: number): Promise<MonitorStateDto | null> {
    const rows = await this.db.query<Candidate[]>(`${CANDIDATES} WHERE m.id = $1 AND m.deleted_at IS NULL`, [monitorId]);
    const [state] = await this.describe(rows);
    return state ?? null;
  }

  /** Living monitors of these tags with their presents, in no order. */
  async ofTags(tags: readonly string[]): Promise<Presented[]> {
    return this.present(await this.db.query<Candidate[]>(`${CANDIDATES} WHERE m.deleted_at IS NULL AND m.tag = ANY ($1::text[])`, [tags]));
  }

  /** Living monitors of these ids with their presents, in no order. @param db a transaction, to see its own changes */
  async ofIds(ids: readonly number[], db: EntityManager = this.db): Promise<Presented[]> {
    return this.present(await db.query<Candidate[]>(`${CANDIDATES} WHERE ${OF_IDS}`, [ids]), db);
  }

  /** Their rows of the table, by id. @param db a transaction, to see its own changes */
  async rowsOf(ids: readonly number[], db: EntityManager = this.db): Promise<MonitorStateDto[]> {
    return this.describe(await db.query<Candidate[]>(`${CANDIDATES} WHERE ${OF_IDS} ORDER BY m.id`, [ids]), db);
  }

  /** Every ACTIVE monitor with its present. */
  async active(): Promise<Presented[]> {
    return this.present(
      await this.db.query<Candidate[]>(`${CANDIDATES} WHERE m.deleted_at IS NULL AND m.status = 'ACTIVE' ORDER BY lower(m.name), m.id`),
    );
  }

  /** Not UP, or late; the worst first. */
  async worst(presented: readonly Presented[], limit: number): Promise<MonitorStateDto[]> {
    const concerning = presented.filter(({ present }) => present.status !== 'UP' || present.isDelayed);
    concerning.sort((a, b) => GRAVITY[b.present.status] - GRAVITY[a.present.status]);
    return this.describe(concerning.slice(0, limit).map(({ candidate }) => candidate));
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }

  private groupsOf(candidates: readonly Candidate[], window: Window, db: EntityManager): Promise<Map<number, FoldedGroup>> {
    const ids = candidates.filter(({ monitor_type: type }) => type === 'GROUP').map(({ id }) => id);
    return this.groups.of(db, ids, window);
  }

  private async present(candidates: readonly Candidate[], db: EntityManager = this.db): Promise<Presented[]> {
    const now = this.clock.now();
    const overlays = await this.overlays.of(
      db,
      candidates.map(({ id }) => id),
      { from: now, to: now + 1 },
    );
    const groups = await this.groupsOf(candidates, { from: now - DAY, to: now + MINUTE }, db);
    const intervals = new Map<string | null, number | null>();
    for (const { cron } of candidates) if (!intervals.has(cron)) intervals.set(cron, intervalOf(cron, now));
    return candidates.map((candidate) => {
      const interval = intervals.get(candidate.cron) ?? null;
      return {
        candidate,
        present: presentOf(newestIn(groups, candidate), interval, overlays.get(candidate.id) ?? [], now, candidate.status !== 'ACTIVE'),
      };
    });
  }

  private async inOrder(presented: readonly Presented[], sort: StateSort, direction: 1 | -1): Promise<Candidate[]> {
    const key = await this.sortKey(presented, sort);
    const candidates = presented.map(({ candidate, present }) => ({ candidate, value: key({ candidate, present }) }));
    // Without a value last, whichever way; the order by name stands among equals.
    const compare = (a: number | null, b: number | null): number =>
      a === null ? (b === null ? 0 : 1) : b === null ? -1 : (a - b) * direction;
    return candidates.sort((a, b) => compare(a.value, b.value)).map(({ candidate }) => candidate);
  }

  private async sortKey(presented: readonly Presented[], sort: StateSort): Promise<(one: Presented) => number | null> {
    if (sort === 'current_status') return ({ present }) => GRAVITY[present.status];
    if (sort === 'interval') return ({ present }) => present.intervalSeconds;
    if (sort !== 'uptime') return () => 0; // the database has put them in order
    const ratios = await this.uptimes(presented);
    return ({ candidate: { id } }) => {
      const ratio = ratios.get(id) ?? null;
      return ratio === null ? null : Number(ratio.numerator) / Number(ratio.denominator);
    };
  }

  /** Uptime of many monitors: summed by the database, composed only where an overlay has a say. */
  private async uptimes(presented: readonly Presented[]): Promise<Map<number, Fraction | null>> {
    const to = minuteOf(this.clock.now()) + MINUTE;
    const window = { from: to - UPTIME_SECONDS - MINUTE, to };
    const ids = presented.map(({ candidate: { id } }) => id);
    const overlays = await this.overlays.of(this.db, ids, window);
    const groups = new Set(presented.filter(({ candidate }) => candidate.monitor_type === 'GROUP').map(({ candidate: { id } }) => id));
    const overlaid = ids.filter((id) => groups.has(id) || (overlays.get(id)?.length ?? 0) > 0);
    const spans = await this.timeline.spans(overlaid, window);
    const minutes = new Map(
      (await this.db.query<UptimeMinutes[]>(UPTIME_MINUTES, [ids, window.from, window.to])).map((row) => [row.id, row]),
    );
    return new Map(
      presented.map(({ candidate, present }) => {
        const formulas = formulasOf(candidate.settings, candidate.include_degraded);
        const own = overlays.get(candidate.id) ?? [];
        if (own.length > 0 || groups.has(candidate.id))
          return [candidate.id, recentUptime(spans.get(candidate.id) ?? [], own, present, UPTIME_SECONDS, formulas).ratio];
        const sums = minutes.get(candidate.id);
        return [candidate.id, sums === undefined ? null : uptimeRatio({ ...sums, noData: 0 }, formulas)];
      }),
    );
  }

  private async describe(candidates: readonly Candidate[], db: EntityManager = this.db): Promise<MonitorStateDto[]> {
    if (candidates.length === 0) return [];
    const now = this.clock.now();
    const ids = candidates.map(({ id }) => id);
    const window = { from: minuteOf(now) - UPTIME_SECONDS - 86_400, to: minuteOf(now) + MINUTE };
    const overlays = await this.overlays.of(db, ids, window);
    const groups = await this.groupsOf(candidates, window, db);
    const spans = await this.timeline.spans(
      ids.filter((id) => !groups.has(id)),
      window,
      db,
    );
    const places = await this.pages.placesOf(db, ids);
    const checks = new Map(
      (await db.query<{ id: number; letters: string | null }[]>(LAST_CHECKS, [ids])).map(({ id, letters }) => [id, letters]),
    );
    return candidates.map((candidate) => {
      const own = overlays.get(candidate.id) ?? [];
      const group = groups.get(candidate.id);
      const newest = newestIn(groups, candidate);
      const latency = group === undefined ? candidate.latency : group.latencyMs;
      const present = presentOf(newest, intervalOf(candidate.cron, now), own, now, candidate.status !== 'ACTIVE');
      const formulas = formulasOf(candidate.settings, candidate.include_degraded);
      const { timeline, ratio } = recentUptime(group?.spans ?? spans.get(candidate.id) ?? [], own, present, UPTIME_SECONDS, formulas);
      return {
        id: candidate.id,
        tag: candidate.tag,
        name: candidate.name,
        image: candidate.image,
        monitor_type: candidate.monitor_type,
        cron: candidate.cron,
        status: candidate.status,
        is_hidden: yesNo(candidate.is_hidden),
        version: candidate.version,
        current_status: present.status,
        since: sinceOf(newest, timeline, present, own),
        last_checked_at: newest?.timestamp ?? null,
        is_delayed: present.isDelayed,
        latency: latency === null || latency === 0 ? null : latency,
        interval_seconds: present.intervalSeconds,
        uptime_30d: displayText(ratio),
        last_checks: (group === undefined ? checks.get(candidate.id) : lastMinutes(group)) ?? '',
        pages: (places.get(candidate.id) ?? []).map(({ path, title }) => ({ page_path: toPagePath(path), page_title: title })),
      };
    });
  }
}

const newestIn = (groups: ReadonlyMap<number, FoldedGroup>, candidate: Candidate): NewestSample | null =>
  groups.get(candidate.id)?.newest ?? newestOf(candidate);

/** One letter for each of the last minutes that are known of a group, oldest first. @see DAY_LETTERS */
function lastMinutes({ spans }: FoldedGroup): string {
  const letters = spans.map(({ from, to, status }) => DAY_LETTERS[status].repeat(minutesBetween(from, to))).join('');
  return letters.slice(-SHOWN_MINUTES);
}

const isPossible = ({ monitor_type: type, status, is_hidden: isHidden }: ListMonitorStatesQuery): boolean =>
  isOf(MONITOR_TYPES, type) && isOf(LIFECYCLES, status) && isOf(YES_NO, isHidden);

const isOf = (values: readonly string[], value: string | undefined): boolean => value === undefined || values.includes(value);
