import type { LatencyRange } from '@clarion/contract';
import {
  chartWindow,
  dayOfDate,
  dayStarts,
  isVisible,
  isVisibleAnywhere,
  type LocalDay,
  type Rollup,
  type VisiblePage,
} from '@clarion/domain';
import { resolveLocale } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { type FoldedGroup, GroupTimelines } from '../../monitors/groups/group-timelines.service.js';
import { Overlays } from '../../monitors/timeline/overlays.js';
import { Dictionaries } from '../../site/texts/dictionaries.js';
import { fullPageSettings } from '../page-settings.js';
import type {
  DayFacts,
  DaySample,
  Gap,
  MonitorFacts,
  MonitorPageFacts,
  PageFacts,
  PublicMonitor,
  SectionFacts,
  SiteFacts,
} from './facts.js';
import { EventReader } from './events/event-reader.service.js';
import { eventSettings } from './events/event-settings.js';
import { historyDaysOf, LONGEST_WINDOW } from './monitor-page-snapshot.js';
import { ReaderWords } from './reader-words.service.js';
import { siteLocales } from './site-snapshot.js';
import { wordsOfPage } from './translated.js';
import * as sql from './reading.js';
import { blame, curveOf, HALF_HOUR, HALF_HOURS, histogramOf, meanCurve, monitorFacts, spansOf, stateOfGroup } from './row-facts.js';

const DAY = 86_400;
/** A monitor's page lists its events of so many days, back and ahead. */
const EVENT_DAYS = 90;

/** Settings of a site, by key, as somebody would have them. */
export type ChangeSite = (settings: SiteFacts['settings']) => SiteFacts['settings'];
const asItIs: ChangeSite = (settings) => settings;

/** What is asked of a monitor's history. */
export interface MonitorQuestion {
  timeZone: string;
  range: LatencyRange;
  /** `YYYY-MM-DD` in that zone, as `parseLocalDate` answers it; null = no day. */
  day: string | null;
}

/** Reads what snapshots are made of: a handful of statements for a page, whatever the number of its monitors. */
@Injectable()
export class SnapshotReader {
  constructor(
    private readonly sources: DataSources,
    private readonly overlays: Overlays,
    private readonly groups: GroupTimelines,
    private readonly events: EventReader,
    private readonly clock: Clock,
    private readonly dictionaries: Dictionaries,
    private readonly words: ReaderWords,
  ) {}

  /**
   * @param path empty = home
   * @param changed what the site's settings would be, for previews
   * @returns null when there is no such page
   */
  async page(path: string, changed: ChangeSite = asItIs): Promise<PageFacts | null> {
    const db = this.db;
    // The version first: whatever changes while the rest is read gets a newer one, and is read again.
    const page = await one<sql.PageRow>(db, sql.PAGE, [path]);
    if (page === undefined) return null;
    const [site, sections, rows] = await Promise.all([
      this.site(),
      db.query<SectionFacts[]>(sql.SECTIONS, [page.id]),
      db.query<sql.PlacedMonitorRow[]>(sql.PAGE_MONITORS, [page.id]),
    ]);
    return this.compile(page, path, { ...site, settings: changed(site.settings) }, sections, rows);
  }

  /** A page as it would be with this content. @param places monitors by their tags, in their order */
  async draft(page: sql.PageRow, path: string, sections: readonly SectionFacts[], places: readonly sql.DraftPlace[]): Promise<PageFacts> {
    const tags = places.map(({ tag }) => tag);
    const [site, rows] = await Promise.all([
      this.site(),
      this.db.query<sql.PlacedMonitorRow[]>(sql.DRAFT_MONITORS, [tags, places.map(({ sectionId }) => sectionId)]),
    ]);
    return this.compile(page, path, site, sections, rows);
  }

  private async compile(
    page: sql.PageRow,
    path: string,
    site: SiteFacts,
    sections: readonly SectionFacts[],
    rows: readonly sql.PlacedMonitorRow[],
  ): Promise<PageFacts> {
    const now = this.clock.now();
    const settings = fullPageSettings(page.settings);
    const shown: VisiblePage = { isPublished: true, monitorIds: new Set(rows.map(({ id }) => id)) };
    const visible = rows.filter((row) => isVisible(row, shown));
    // A day more than is shown: the first local midnight lies earlier in some zones.
    const from = now - (settings.monitor_status_history_days.desktop + 1) * DAY;
    const groups = await this.groupsAmong(visible, from, now);
    const shownEvents = eventSettings(page.settings, site.settings);
    const ids = visible.map((row) => row.id);
    const [facts, events] = await Promise.all([this.monitors(visible, groups, from, now), this.events.ofPage(ids, shownEvents, now)]);
    const monitors = facts.map((monitor, index) => ({ ...monitor, sectionId: visible[index]!.sectionId }));
    const { id, version, title, header, subheader, logo } = page;
    const about = { id, version, path, title, header, subheader, logo, settings, eventSettings: shownEvents };
    const words = await this.words.of(site, wordsOfPage({ site, sections, monitors, events }));
    return { ...about, sections, monitors, events, site, words, from, now };
  }

