import type { IncidentState } from '@clarion/contract';
import { isTerminal, localDate } from '@clarion/domain';
import type { CalendarEvent, CalendarIncident, CalendarResponse } from '../api/calendar.js';
import { EVENT_ICONS, EVENT_WORDS, isAhead } from '../maintenances/event-words.js';
import type { IconName } from '../ui/icon-paths.js';
import { plusDays } from './month.js';

/** One line of a day. Instants are Unix seconds. */
export interface Entry {
  key: string;
  kind: 'incident' | 'maintenance';
  title: string;
  from: number;
  /** null = it goes on. */
  to: number | null;
  /** How far it is. */
  words: string;
  icon: IconName;
  isOver: boolean;
  link: readonly (string | number)[];
}

const STATE_WORDS: Readonly<Record<IncidentState, string>> = {
  INVESTIGATING: 'Investigating',
  IDENTIFIED: 'Identified',
  MONITORING: 'Monitoring',
  RESOLVED: 'Resolved',
};

const ofIncident = ({ id, title, start_date_time, end_date_time, state }: CalendarIncident): Entry => ({
  key: `i${id}`,
  kind: 'incident',
  title,
  from: start_date_time,
  to: end_date_time,
  words: STATE_WORDS[state],
  icon: 'warning',
  isOver: state === 'RESOLVED',
  link: ['/manage/incidents', id],
});

const ofEvent = (event: CalendarEvent): Entry => ({
  key: `e${event.event_id}`,
  kind: 'maintenance',
  title: event.maintenance_title,
  from: event.event_start_date_time,
  to: event.event_end_date_time,
  words: EVENT_WORDS[event.event_status],
  icon: event.event_status === 'CANCELLED' ? EVENT_ICONS.CANCELLED : 'wrench',
  isOver: isTerminal(event.event_status),
  link: ['/manage/maintenances', event.maintenance_id],
});

/** While a maintenance is inactive, what it planned does not happen. */
const takesPlace = ({ maintenance_status, event_status }: CalendarEvent): boolean =>
  maintenance_status === 'ACTIVE' || !isAhead(event_status);

/**
 * What each date of a month holds, what began first coming first; whatever lasts longer stands on each of its dates.
 * @param now an open incident lasts until then
 */
export function entriesByDate(answer: CalendarResponse, month: string, zone: string, now: number): Map<string, Entry[]> {
  const events = answer.events.filter(takesPlace);
  const entries = [...answer.incidents.map(ofIncident), ...events.map(ofEvent)].sort((a, b) => a.from - b.from);
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    // The end is no part of it: what ends at midnight is not on the next day.
    const last = localDate(zone, Math.max(entry.from, (entry.to ?? now) - 1));
    const begin = localDate(zone, entry.from);
    for (let date = begin < `${month}-01` ? `${month}-01` : begin; date <= last && date.startsWith(month); date = plusDays(date, 1)) {
      days.set(date, [...(days.get(date) ?? []), entry]);
    }
  }
  return days;
}
