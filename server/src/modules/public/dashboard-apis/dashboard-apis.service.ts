import { DAY_LETTERS, type LatencyRange, type Status } from '@clarion/contract';
import {
  chartWindow,
  compose,
  contractText,
  countMinutes,
  dayStarts,
  formatLatency,
  minuteLetters,
  uptimeRatio,
  type Window,
} from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { Clock } from '../../../platform/database/clock.js';
import { AppError, notFound } from '../../../platform/errors/app-error.js';
import { EventSnapshots } from '../../pages/event-snapshots.service.js';
import { MonitorFigures } from '../../pages/monitor-figures.service.js';
import { dayLatency } from '../../pages/snapshot/day-snapshot.js';
import { EventReader } from '../../pages/snapshot/events/event-reader.service.js';
import { eventSettings } from '../../pages/snapshot/events/event-settings.js';
import { namesOf } from '../../pages/snapshot/events/event-snapshots.js';
import type { PublicMonitor } from '../../pages/snapshot/facts.js';
import { formulasFor, presentOf } from '../../pages/snapshot/monitor-row.js';
import { areApart, inSwitcherOrder } from '../../pages/snapshot/site-snapshot.js';
import { SnapshotReader } from '../../pages/snapshot/snapshot-reader.service.js';
import type { Made } from '../copies/kept-answers.js';
import { incidentAnswer, maintenanceAnswer, notifications } from './event-answers.js';
import { chartAnswer } from './latency-ranges.js';
import { monitorBar } from './monitor-bars.js';

const DAY = 86_400;
/** A local day is 25 hours long when clocks go back. */
const LONGEST_DAY = 25 * 3_600;
/** How far back days are told. */
const MOST_DAYS = 366;
/** Longest stretch of events. */
const LONGEST_MONTH = 366 * DAY;
/** Events of a stretch, of each kind. */
const MOST_EVENTS = 300;
const UPDATES = 50;

const STATUS_OF = new Map<string, Status>(Object.entries(DAY_LETTERS).map(([status, letter]) => [letter, status as Status]));

/** The windows that bars are drawn for. */
export interface BarWindow {
  timeZone: string;
  days: number;
  /** End of today as an older client counts it, Unix seconds; null = the zone's real midnights. */
  endOfToday: number | null;
}