  /** A monitor that some page shows; null for every other, and for none. A day outside what is shown is left out. */
  async publicMonitor(tag: string, question: MonitorQuestion): Promise<MonitorPageFacts | null> {
    const row = await one<sql.MonitorRow>(this.db, sql.ONE_MONITOR, [tag]);
    if (row === undefined) return null;
    const pages = await this.pagesOf(row.id);
    const shown = pages.map((): VisiblePage => ({ isPublished: true, monitorIds: new Set([row.id]) }));
    return isVisibleAnywhere(row, shown) ? this.monitorPage(row, pages, question) : null;
  }

  /** Monitors that some page shows, with their history from an instant on; others are left out. @param tags null = all there are */
  async publicMonitors(tags: readonly string[] | null, from: number): Promise<PublicMonitor[]> {
    const now = this.clock.now();
    const rows = (await this.db.query<sql.PlacedByTagRow[]>(sql.PLACED_BY_TAG, [tags])).filter((row) =>
      isVisible(row, { isPublished: true, monitorIds: new Set([row.id]) }),
    );
    const groups = await this.groupsAmong(rows, from, now);
    const facts = await this.monitors(rows, groups, from, now);
    return facts.map((monitor, index) => ({
      ...monitor,
      measuredIds: groups.get(monitor.id)?.members.map(({ id }) => id) ?? [monitor.id],
      versions: new Map(Object.entries(rows[index]!.versions).map(([id, version]) => [Number(id), version])),
    }));
  }

  /** Any monitor, for people who work here; null when there is none with that tag. */
  async monitor(tag: string, question: MonitorQuestion): Promise<MonitorPageFacts | null> {
    const row = await one<sql.MonitorRow>(this.db, sql.ONE_MONITOR, [tag]);
    return row === undefined ? null : this.monitorPage(row, await this.pagesOf(row.id), question);
  }

  /** What every page has around it. */
  async site(): Promise<SiteFacts> {
    const { settings: stored, pages, epoch, texts, isTranslated } = (await one<sql.SiteRow>(this.db, sql.SITE, []))!;
    this.dictionaries.take(texts);
    const settings = new Map(Object.entries(stored));
    const offered = siteLocales(settings).map((code) => resolveLocale([code]));
    const files = new Map(offered.map((locale) => [locale, this.dictionaries.fileOf(locale)?.name ?? null]));
    return { settings, pages, epoch, texts: files, isTranslated };
  }

  /** Living pages, by id. */
  pages(): Promise<sql.ListedPageRow[]> {
    return this.db.query<sql.ListedPageRow[]>(sql.LISTED_PAGES);
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }

  private pagesOf(monitorId: number): Promise<sql.PageOfMonitorRow[]> {
    return this.db.query<sql.PageOfMonitorRow[]>(sql.PAGES_OF_MONITOR, [monitorId]);
  }

  private async monitorPage(
    row: sql.MonitorRow,
    pages: readonly sql.PageOfMonitorRow[],
    question: MonitorQuestion,
  ): Promise<MonitorPageFacts> {
    const now = this.clock.now();
    const starts = dayStarts(question.timeZone, now, historyDaysOf(row.settings).desktop);
    const from = Math.min(starts[0]!, now - LONGEST_WINDOW - DAY);
    const date = question.day === null ? null : dayOfDate(question.timeZone, question.day);
    const isShown = date !== null && date.from >= starts[0]! && date.to <= starts.at(-1)!;
    const groups = await this.groupsAmong([row], from, now);
    const group = groups.get(row.id);
    const measured = group === undefined ? [row.id] : group.members.map(({ id }) => id);
    const [site, monitors, openIncidents, latency, day, events] = await Promise.all([
      this.site(),
      this.monitors([row], groups, from, now),
      this.openIncidents([row], now),
      this.latency(measured, question.range, now),
      isShown ? this.day(row.id, date, group, now) : null,
      this.events.ofMonitor(row.id, { from: now - EVENT_DAYS * DAY, to: now + EVENT_DAYS * DAY }, now),
    ]);
    const versions = new Map(pages.map(({ id, version }) => [id, version]));
    return { monitor: monitors[0]!, pagePath: pages[0]?.path ?? null, versions, latency, day, events, openIncidents, site, now };
  }

