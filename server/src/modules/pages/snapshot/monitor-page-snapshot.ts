import { BAR_RANGES, type BarRange, type MonitorPageSnapshot } from '@clarion/contract';
import { averageMs, chartPoints, countMinutes, dayStarts, delayedSince, monitorHeadline, percentile } from '@clarion/domain';
import { daySnapshot } from './day-snapshot.js';
import { monitorEvents, titlesOf } from './events/monitor-events.js';
import type { MonitorFacts, MonitorPageFacts } from './facts.js';
import { formulasFor, monitorRow, presentOf, timelineOf, uptimeOf, type HistoryDays } from './monitor-row.js';
import { bannerOf, versionText, type Setting } from './page-snapshot.js';
import { mayShare } from './sharing.js';
import { placedOrNull, siteSnapshot } from './site-snapshot.js';

const DAY = 86_400;
const WINDOWS = { '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY, '90d': 90 * DAY, '365d': 365 * DAY } as const;
type WindowLabel = keyof typeof WINDOWS;

/** Seconds of history a monitor's page looks back at most. */
export const LONGEST_WINDOW = WINDOWS['365d'];

const DEFAULT_DAYS: HistoryDays = { desktop: 90, mobile: 30 };

/** Days of history that a monitor's own page shows, 1..365. @see data-model §3.1 */
export function historyDaysOf(settings: MonitorFacts['settings']): HistoryDays {
  const stored = settings?.['monitor_status_history_days'];
  const read = (key: keyof HistoryDays): number => {
    const days = typeof stored === 'object' && stored !== null ? (stored as Partial<Record<string, unknown>>)[key] : undefined;
    return Number.isInteger(days) && (days as number) >= 1 && (days as number) <= 365 ? (days as number) : DEFAULT_DAYS[key];
  };
  return { desktop: read('desktop'), mobile: read('mobile') };
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);

function latencyOf({ latency: { range, points, whole }, now }: MonitorPageFacts): MonitorPageSnapshot['latency'] {
  const round = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));
  return {
    range,
    points: chartPoints(points, range, now).map(({ at, avgMs, minMs, maxMs }) => ({ at, avgMs, minMs: round(minMs), maxMs: round(maxMs) })),
    avgMs: round(averageMs(whole)),
    p95Ms: round(percentile(whole, 0.95)),
    maxMs: whole.n === 0 ? null : Math.round(whole.hi),
    minMs: whole.n === 0 ? null : Math.round(whole.lo),
  };
}

/**
 * A monitor's own page as one reader sees it.
 * @param facts whose spans reach back `LONGEST_WINDOW` and to the first of the days shown
 * @param days of bars, as far as there are so many; without it all   @param withReasons whether what checks said is told: to people who work here, not to readers
 */
export function monitorPageSnapshot(
  facts: MonitorPageFacts,
  setting: Setting,
  { withReasons, days }: { withReasons: boolean; days?: BarRange | undefined },
): MonitorPageSnapshot {
  const { monitor, pagePath, site, now } = facts;
  const { timeZone, locale } = setting;
  const all = historyDaysOf(monitor.settings);
  const starts = dayStarts(timeZone, now, all.desktop);
  // Who chose a number of days sees them all, on a phone too.
  const historyDays = days !== undefined && days < all.desktop ? { desktop: days, mobile: days } : all;
  const drawn = starts.slice(-1 - historyDays.desktop);
  const barRanges = [all.desktop, ...BAR_RANGES.filter((each) => each < all.desktop)];
  const row = monitorRow(monitor, drawn, historyDays, now, true, titlesOf(facts.events));
  const present = presentOf(monitor, now);
  const until = present.knownUntil;
  const timeline = timelineOf(monitor, until - LONGEST_WINDOW, present);
  const formulas = formulasFor(monitor);
  const since = delayedSince([{ lastSampleAt: row.lastCheckedAt, intervalSeconds: row.intervalSeconds }], now);
  return {
    v: 1,
    kind: 'monitor',
    pagePath,
    // Marked: it counts what several pages went through, and resumes no stream of any of them.
    version: `${versionText(site.epoch, sum(facts.versions.values()))}m`,
    generatedAt: now,
    freshness: since === null ? 'live' : 'delayed',
    delayedSince: since,
    site: siteSnapshot(site, setting, now),
    locale,
    timeZone,
    dayStarts: drawn,
    banner: { ...bannerOf([row], facts.openIncidents), ...monitorHeadline(row.status) },
    monitor: {
      ...row,
      image: placedOrNull(monitor.image, setting.basePath),
      externalUrl: monitor.externalUrl,
      historyDays,
      typeOfLastSample: monitor.state?.type ?? null,
    },
    ...(barRanges.length > 1 ? { barRanges } : {}),
    windows: (Object.keys(WINDOWS) as WindowLabel[]).map((label) => {
      const window = { from: until - WINDOWS[label], to: until };
      return { label, uptime: uptimeOf(countMinutes(timeline, window), window.from, window.to, formulas) };
    }),
    latency: latencyOf(facts),
    day: facts.day === null ? null : daySnapshot(monitor, facts.day, timeZone, starts, now, withReasons),
    events: monitorEvents(facts.events, now),
    sharing: mayShare(site.settings, monitor.settings),
  };
}
