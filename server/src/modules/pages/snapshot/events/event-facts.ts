import type { EventStatus, Impact, IncidentSource, IncidentState } from '@clarion/contract';
import type { ImpactChange } from '@clarion/domain';

/** A monitor whose name a reader may learn. */
export interface NamedMonitor {
  id: number;
  tag: string;
  name: string;
}

/** What an incident or a maintenance does to a monitor that the reader may see. */
export interface AffectedFacts {
  monitorId: number;
  impact: Impact;
}

export interface UpdateFacts {
  id: number;
  /** Unix seconds. */
  at: number;
  state: IncidentState;
  /** Markdown. */
  text: string;
  isEdited: boolean;
}

/** An incident as far as a reader may see it. */
export interface IncidentFacts {
  id: number;
  title: string;
  state: IncidentState;
  from: number;
  /** null = open. */
  to: number | null;
  source: IncidentSource;
  nextUpdateAt: number | null;
  /** Newest active update, else the start. */
  updatedAt: number;
  affected: readonly AffectedFacts[];
  /** Active ones, newest first; as many as were asked for. */
  updates: readonly UpdateFacts[];
  updateCount: number;
}

/** One occurrence of an active maintenance. */
export interface MaintenanceFacts {
  eventId: number;
  maintenanceId: number;
  title: string;
  status: EventStatus;
  from: number;
  to: number;
  /** The series: its rule, when that begins, how long an occurrence is planned to last, and the zone whose clocks it follows. */
  rrule: string;
  ruleStart: number;
  durationSeconds: number;
  timeZone: string;
  affected: readonly AffectedFacts[];
}

/** An occurrence with what is said of it elsewhere than on its page. */
export interface ToldMaintenance extends MaintenanceFacts {
  /** Markdown. */
  description: string | null;
  /** Grows with every change of the series. */
  revision: number;
  /** When the occurrence or its series last changed, Unix seconds. */
  changedAt: number;
  /** It lists no monitor at all: it is about everything. */
  isOfAll: boolean;
}

/** What happened lately and is planned. */
export interface RecentEvents {
  /** With their newest updates, the one with the newest first. */
  incidents: readonly IncidentFacts[];
  /** Latest start first. */
  maintenances: readonly ToldMaintenance[];
}

/** The events of a page: what runs, what comes, what is over. */
export interface PageEventFacts {
  /** Those whose window holds now, most recently updated first; resolved ones with an end to come among them. */
  incidents: readonly IncidentFacts[];
  /** Resolved within the last hour, with their newest updates. */
  justResolved: readonly IncidentFacts[];
  /** Resolved within the look-back, newest end first, one more than the page may list. */
  pastIncidents: readonly IncidentFacts[];
  /** Running and to come, by start. */
  maintenances: readonly MaintenanceFacts[];
  /** Completed within the look-back, newest end first, one more than the page may list. */
  pastMaintenances: readonly MaintenanceFacts[];
}

/** An incident with everything its own page shows. */
export interface IncidentPageFacts {
  incident: IncidentFacts;
  /** What each monitor suffered from the start, before any update changed it. */
  startImpacts: readonly AffectedFacts[];
  /** Changes of impact by updates. */
  changes: readonly (AffectedFacts & ImpactChange)[];
  report: { text: string; publishedAt: number } | null;
}

/** An occurrence with everything its own page shows. */
export interface MaintenancePageFacts {
  maintenance: MaintenanceFacts;
  description: string | null;
  /** Grows with every change of the series. */
  revision: number;
  /** When the occurrence or its series last changed, Unix seconds. */
  changedAt: number;
  /** Neighbours, ascending, itself among them. */
  occurrences: readonly Pick<MaintenanceFacts, 'eventId' | 'status' | 'from' | 'to'>[];
}
