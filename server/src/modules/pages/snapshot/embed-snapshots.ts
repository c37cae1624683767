import type {
  EmbedSnapshotFrame,
  EmbedTheme,
  EventsEmbed,
  EventsEmbedSnapshot,
  LatencyEmbed,
  LatencyEmbedSnapshot,
  LatencyMetric,
  MissingEmbedSnapshot,
  MonitorEmbed,
  MonitorEmbedSnapshot,
  MonitorSnapshot,
} from '@clarion/contract';
import {
  averageMs,
  chartOfDays,
  dayStarts,
  emptyRollup,
  type LatencyPoint,
  mergeRollups,
  type Rollup,
  type StoredRollup,
  stretchPoints,
} from '@clarion/domain';
import { namesOf, incidentSnapshot } from './events/event-snapshots.js';
import type { EventTitles } from './events/monitor-events.js';
import { upcomingSeries } from './events/page-events.js';
import type { IncidentFacts, MaintenanceFacts, NamedMonitor } from './events/event-facts.js';
import type { PublicMonitor, SiteFacts } from './facts.js';
import { monitorRow, presentOf } from './monitor-row.js';
import { freshnessOf, type Setting, versionText } from './page-snapshot.js';
import { siteSnapshot } from './site-snapshot.js';

/** Days that a narrow frame shows of its history. */
const FEW_DAYS = 30;

/** What a frame is made from besides what it is about. */
export interface EmbedSetting extends Setting {
  site: SiteFacts;
  /** Versions of the pages it depends on, by page id. */
  basis: ReadonlyMap<number, number>;
  now: number;
}

type Checked = Pick<MonitorSnapshot, 'lastCheckedAt' | 'intervalSeconds'>;

function frameOf({ site, basis, now, ...setting }: EmbedSetting, theme: EmbedTheme, monitors: readonly Checked[]): EmbedSnapshotFrame {
  const { locale, timeZone, basePath, origin } = setting;
  const sum = [...basis.values()].reduce((total, version) => total + version, 0);
  return {
    v: 1,
    // Marked, as it counts what several pages went through.
    version: `${versionText(site.epoch, sum)}f`,
    generatedAt: now,
    ...freshnessOf(monitors, now),
    site: siteSnapshot(site, { basePath, origin }, now),
    ...{ locale, timeZone, theme },
  };
}

/** @param monitor with its history from the first of the days on   @param titles of the events that may be the reason of its status */
export function monitorEmbed(
  embed: MonitorEmbed,
  monitor: PublicMonitor,
  titles: EventTitles,
  setting: EmbedSetting,
): MonitorEmbedSnapshot {
  const { timeZone, now } = setting;
  const starts = dayStarts(timeZone, now, embed.days);
  const days = { desktop: embed.days, mobile: Math.min(embed.days, FEW_DAYS) };
  const row = monitorRow(monitor, starts, days, now, false, titles);
  return { ...frameOf(setting, embed.theme, [row]), kind: 'embed-monitor', monitor: row, dayStarts: starts };
}

const valueOf = (rollup: Rollup, metric: LatencyMetric): number | null => {
  if (rollup.n === 0) return null;
  return Math.round({ average: averageMs(rollup)!, maximum: rollup.hi, minimum: rollup.lo }[metric]);
};

const round = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));

function pointOf({ at, avgMs, minMs, maxMs }: LatencyPoint, metric: LatencyMetric): LatencyEmbedSnapshot['points'][number] {
  if (metric === 'average') return { at, avgMs, minMs: round(minMs), maxMs: round(maxMs) };
  return { at, avgMs: round(metric === 'maximum' ? maxMs : minMs), minMs: null, maxMs: null };
}

/** @param rollups of the stretch that `chartOfDays` names */
export function latencyEmbed(
  embed: LatencyEmbed,
  monitor: PublicMonitor,
  rollups: readonly StoredRollup[],
  setting: EmbedSetting,
): LatencyEmbedSnapshot {
  const { days, height, metric } = embed;
  const { window, step } = chartOfDays(days, setting.now);
  const { status, intervalSeconds } = presentOf(monitor, setting.now);
  return {
    ...frameOf(setting, embed.theme, [{ lastCheckedAt: monitor.state?.timestamp ?? null, intervalSeconds }]),
    kind: 'embed-latency',
    monitor: { tag: monitor.tag, name: monitor.name, status },
    ...{ days, height, metric },
    points: stretchPoints(rollups, window, step).map((point) => pointOf(point, metric)),
    valueMs: valueOf(rollups.reduce<Rollup>(mergeRollups, emptyRollup()), metric),
  };
}

/** What goes on among the monitors that a reader sees. */
export interface LiveFacts {
  incidents: readonly IncidentFacts[];
  maintenances: readonly MaintenanceFacts[];
  monitors: readonly NamedMonitor[];
  /** Of the monitors of the home page. */
  checked: readonly Checked[];
}

export function eventsEmbed(embed: EventsEmbed, facts: LiveFacts, setting: EmbedSetting): EventsEmbedSnapshot {
  const names = namesOf(facts.monitors);
  return {
    ...frameOf(setting, embed.theme, facts.checked),
    kind: 'embed-events',
    incidents: embed.incidents ? facts.incidents.map((incident) => incidentSnapshot(incident, names)) : [],
    maintenances: embed.maintenances ? upcomingSeries(facts.maintenances, names) : [],
  };
}

export const missingEmbed = (theme: EmbedTheme, setting: EmbedSetting): MissingEmbedSnapshot => ({
  ...frameOf(setting, theme, []),
  kind: 'embed-missing',
});
