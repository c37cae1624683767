import type { EventStatus, Impact, IncidentState } from './enums.js';
import type { RuleWords } from './recurrence.js';
import type { BannerSnapshot, SiteSnapshot } from './snapshot.js';

/** A monitor that an incident or a maintenance names, as far as this reader may see it. */
export interface AffectedSnapshot {
  tag: string;
  name: string;
  /** What it does to the monitor now, or did at its end. */
  impact: Impact;
}

/** One entry of an incident's timeline. */
export interface IncidentUpdateSnapshot {
  /** Id of the comment; its anchor is `#update-{id}`. */
  id: number;
  /** Unix seconds. */
  at: number;
  state: IncidentState;
  /** Sanitised. */
  html: string;
  isEdited: boolean;
}

/** An incident as a block of a page. */
export interface IncidentSnapshot {
  id: number;
  title: string;
  state: IncidentState;
  /** Unix seconds. */
  from: number;
  /** null = open. */
  to: number | null;
  /** The newest update, or the start. */
  updatedAt: number;
  /** Until when somebody promised to say more; null = no promise. */
  nextUpdateAt: number | null;
  /** An alert opened it. */
  isAutomatic: boolean;
  affected: readonly AffectedSnapshot[];
  /** Newest first, as many as a page carries. */
  updates: readonly IncidentUpdateSnapshot[];
  /** How many updates there are in all. */
  updateCount: number;
}

/** One occurrence of a maintenance, as a block of a page. */
export interface MaintenanceSnapshot {
  eventId: number;
  maintenanceId: number;
  title: string;
  status: EventStatus;
  /** Window `[from, to)`, Unix seconds. */
  from: number;
  to: number;
  isRecurring: boolean;
  /** Further occurrences of the same series that this one stands for. */
  moreCount: number;
  affected: readonly AffectedSnapshot[];
}

/** What a maintenance repeats, as it was planned: an occurrence that was moved alone is not in it. */
export interface ScheduleSnapshot {
  words: RuleWords;
  /** When an occurrence begins on the clocks of the zone, `YYYY-MM-DDTHH:MM`. */
  localStart: string;
  durationSeconds: number;
  /** IANA name. */
  timeZone: string;
}

/** A maintenance where there is room to tell how it comes back. */
export interface PlannedMaintenanceSnapshot extends MaintenanceSnapshot {
  schedule: ScheduleSnapshot;
}

/** An incident that is over, or a maintenance that took place, on a line of its own. */
export interface PastEventSnapshot {
  kind: 'incident' | 'maintenance';
  /** Of the incident, or of the maintenance event. */
  id: number;
  title: string;
  from: number;
  to: number;
  affectedCount: number;
}

/** One local day of a page's look-back. */
export interface PastDaySnapshot {
  /** `YYYY-MM-DD` in the zone of the snapshot. */
  date: string;
  /** First instant of the day. */
  from: number;
  /** How many incidents that are still open touch the day. */
  ongoing: number;
  /** Newest first. */
  events: readonly PastEventSnapshot[];
  /** More happened on this day than the page may list. */
  hasMore: boolean;
}

/** What every page about events has around it. */
export interface EventPageFrame {
  v: 1;
  version: string;
  /** Unix seconds. */
  generatedAt: number;
  freshness: 'live' | 'delayed';
  delayedSince: number | null;
  site: SiteSnapshot;
  locale: string;
  timeZone: string;
  banner: BannerSnapshot;
  /** The status page whose banner it shows and whose stream tells when to look again; empty = home. */
  pagePath: string;
  /** Whether it is read below that page's address; then it shows that page's monitors alone. */
  isOfPage: boolean;
}

/** What an incident did to one monitor, stretch by stretch. */
export interface ImpactSnapshot {
  tag: string;
  name: string;
  /** Ascending and adjacent, from the start of the incident to its end, or to `generatedAt`. */
  pieces: readonly { from: number; to: number; impact: Impact }[];
}

/** An incident's own page. */
export interface IncidentPageSnapshot extends EventPageFrame {
  kind: 'incident';
  incident: IncidentSnapshot;
  impacts: readonly ImpactSnapshot[];
  report: { html: string; publishedAt: number } | null;
}

/** The page of one occurrence of a maintenance. */
export interface MaintenancePageSnapshot extends EventPageFrame {
  kind: 'maintenance';
  maintenance: PlannedMaintenanceSnapshot;
  descriptionHtml: string | null;
  /** End by the plan of the series; differs from `to` when it ended early or was moved. */
  plannedTo: number;
  /** Neighbouring occurrences, ascending, this one among them. */
  occurrences: readonly { eventId: number; status: EventStatus; from: number; to: number }[];
}

/** All maintenances: running, planned, done. */
export interface MaintenanceListSnapshot extends EventPageFrame {
  kind: 'maintenances';
  ongoing: readonly PlannedMaintenanceSnapshot[];
  upcoming: readonly PlannedMaintenanceSnapshot[];
  past: readonly PlannedMaintenanceSnapshot[];
  /** Monitors to choose from. */
  monitors: readonly { tag: string; name: string }[];
  filter: MaintenanceFilter;
  /** How far the list looks without dates, in days. */
  days: { past: number; future: number };
  hasNextPage: boolean;
}

/** What a reader asked of the list; dates are `YYYY-MM-DD`, both inclusive. */
export interface MaintenanceFilter {
  monitor: string | null;
  from: string | null;
  to: string | null;
  /** 1 or more; pages go back into the past. */
  page: number;
}

/** An incident or a maintenance in a calendar. */
export interface CalendarEntrySnapshot {
  kind: 'incident' | 'maintenance';
  /** Of the incident, or of the maintenance event. */
  id: number;
  title: string;
  from: number;
  /** null = still open. */
  to: number | null;
  state: IncidentState | EventStatus;
  affected: readonly AffectedSnapshot[];
}

/** One month of events. */
export interface CalendarSnapshot extends EventPageFrame {
  kind: 'calendar';
  /** `YYYY-MM`. */
  month: string;
  /** null = out of bounds. */
  previous: string | null;
  next: string | null;
  /** Local midnights of the month, and its end: one more than it has days. */
  dayStarts: readonly number[];
  /** 1 = Monday … 7 = Sunday, as the language has it. */
  firstWeekday: number;
  /** Ascending by start. */
  entries: readonly CalendarEntrySnapshot[];
  /** The month has more than a page can list. */
  isCut: boolean;
}

/** Pages about incidents and maintenances. */
export type EventPageSnapshot = IncidentPageSnapshot | MaintenancePageSnapshot | MaintenanceListSnapshot | CalendarSnapshot;
