import type { EventStatus, IncidentState, Lifecycle } from '@clarion/contract';

/** An incident as the calendar draws it. Instants are Unix seconds. */
export interface CalendarIncident {
  id: number;
  title: string;
  start_date_time: number;
  /** null = still open. */
  end_date_time: number | null;
  state: IncidentState;
}

/** One occurrence of planned work, with what it belongs to. */
export interface CalendarEvent {
  event_id: number;
  maintenance_id: number;
  maintenance_title: string;
  maintenance_status: Lifecycle;
  event_start_date_time: number;
  event_end_date_time: number;
  event_status: EventStatus;
}

/** Answer of GET `/calendar`: what touches a month of the zone. */
export interface CalendarResponse {
  /** `YYYY-MM` */
  month: string;
  incidents: CalendarIncident[];
  events: CalendarEvent[];
}
