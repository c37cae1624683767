import { isVisibleAnywhere, type VisibleMonitor, type VisiblePage, type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../../../platform/database/data-sources.js';
import type {
  IncidentFacts,
  IncidentPageFacts,
  MaintenanceFacts,
  MaintenancePageFacts,
  NamedMonitor,
  PageEventFacts,
  RecentEvents,
  ToldMaintenance,
} from './event-facts.js';
import * as sql from './event-reading.js';
import type { EventSettings } from './event-settings.js';

const DAY = 86_400;
/** An incident that ended this lately may still stand on a page that somebody reads. */
const JUST_NOW = 3_600;
const MOST_JUST_RESOLVED = 10;
/** Updates that come along with an incident on a page of others; its own page has them all. */
const FEW_UPDATES = 5;
const ALL_UPDATES = 1_000;
const NEIGHBOURS = 5;
/** Events of one monitor's history, of each kind. */
const OF_MONITOR = 50;

/** A monitor that some page shows to readers. */
export interface PlacedMonitor extends NamedMonitor {
  pageIds: readonly number[];
}

/** Which of the maintenances that are over are asked for. */
export interface DoneQuestion {
  /** Window `[from, to)` they touch, Unix seconds. */
  from: number;
  to: number;
  monitorId: number | null;
  skip: number;
  limit: number;
}

/** What touches a window. */
export interface Touching {
  incidents: readonly IncidentFacts[];
  maintenances: readonly MaintenanceFacts[];
}

/**
 * Reads incidents and maintenances for readers. Everything is asked with the ids of the monitors the reader may see: nothing of others
 * leaves the database.
 */
@Injectable()
export class EventReader {
  constructor(private readonly sources: DataSources) {}

  /** @param settings of the page: what it does not show is not read, but for what decides a monitor's status now */
  async ofPage(monitorIds: readonly number[], settings: EventSettings, now: number): Promise<PageEventFacts> {
    const { incidents, maintenances } = settings;
    // A day more than is shown: local days begin earlier in some zones.
    const since = (days: number): number => now - (days + 1) * DAY;
    const [present, justResolved, pastIncidents, coming, pastMaintenances] = await Promise.all([
      this.incidents(sql.PRESENT_INCIDENTS, [monitorIds, FEW_UPDATES, now]),
      incidents.showOngoing ? this.incidents(sql.PAST_INCIDENTS, [monitorIds, FEW_UPDATES, now - JUST_NOW, now, MOST_JUST_RESOLVED]) : [],
      incidents.showPast
        ? this.incidents(sql.PAST_INCIDENTS, [monitorIds, 0, since(incidents.pastDays), now, incidents.pastCount + 1])
        : [],
      this.maintenances(sql.COMING_MAINTENANCES, [monitorIds, now, now + maintenances.upcomingDays * DAY]),
      maintenances.showPast
        ? this.maintenances(sql.PAST_MAINTENANCES, [monitorIds, since(maintenances.pastDays), now, maintenances.pastCount + 1])
        : [],
    ]);
    return { incidents: present, justResolved, pastIncidents, maintenances: coming, pastMaintenances };
  }

  /** What touches the window of one visible monitor, newest first. @param updates newest ones that come along with an incident */
  async ofMonitor(monitorId: number, { from, to }: Window, now: number, updates = 0): Promise<Touching> {
    const [incidents, maintenances] = await Promise.all([
      this.incidents(sql.INCIDENTS_OF_MONITOR, [[monitorId], updates, from, to, now, OF_MONITOR, monitorId]),
      this.maintenances(sql.MAINTENANCES_OF_MONITOR, [[monitorId], from, to, OF_MONITOR, monitorId]),
    ]);
    return { incidents, maintenances };
  }

  /**
   * Everything that touches a window, by start. Incidents to come are nobody's business yet.
   * @param limit of each kind   @param updates newest ones that come along with an incident
   */
  async between(monitorIds: readonly number[], { from, to }: Window, now: number, limit: number, updates = 0): Promise<Touching> {
    const [incidents, maintenances] = await Promise.all([
      this.incidents(sql.INCIDENTS_BETWEEN, [monitorIds, updates, from, to, now, limit]),
      this.maintenances(sql.MAINTENANCES_BETWEEN, [monitorIds, from, to, limit]),
    ]);
    return { incidents, maintenances };
  }

  /**
   * The latest incidents of a window that ends now, and maintenances of one that looks ahead as well.
   * @param monitorId incidents of this monitor alone; null = all   @param limit of each kind   @param updates newest ones that come along
   */
  async recent(
    monitorIds: readonly number[],
    { from, to }: Window,
    now: number,
    monitorId: number | null,
    limit: number,
    updates = 1,
  ): Promise<RecentEvents> {
    const [incidents, maintenances] = await Promise.all([
      this.incidents(sql.INCIDENTS_LATELY, [monitorIds, updates, now, from, monitorId, limit]),
      this.maintenances(sql.LATEST_MAINTENANCES, [monitorIds, from, to, limit]),
    ]);
    const texts = await this.db.query<(Omit<ToldMaintenance, keyof MaintenanceFacts> & { eventId: number })[]>(sql.MAINTENANCE_TEXTS, [
      maintenances.map(({ eventId }) => eventId),
    ]);
    const textOf = new Map(texts.map((text) => [text.eventId, text]));
    return {
      incidents,
      // One that went between the two statements is gone.
      maintenances: maintenances.flatMap((event) => {
        const text = textOf.get(event.eventId);
        return text === undefined ? [] : [{ ...event, ...text }];
      }),
    };
  }

  /** @returns null for one that the reader may not see, as for none */
  async incident(monitorIds: readonly number[], id: number): Promise<IncidentPageFacts | null> {
    const [incident] = await this.incidents(sql.ONE_INCIDENT, [monitorIds, ALL_UPDATES, id]);
    if (incident === undefined) return null;
    const [details] = await this.db.query<sql.IncidentDetailsRow[]>(sql.INCIDENT_DETAILS, [monitorIds, id]);
    if (details === undefined) return null;
    const { report, reportPublishedAt, startImpacts, changes } = details;
    const isTold = report !== null && report.trim() !== '' && reportPublishedAt !== null;
    return { incident, startImpacts, changes, report: isTold ? { text: report, publishedAt: reportPublishedAt } : null };
  }

  /** @returns null for one that the reader may not see, as for none */
  async maintenance(monitorIds: readonly number[], eventId: number): Promise<MaintenancePageFacts | null> {
    const [maintenance] = await this.maintenances(sql.ONE_MAINTENANCE, [monitorIds, eventId]);
    if (maintenance === undefined) return null;
    const [[details], occurrences] = await Promise.all([
      this.db.query<sql.MaintenanceDetailsRow[]>(sql.MAINTENANCE_DETAILS, [eventId]),
      this.db.query<MaintenancePageFacts['occurrences'][number][]>(sql.NEIGHBOURS, [
        maintenance.maintenanceId,
        maintenance.from,
        NEIGHBOURS,
      ]),
    ]);
    return details === undefined ? null : { maintenance, ...details, occurrences };
  }

  /** Id of the occurrence a series stands for now; null = it has none. */
  async currentEvent(maintenanceId: number, now: number): Promise<number | null> {
    const [row] = await this.db.query<{ id: number }[]>(sql.EVENT_OF_MAINTENANCE, [maintenanceId, now]);
    return row?.id ?? null;
  }

  /** Those that are open now, the one with the newest update first, which comes along. */
  async open(monitorIds: readonly number[], now: number): Promise<IncidentFacts[]> {
    const present = await this.incidents(sql.PRESENT_INCIDENTS, [monitorIds, 1, now]);
    return present.filter(({ state }) => state !== 'RESOLVED');
  }

  /** Running at `now` or starting by `until`, by start. */
  coming(monitorIds: readonly number[], now: number, until: number): Promise<MaintenanceFacts[]> {
    return this.maintenances(sql.COMING_MAINTENANCES, [monitorIds, now, until]);
  }

  /** Completed and cancelled ones, newest first. */
  done(monitorIds: readonly number[], { from, to, monitorId, skip, limit }: DoneQuestion): Promise<MaintenanceFacts[]> {
    return this.maintenances(sql.DONE_MAINTENANCES, [monitorIds, to, from, monitorId, skip, limit]);
  }

  /** Every monitor that any page shows, by name. */
  async placed(): Promise<PlacedMonitor[]> {
    const rows = await this.db.query<(PlacedMonitor & VisibleMonitor)[]>(sql.PLACED_MONITORS);
    return rows.filter((row) => {
      const shown = row.pageIds.map((): VisiblePage => ({ isPublished: true, monitorIds: new Set([row.id]) }));
      return isVisibleAnywhere(row, shown);
    });
  }

  /** Versions of the living pages, by id. */
  async versions(): Promise<Map<number, number>> {
    const rows = await this.db.query<{ id: number; version: number }[]>(sql.PAGE_VERSIONS);
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }

  private incidents(statement: string, parameters: readonly unknown[]): Promise<IncidentFacts[]> {
    return this.db.query<IncidentFacts[]>(statement, [...parameters]);
  }

  private maintenances(statement: string, parameters: readonly unknown[]): Promise<MaintenanceFacts[]> {
    return this.db.query<MaintenanceFacts[]>(statement, [...parameters]);
  }
}
