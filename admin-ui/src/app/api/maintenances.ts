import type { EventStatus, Lifecycle, OccurrenceNote, RuleWarning, RuleWords, YesNo } from '@clarion/contract';
import type { MonitorImpact } from './impacts.js';

/** Planned work and its rule. Instants are Unix seconds. @see rest-api-v4 §5 */
export interface Maintenance {
  id: number;
  title: string;
  /** Markdown. */
  description: string | null;
  start_date_time: number;
  /** Body of an RFC 5545 rule, without `RRULE:`. */
  rrule: string;
  duration_seconds: number;
  status: Lifecycle;
  is_global: YesNo;
  /** IANA zone in which the rule is read. */
  timezone: string;
  monitors: MonitorImpact[];
  /** ISO 8601. */
  created_at: string;
  updated_at: string;
  url: string;
}

/** One occurrence. Instants are Unix seconds. @see rest-api-v4 §6 */
export interface MaintenanceEvent {
  id: number;
  maintenance_id: number;
  start_date_time: number;
  end_date_time: number;
  status: EventStatus;
  url: string;
}

/** A maintenance as a row of the dashboard. */
export interface MaintenanceState extends Maintenance {
  is_recurring: boolean;
  rule_words: RuleWords;
  /** The one that is in progress. */
  current_event: MaintenanceEvent | null;
  next_event: MaintenanceEvent | null;
  event_count: number;
  version: number;
}

export interface MaintenanceStatesResponse {
  maintenances: MaintenanceState[];
  page: number;
  limit: number;
  total: number;
}

export interface MaintenanceStateResponse {
  maintenance: MaintenanceState;
}

/** What POST and PATCH `/maintenances` take. Absent keeps, null clears. */
export interface MaintenanceBody {
  title?: string;
  description?: string | null;
  start_date_time?: number;
  rrule?: string;
  duration_seconds?: number;
  timezone?: string;
  status?: Lifecycle;
  is_global?: YesNo;
  monitors?: readonly MonitorImpact[];
}

/** POST `/maintenances/{id}/split`: the occurrence from which on the rest is a maintenance of its own. */
export interface SplitBody extends MaintenanceBody {
  event_id: number;
}

export interface MaintenanceResponse {
  maintenance: Maintenance;
}

export interface EventsResponse {
  events: MaintenanceEvent[];
  page: number;
  limit: number;
  total: number;
}

/** What PATCH of an event takes: a new window, or the end of it. */
export type EventBody = { start_date_time: number; end_date_time: number } | { status: 'COMPLETED' | 'CANCELLED' };

export interface EventResponse {
  event: MaintenanceEvent;
}

/** Another window over the same monitor. */
export interface Conflict {
  maintenance_id: number;
  /** null = not generated yet. */
  event_id: number | null;
  title: string;
  monitor_tag: string;
  start_date_time: number;
  end_date_time: number;
}

export interface Occurrence {
  start_date_time: number;
  end_date_time: number;
  /** Wall clock in the maintenance's zone, `2026-11-22T02:30`. */
  local_start: string;
  offset_minutes: number;
  note: OccurrenceNote | null;
  conflicts: Conflict[];
}

export interface PreviewBody {
  /** Its own events are no conflict. */
  maintenance_id?: number;
  start_date_time: number;
  rrule: string;
  timezone: string;
  duration_seconds: number;
  monitors?: readonly MonitorImpact[];
}

/** Answer of POST `/maintenance-previews`. */
export interface PreviewResponse {
  /** The next ones, at most 10. */
  occurrences: Occurrence[];
  rule_words: RuleWords;
  warnings: RuleWarning[];
  is_one_time: boolean;
}