/** What the older public endpoints answer. Everything goes through what readers see. @see pages-site §10 */
@Injectable()
export class DashboardApis {
  constructor(
    private readonly figures: MonitorFigures,
    private readonly events: EventSnapshots,
    private readonly reader: EventReader,
    private readonly snapshots: SnapshotReader,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Bars by tag; what readers do not see is not among them. */
  async bars(tags: readonly string[], window: BarWindow): Promise<Made<Record<string, ReturnType<typeof monitorBar>>>> {
    const now = this.clock.now();
    const edges = this.edges(window, now);
    const monitors = await this.figures.monitors(tags, edges[0]!);
    const latencies = await this.figures.latencies(monitors, edges);
    const answer = Object.fromEntries(
      monitors.map((monitor) => [monitor.tag, monitorBar(monitor, edges, latencies.get(monitor.id) ?? [], now)]),
    );
    return { answer, basis: new Map(monitors.flatMap(({ versions }) => [...versions])) };
  }

  /** @returns null for a monitor that readers do not see */
  async chart(tag: string, range: LatencyRange): Promise<Made<ReturnType<typeof chartAnswer>> | null> {
    const now = this.clock.now();
    const monitor = await this.figures.monitor(tag, now);
    if (monitor === null) return null;
    const plan = chartWindow(range, now);
    return { answer: chartAnswer(range, plan, await this.figures.points(monitor, plan, plan.step, plan.source)), basis: monitor.versions };
  }

  /** Every minute of a day so far. @param asked from its first second to its last minute   @throws AppError `NOT_FOUND` */
  async dayStatus(tag: string, asked: Window) {
    const now = this.clock.now();
    const { monitor, day } = await this.day(tag, asked);
    const known = Math.min(day.to, Math.max(day.from, presentOf(monitor, now).knownUntil));
    const timeline = compose(monitor.spans, monitor.overlays, { from: day.from, to: known });
    const letters = minuteLetters(timeline, day, now).replaceAll('.', '');
    return {
      uptime: contractText(uptimeRatio(countMinutes(timeline, { from: day.from, to: known }), formulasFor(monitor))),
      data: [...letters].map((letter, index) => ({ timestamp: day.from + index * 60, status: STATUS_OF.get(letter) ?? 'NO_DATA' })),
    };
  }

  /** @throws AppError `NOT_FOUND` */
  async dayLatency(tag: string, asked: Window) {
    const { monitor, day } = await this.day(tag, asked);
    const { avgMs, maxMs, minMs, points } = dayLatency(await this.figures.curve(monitor, day));
    return {
      avgLatency: formatLatency(avgMs),
      maxLatency: formatLatency(maxMs),
      minLatency: formatLatency(minMs),
      data: points.map(({ at, ms }) => ({ timestamp: at, latency: ms })),
    };
  }

  /** @throws AppError `NOT_FOUND` */
  async dayIncidents(tag: string, asked: Window) {
    const { monitor, day } = await this.day(tag, asked);
    const { incidents } = await this.reader.ofMonitor(monitor.id, day, this.clock.now(), UPDATES);
    return { incidents: incidents.map((incident) => incidentAnswer(incident, namesOf([monitor]))).reverse() };
  }

  /** @throws AppError `NOT_FOUND` */
  async dayMaintenances(tag: string, asked: Window) {
    const { monitor, day } = await this.day(tag, asked);
    const { maintenances } = await this.reader.ofMonitor(monitor.id, day, this.clock.now());
    return { maintenances: maintenances.map((event) => maintenanceAnswer(event, namesOf([monitor]))).reverse() };
  }

  /** @param pagePath null = all pages   @throws AppError `BAD_REQUEST`, or `NOT_FOUND` for a page that is not there */
  async eventsBetween(pagePath: string | null, window: Window) {
    if (window.to <= window.from || window.to - window.from > LONGEST_MONTH)
      throw new AppError('BAD_REQUEST', 'end_ts must be later than start_ts, by a year at most');
    const found = await this.events.between(pagePath, window, MOST_EVENTS, UPDATES);
    if (found === null) throw notFound('Page');
    const names = namesOf(found.monitors);
    return {
      incidents: found.incidents.map((incident) => incidentAnswer(incident, names)),
      maintenances: found.maintenances.map((event) => maintenanceAnswer(event, names)),
    };
  }

  /** @param tags of monitors; without any only what is global is told */
  async notifications(tags: readonly string[]) {
    const now = this.clock.now();
    const [site, monitors] = await Promise.all([this.snapshots.site(), tags.length === 0 ? [] : this.figures.monitors(tags, now)]);
    const settings = eventSettings(null, site.settings);
    const ids = monitors.map(({ id }) => id);
    return { notifications: notifications(await this.reader.ofPage(ids, settings, now), settings, this.config.APP_BASE_PATH) };
  }

  /** Pages that a visitor may switch between, in their order. */
  async pages() {
    const [{ settings }, pages] = await Promise.all([this.snapshots.site(), this.snapshots.pages()]);
    const shown = areApart(settings) ? pages.filter(({ path }) => path === '') : inSwitcherOrder(settings, pages);
    return shown.map(({ title, path, header, logo }) => ({ page_title: title, page_path: path, page_header: header, page_logo: logo }));
  }

  private edges({ timeZone, days, endOfToday }: BarWindow, now: number): number[] {
    if (endOfToday === null) return dayStarts(timeZone, now, days);
    if (Math.abs(endOfToday - now) > 2 * DAY) throw new AppError('BAD_REQUEST', 'endOfDayTodayAtTz must be the end of today');
    return Array.from({ length: days + 1 }, (_, index) => endOfToday - (days - index) * DAY);
  }

  private async day(tag: string, { from, to }: Window): Promise<{ monitor: PublicMonitor; day: Window }> {
    const now = this.clock.now();
    if (from > now || from < now - MOST_DAYS * DAY || to < from)
      throw new AppError('BAD_REQUEST', `startOfDayTodayAtTz must lie in the last ${MOST_DAYS} days, nowAtTz after it`);
    const monitor = await this.figures.monitor(tag, from);
    if (monitor === null) throw notFound('Monitor');
    // The last minute counts to its end.
    return { monitor, day: { from, to: Math.min(Math.floor(to / 60) * 60 + 60, from + LONGEST_DAY) } };
  }
}