  /** @param groups those of the rows that are groups, folded from `from` on */
  private async monitors(
    rows: readonly sql.MonitorRow[],
    groups: ReadonlyMap<number, FoldedGroup>,
    from: number,
    now: number,
  ): Promise<MonitorFacts[]> {
    const ids = rows.map(({ id }) => id);
    const newest = Math.floor(now / HALF_HOUR) * HALF_HOUR;
    const oldest = newest - (HALF_HOURS - 1) * HALF_HOUR;
    const drawn = [...new Set([...ids, ...[...groups.values()].flatMap(({ members }) => members.map(({ id }) => id))])];
    const [spanRows, halfHours, overlays] = await Promise.all([
      this.db.query<sql.SpansRow[]>(sql.SPANS, [ids, from]),
      this.db.query<sql.HalfHoursRow[]>(sql.HALF_HOURS, [drawn, oldest, newest + HALF_HOUR]),
      this.overlays.of(this.db, ids, { from, to: now + DAY }),
    ]);
    const spans = new Map(spanRows.map((row) => [row.monitorId, spansOf(row)]));
    const curves = new Map(halfHours.map((row) => [row.monitorId, curveOf(row, oldest)]));
    return rows.map((row) => {
      const group = groups.get(row.id);
      const curve = group === undefined ? curves.get(row.id) : meanCurve(group.members.flatMap(({ id }) => [curves.get(id) ?? []]));
      const facts = monitorFacts(row, spans.get(row.id) ?? [], overlays.get(row.id) ?? [], curve ?? curveOf(null, oldest));
      return group === undefined ? facts : { ...facts, spans: group.spans, state: stateOfGroup(group) };
    });
  }

  private groupsAmong(rows: readonly sql.MonitorRow[], from: number, now: number): Promise<Map<number, FoldedGroup>> {
    const ids = rows.filter(({ type }) => type === 'GROUP').map(({ id }) => id);
    return this.groups.of(this.db, ids, { from, to: now + DAY });
  }

  private async openIncidents(rows: readonly { id: number }[], now: number): Promise<number> {
    const row = await one<{ count: number }>(this.db, sql.OPEN_INCIDENTS, [rows.map(({ id }) => id), now]);
    return row!.count;
  }

  /** @param monitorIds one monitor, or the members of a group */
  private async latency(monitorIds: readonly number[], range: LatencyRange, now: number): Promise<MonitorPageFacts['latency']> {
    const { from, to, step, source } = chartWindow(range, now);
    const areSamples = source === 'samples';
    const [points, cells] = await Promise.all([
      this.db.query<sql.RollupRow[]>(areSamples ? sql.SAMPLE_POINTS : sql.LATENCY_POINTS, [monitorIds, from, to, step]),
      this.db.query<sql.CellRow[]>(areSamples ? sql.SAMPLE_CELLS : sql.LATENCY_CELLS, [monitorIds, from, to]),
    ]);
    const whole: Rollup = {
      n: points.reduce((sum, { n }) => sum + n, 0),
      total: points.reduce((sum, { total }) => sum + total, 0),
      lo: Math.min(...points.map(({ lo }) => lo)),
      hi: Math.max(...points.map(({ hi }) => hi)),
      histogram: histogramOf(cells),
    };
    return { range, points: points.map((point) => ({ ...point, histogram: [] })), whole };
  }

  private async day(monitorId: number, day: LocalDay, group: FoldedGroup | undefined, now: number): Promise<DayFacts> {
    const window = [monitorId, day.from, day.to];
    const members = [group === undefined ? [monitorId] : group.members.map(({ id }) => id), day.from, day.to];
    const [gaps, own, latencies, rollups, events] = await Promise.all([
      this.db.query<Gap[]>(sql.DAY_GAPS, window),
      this.db.query<DaySample[]>(sql.DAY_SAMPLES, window),
      group === undefined ? [] : this.db.query<DaySample[]>(sql.DAY_LATENCIES, members),
      this.db.query<sql.RollupRow[]>(sql.DAY_ROLLUPS, members),
      this.events.ofMonitor(monitorId, day, now),
    ]);
    const samples = [...own, ...latencies, ...(group === undefined ? [] : blame(group, day))].sort((a, b) => a.timestamp - b.timestamp);
    return { ...day, gaps, samples, rollups: rollups.map((rollup) => ({ ...rollup, histogram: [] })), events };
  }
}

async function one<T>(db: EntityManager, statement: string, parameters: readonly unknown[]): Promise<T | undefined> {
  const [row] = await db.query<T[]>(statement, [...parameters]);
  return row;
}
