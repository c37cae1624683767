import type { CalendarEntrySnapshot, CalendarSnapshot, EventPageFrame } from '@clarion/contract';
import { hasCalendar, monthDays, shiftMonth } from '@clarion/domain';
import { firstWeekday } from '@clarion/i18n';
import type { IncidentFacts, MaintenanceFacts } from './event-facts.js';
import { affectedOf, type Names } from './event-snapshots.js';

/** Events of each kind that a month lists. */
export const MONTH_LENGTH = 300;

/** One month of events. @param events that touch the month, at most `MONTH_LENGTH` + 1 of each kind, by start */
export function calendarPage(
  month: string,
  events: { incidents: readonly IncidentFacts[]; maintenances: readonly MaintenanceFacts[] },
  names: Names,
  frame: EventPageFrame,
): CalendarSnapshot {
  const { timeZone, generatedAt, locale } = frame;
  const neighbour = (by: number): string | null => {
    const other = shiftMonth(month, by);
    return hasCalendar(other, timeZone, generatedAt) ? other : null;
  };
  const incidents = events.incidents.slice(0, MONTH_LENGTH).map(({ id, title, from, to, state, affected }): CalendarEntrySnapshot => ({
    kind: 'incident',
    ...{ id, title, from, to, state, affected: affectedOf(affected, names) },
  }));
  const maintenances = events.maintenances
    .slice(0, MONTH_LENGTH)
    .map(({ eventId, title, from, to, status, affected }): CalendarEntrySnapshot => ({
      kind: 'maintenance',
      ...{ id: eventId, title, from, to, state: status, affected: affectedOf(affected, names) },
    }));
  return {
    ...frame,
    kind: 'calendar',
    month,
    previous: neighbour(-1),
    next: neighbour(1),
    dayStarts: monthDays(timeZone, month),
    firstWeekday: firstWeekday(locale),
    entries: [...incidents, ...maintenances].sort((a, b) => a.from - b.from || a.id - b.id),
    isCut: events.incidents.length > MONTH_LENGTH || events.maintenances.length > MONTH_LENGTH,
  };
}
