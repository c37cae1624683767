import type { Status } from './enums.js';
import type { IncidentSnapshot, MaintenanceSnapshot } from './event-snapshot.js';
import type { EmbedTheme, LatencyMetric } from './sharing.js';
import type { MonitorSnapshot, SiteSnapshot } from './snapshot.js';

/** What every frame in somebody else's page has around it. */
export interface EmbedSnapshotFrame {
  v: 1;
  /** Grows with every change. */
  version: string;
  /** Unix seconds. */
  generatedAt: number;
  freshness: 'live' | 'delayed';
  /** When checks stopped, if `freshness` is `delayed`. */
  delayedSince: number | null;
  site: SiteSnapshot;
  locale: string;
  timeZone: string;
  theme: EmbedTheme;
}

/** A monitor's status and history. */
export interface MonitorEmbedSnapshot extends EmbedSnapshotFrame {
  kind: 'embed-monitor';
  monitor: MonitorSnapshot;
  /** Local midnights that start each of the days, oldest first, plus the end of today. */
  dayStarts: readonly number[];
}

/** A monitor's latency. */
export interface LatencyEmbedSnapshot extends EmbedSnapshotFrame {
  kind: 'embed-latency';
  monitor: { tag: string; name: string; status: Status };
  days: number;
  /** Of the chart, px. */
  height: number;
  metric: LatencyMetric;
  /** `avgMs` is the value of the metric; the extremes come along with averages alone. */
  points: readonly { at: number; avgMs: number | null; minMs: number | null; maxMs: number | null }[];
  /** The metric over the whole stretch. */
  valueMs: number | null;
}

/** What goes on now. */
export interface EventsEmbedSnapshot extends EmbedSnapshotFrame {
  kind: 'embed-events';
  incidents: readonly IncidentSnapshot[];
  maintenances: readonly MaintenanceSnapshot[];
}

/** What answers for a frame that is about nothing readers may see, with HTTP 404: the same for whatever was asked for. */
export interface MissingEmbedSnapshot extends EmbedSnapshotFrame {
  kind: 'embed-missing';
}

/** Everything a frame shows, in one zone and one language. */
export type EmbedSnapshot = MonitorEmbedSnapshot | LatencyEmbedSnapshot | EventsEmbedSnapshot | MissingEmbedSnapshot;
