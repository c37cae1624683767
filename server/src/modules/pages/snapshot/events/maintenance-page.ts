import type {
  EventPageFrame,
  MaintenanceFilter,
  MaintenanceListSnapshot,
  MaintenancePageSnapshot,
  MaintenanceSnapshot,
  PlannedMaintenanceSnapshot,
} from '@clarion/contract';
import { renderMarkdown } from '../../../../platform/markdown/markdown.js';
import type { MaintenanceFacts, MaintenancePageFacts, NamedMonitor } from './event-facts.js';
import { maintenanceSnapshot, type Names, namesOf, scheduleSnapshot } from './event-snapshots.js';
import { upcomingSeries } from './page-events.js';

/** The page of one occurrence. @param names of the monitors the reader may see */
export function maintenancePage(facts: MaintenancePageFacts, names: Names, frame: EventPageFrame): MaintenancePageSnapshot {
  const { maintenance, description, occurrences } = facts;
  return {
    ...frame,
    kind: 'maintenance',
    maintenance: { ...maintenanceSnapshot(maintenance, names), schedule: scheduleSnapshot(maintenance) },
    descriptionHtml: description === null ? null : renderMarkdown(description) || null,
    plannedTo: maintenance.from + maintenance.durationSeconds,
    occurrences: occurrences.map(({ eventId, status, from, to }) => ({ eventId, status, from, to })),
  };
}

/** What the list is made of. */
export interface MaintenanceListFacts {
  coming: readonly MaintenanceFacts[];
  /** One more than a page of the list holds, if there are more. */
  done: readonly MaintenanceFacts[];
  monitors: readonly NamedMonitor[];
  filter: MaintenanceFilter;
  days: MaintenanceListSnapshot['days'];
}

/** Maintenances that are over on one page of the list. */
export const PAGE_LENGTH = 20;

/** All maintenances: running, planned, done. Without dates a series is one entry; with them every occurrence is. */
export function maintenanceList(facts: MaintenanceListFacts, frame: EventPageFrame): MaintenanceListSnapshot {
  const { coming, done, monitors, filter, days } = facts;
  const names = namesOf(monitors);
  const isWhole = filter.from !== null || filter.to !== null;
  const series = new Map([...coming, ...done].map((event) => [event.maintenanceId, event]));
  const planned = (event: MaintenanceSnapshot): PlannedMaintenanceSnapshot => ({
    ...event,
    schedule: scheduleSnapshot(series.get(event.maintenanceId)!),
  });
  const shown = (isWhole ? coming.map((event) => maintenanceSnapshot(event, names)) : upcomingSeries(coming, names)).map(planned);
  return {
    ...frame,
    kind: 'maintenances',
    ongoing: shown.filter(({ status }) => status === 'ONGOING'),
    upcoming: shown.filter(({ status }) => status !== 'ONGOING'),
    past: done.slice(0, PAGE_LENGTH).map((event) => planned(maintenanceSnapshot(event, names))),
    monitors: monitors.map(({ tag, name }) => ({ tag, name })),
    filter,
    days,
    hasNextPage: done.length > PAGE_LENGTH,
  };
}
