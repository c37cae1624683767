import type { IncidentSnapshot, MaintenanceSnapshot, PageEvents, PastDaySnapshot, PastEventSnapshot } from '@clarion/contract';
import { dayStarts, localDate } from '@clarion/domain';
import type { IncidentFacts, MaintenanceFacts, PageEventFacts } from './event-facts.js';
import type { EventSettings } from './event-settings.js';
import { incidentSnapshot, maintenanceSnapshot, type Names } from './event-snapshots.js';

/** A page's HTML looks back this far at most; the calendar knows the rest. */
const MOST_DAYS = 31;

const isOngoing = ({ state }: IncidentFacts): boolean => state !== 'RESOLVED';

const RANK = { ONGOING: 0, READY: 1, SCHEDULED: 2, COMPLETED: 3, CANCELLED: 3 } as const satisfies Record<
  MaintenanceFacts['status'],
  number
>;

/** Running ones first, then those to come, each by start; a series is one entry, which counts the rest of it. @see ux A3-D */
export function upcomingSeries(maintenances: readonly MaintenanceFacts[], names: Names): MaintenanceSnapshot[] {
  const ordered = maintenances.toSorted((a, b) => RANK[a.status] - RANK[b.status] || a.from - b.from || a.eventId - b.eventId);
  const series = new Map<number, MaintenanceFacts[]>();
  for (const event of ordered) series.set(event.maintenanceId, [...(series.get(event.maintenanceId) ?? []), event]);
  return [...series.values()].map(([first, ...rest]) => maintenanceSnapshot(first!, names, rest.length));
}

function maintenancesShown({ maintenances }: PageEventFacts, settings: EventSettings['maintenances'], names: Names): MaintenanceSnapshot[] {
  const { showOngoing, showUpcoming, upcomingCount } = settings;
  const series = upcomingSeries(
    maintenances.filter(({ status }) => (status === 'ONGOING' ? showOngoing : showUpcoming)),
    names,
  );
  const running = series.filter(({ status }) => status === 'ONGOING');
  return [...running, ...series.filter(({ status }) => status !== 'ONGOING').slice(0, upcomingCount)];
}

/** Whether `[from, to)` touches a day; what began and ended in one instant touches the day of that instant. */
const touches = (event: { from: number; to: number | null }, from: number, to: number): boolean =>
  event.from < to && (event.to === null || event.to > from || event.from >= from);

interface Listed {
  events: readonly PastEventSnapshot[];
  /** End of the newest one that had no room; -Infinity = all had. */
  omittedUntil: number;
}

function listed(events: readonly PastEventSnapshot[], room: number): Listed {
  return { events: events.slice(0, room), omittedUntil: events[room]?.to ?? -Infinity };
}

function pastDays(facts: PageEventFacts, settings: EventSettings, names: Names, timeZone: string, now: number): PastDaySnapshot[] {
  const { incidents, maintenances } = settings;
  const count = Math.min(MOST_DAYS, incidents.showPast ? incidents.pastDays : maintenances.showPast ? maintenances.pastDays : 0);
  if (count === 0) return [];
  const visible = (affected: IncidentFacts['affected']): number => affected.filter(({ monitorId }) => names.has(monitorId)).length;
  const over = listed(
    facts.pastIncidents.map(({ id, title, from, to, affected }): PastEventSnapshot => ({
      kind: 'incident',
      ...{ id, title, from, to: to!, affectedCount: visible(affected) },
    })),
    incidents.pastCount,
  );
  const done = listed(
    facts.pastMaintenances.map(({ eventId, title, from, to, affected }): PastEventSnapshot => ({
      kind: 'maintenance',
      ...{ id: eventId, title, from, to, affectedCount: visible(affected) },
    })),
    maintenances.pastCount,
  );
  const oldestDone = dayStarts(timeZone, now, Math.max(1, Math.min(MOST_DAYS, maintenances.pastDays)))[0]!;
  const starts = dayStarts(timeZone, now, count);
  const days = starts.slice(0, -1).map((from, index): PastDaySnapshot => {
    const to = starts[index + 1]!;
    const events = [...over.events, ...(from >= oldestDone ? done.events : [])]
      .filter((event) => touches(event, from, to))
      .sort((a, b) => b.from - a.from || b.id - a.id);
    const ongoing = facts.incidents.filter((incident) => isOngoing(incident) && touches(incident, from, to)).length;
    return { date: localDate(timeZone, from), from, ongoing, events, hasMore: over.omittedUntil > from || done.omittedUntil > from };
  });
  // Of a day without room for what happened, and of a page that hides incidents, nobody may read that nothing happened.
  const isTold = ({ events, ongoing, hasMore }: PastDaySnapshot): boolean => events.length > 0 || ongoing > 0 || !hasMore;
  return days.filter((day) => isTold(day) && (incidents.showPast || day.events.length > 0)).reverse();
}

/** The blocks of a page that tell of incidents and maintenances, as one reader sees them. @param names of the monitors the page shows */
export function pageEvents(facts: PageEventFacts, settings: EventSettings, names: Names, timeZone: string, now: number): PageEvents {
  const { showOngoing } = settings.incidents;
  const told = (incidents: readonly IncidentFacts[]): IncidentSnapshot[] => incidents.map((incident) => incidentSnapshot(incident, names));
  return {
    incidents: showOngoing ? told(facts.incidents.filter(isOngoing)) : [],
    ...(showOngoing && facts.justResolved.length > 0 ? { justResolved: told(facts.justResolved) } : {}),
    maintenances: maintenancesShown(facts, settings.maintenances, names),
    pastDays: pastDays(facts, settings, names, timeZone, now),
  };
}
