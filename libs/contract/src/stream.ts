import type { IncidentSnapshot, MaintenanceSnapshot, PastDaySnapshot } from './event-snapshot.js';
import type { BannerSnapshot, MonitorSnapshot } from './snapshot.js';

/** First event of a page's stream: what the server holds or, resumed by `Last-Event-ID`, the version its deltas go on from. The event id of every event is the snapshot version. @see ux A8 */
export interface StreamHello {
  version: string;
  /** Server's clock, Unix seconds. */
  now: number;
}

/** What changed since the version before: whole rows of the monitors that changed, and the banner. */
export interface StreamDelta {
  version: string;
  generatedAt: number;
  freshness: 'live' | 'delayed';
  delayedSince: number | null;
  banner: BannerSnapshot;
  monitors: readonly MonitorSnapshot[];
  /** Newest check of monitors of which nothing else changed, so that a quiet minute of a hundred monitors stays a small event. */
  readings?: readonly MonitorReading[];
  /** The events of the page, whole, when anything about them changed. */
  events?: PageEvents;
}

/** The blocks of a page that tell of incidents and maintenances. */
export interface PageEvents {
  incidents: readonly IncidentSnapshot[];
  /** Resolved within the last hour, for readers who still have them on the page: how they ended. Absent = none. */
  justResolved?: readonly IncidentSnapshot[];
  maintenances: readonly MaintenanceSnapshot[];
  pastDays: readonly PastDaySnapshot[];
}

/** `lastCheckedAt` and `latencyMs` of one monitor. */
export type MonitorReading = readonly [tag: string, lastCheckedAt: number | null, latencyMs: number | null];

/** Names of the events: `reload` asks for a fresh snapshot because rows came, went or moved. */
export const STREAM_EVENTS = { hello: 'hello', delta: 'delta', reload: 'reload' } as const;
