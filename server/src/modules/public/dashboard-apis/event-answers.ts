import type { IncidentFacts, MaintenanceFacts, PageEventFacts } from '../../pages/snapshot/events/event-facts.js';
import type { EventSettings } from '../../pages/snapshot/events/event-settings.js';
import { affectedOf, type Names } from '../../pages/snapshot/events/event-snapshots.js';

const monitorsOf = ({ affected }: Pick<IncidentFacts, 'affected'>, names: Names) =>
  affectedOf(affected, names).map(({ tag, name, impact }) => ({ monitor_tag: tag, monitor_name: name, monitor_impact: impact }));

/** An incident with its updates, newest first. */
export const incidentAnswer = (incident: IncidentFacts, names: Names) => ({
  id: incident.id,
  title: incident.title,
  start_date_time: incident.from,
  end_date_time: incident.to,
  state: incident.state,
  incident_source: incident.source,
  comments: incident.updates.map(({ id, text, at, state }) => ({ id, comment: text, commented_at: at, state })),
  monitors: monitorsOf(incident, names),
});

/** One occurrence of a maintenance. */
export const maintenanceAnswer = (event: MaintenanceFacts, names: Names) => ({
  id: event.eventId,
  maintenance_id: event.maintenanceId,
  title: event.title,
  start_date_time: event.from,
  end_date_time: event.to,
  status: event.status,
  monitors: monitorsOf(event, names),
});

/** One thing a visitor is told of. */
export interface Notification {
  eventURL: string;
  eventTitle: string;
  /** ISO 8601: the start of what runs or is to come, the end of what is over. */
  eventDate: string;
  eventType: 'incident' | 'maintenance';
  eventStartDateTime: number;
  eventEndDateTime: number | null;
  eventStatus: string;
}

const iso = (seconds: number): string => new Date(seconds * 1_000).toISOString();

/** What a visitor is told of, by date ascending. @param basePath of the installation   @see pages-site §10 */
export function notifications(facts: PageEventFacts, settings: EventSettings, basePath: string): Notification[] {
  const { incidents, maintenances } = settings;
  const ofIncident = ({ id, title, state, from, to }: IncidentFacts): Notification => ({
    eventURL: `${basePath}/incidents/${id}`,
    eventTitle: title,
    eventDate: iso(state === 'RESOLVED' ? (to ?? from) : from),
    eventType: 'incident',
    eventStartDateTime: from,
    eventEndDateTime: to,
    eventStatus: state,
  });
  const ofMaintenance = ({ eventId, title, status, from, to }: MaintenanceFacts): Notification => ({
    eventURL: `${basePath}/maintenances/${eventId}`,
    eventTitle: title,
    eventDate: iso(status === 'COMPLETED' ? to : from),
    eventType: 'maintenance',
    eventStartDateTime: from,
    eventEndDateTime: to,
    eventStatus: status,
  });
  const running = facts.maintenances.filter(({ status }) => status === 'ONGOING');
  const coming = facts.maintenances.filter(({ status }) => status !== 'ONGOING');
  return [
    ...(incidents.showOngoing ? facts.incidents.filter(({ state }) => state !== 'RESOLVED') : []).map(ofIncident),
    ...(incidents.showPast ? facts.pastIncidents.slice(0, incidents.pastCount) : []).map(ofIncident),
    ...(maintenances.showOngoing ? running : []).map(ofMaintenance),
    ...(maintenances.showUpcoming ? coming.slice(0, maintenances.upcomingCount) : []).map(ofMaintenance),
    ...(maintenances.showPast ? facts.pastMaintenances.slice(0, maintenances.pastCount) : []).map(ofMaintenance),
  ].sort((a, b) => (a.eventDate < b.eventDate ? -1 : a.eventDate > b.eventDate ? 1 : 0));
}
