import { STORED_WORDS, type Words } from '../../translations/own-words.js';
import type { Wanted } from '../../translations/translations.service.js';
import type {
  IncidentFacts,
  IncidentPageFacts,
  MaintenanceFacts,
  MaintenancePageFacts,
  NamedMonitor,
  PageEventFacts,
  RecentEvents,
} from './events/event-facts.js';
import type { MonitorEventFacts, MonitorPageFacts, PageFacts, SiteFacts } from './facts.js';

/** Incidents and maintenances, however they came together. */
interface Events {
  incidents?: readonly IncidentFacts[];
  justResolved?: readonly IncidentFacts[];
  pastIncidents?: readonly IncidentFacts[];
  maintenances?: readonly MaintenanceFacts[];
  pastMaintenances?: readonly MaintenanceFacts[];
}

/** What texts are wanted of, to tell these events. */
export const wordsOfEvents = ({
  incidents = [],
  justResolved = [],
  pastIncidents = [],
  maintenances = [],
  pastMaintenances = [],
}: Events): Wanted => {
  const told = [...incidents, ...justResolved, ...pastIncidents];
  return {
    incident: told.map(({ id }) => id),
    comment: told.flatMap(({ updates }) => updates.map(({ id }) => id)),
    // Occurrences of one series share its words.
    maintenance: [...new Set([...maintenances, ...pastMaintenances].map(({ maintenanceId }) => maintenanceId))],
  };
};

/** What texts are wanted of, to draw what every page has around it. */
export const wordsOfSite = ({ pages }: SiteFacts): Wanted => ({ page: pages.map(({ id }) => id), announcement: [0], nav: [0] });

/** What texts are wanted of, to draw a page. */
export const wordsOfPage = ({
  site,
  sections,
  monitors,
  events,
}: Pick<PageFacts, 'site' | 'sections' | 'monitors' | 'events'>): Wanted => ({
  ...wordsOfSite(site),
  ...wordsOfEvents(events),
  section: sections.map(({ id }) => id),
  monitor: monitors.map(({ id }) => id),
});

const incidentIn =
  (say: Words) =>
  (facts: IncidentFacts): IncidentFacts => ({
    ...facts,
    title: say('incident', facts.id, 'title', facts.title),
    updates: facts.updates.map((update) => ({ ...update, text: say('comment', update.id, 'comment', update.text) })),
  });

const maintenanceIn =
  (say: Words) =>
  <Facts extends MaintenanceFacts>(facts: Facts): Facts => ({
    ...facts,
    title: say('maintenance', facts.maintenanceId, 'title', facts.title),
  });

const describedIn =
  (say: Words) =>
  <Facts extends MaintenanceFacts & { description: string | null }>(facts: Facts): Facts => ({
    ...maintenanceIn(say)(facts),
    description: say('maintenance', facts.maintenanceId, 'description', facts.description),
  });

/** Monitors under the names they have in a language. */
export const namedIn = <Monitor extends NamedMonitor>(monitors: readonly Monitor[], say: Words): readonly Monitor[] =>
  say === STORED_WORDS ? monitors : monitors.map((monitor) => ({ ...monitor, name: say('monitor', monitor.id, 'name', monitor.name) }));

const describedMonitorIn =
  (say: Words) =>
  <Monitor extends NamedMonitor & { description: string | null }>(monitor: Monitor): Monitor => ({
    ...monitor,
    name: say('monitor', monitor.id, 'name', monitor.name),
    description: say('monitor', monitor.id, 'description', monitor.description),
  });

/** The same events in a language. */
export const eventsIn = <Facts extends MonitorEventFacts>(events: Facts, say: Words): Facts => ({
  ...events,
  incidents: events.incidents.map(incidentIn(say)),
  maintenances: events.maintenances.map(maintenanceIn(say)),
});

const pageEventsIn = (events: PageEventFacts, say: Words): PageEventFacts => ({
  ...eventsIn(events, say),
  justResolved: events.justResolved.map(incidentIn(say)),
  pastIncidents: events.pastIncidents.map(incidentIn(say)),
  pastMaintenances: events.pastMaintenances.map(maintenanceIn(say)),
});

/** What happened lately, in a language. */
export const recentIn = (events: RecentEvents, say: Words): RecentEvents => ({
  incidents: events.incidents.map(incidentIn(say)),
  maintenances: events.maintenances.map(describedIn(say)),
});

/** An incident's own page, in a language. */
export const incidentPageIn = (facts: IncidentPageFacts, say: Words): IncidentPageFacts => ({
  ...facts,
  incident: incidentIn(say)(facts.incident),
});

/** The page of an occurrence, in a language. */
export const maintenancePageIn = (facts: MaintenancePageFacts, say: Words): MaintenancePageFacts => ({
  ...facts,
  maintenance: maintenanceIn(say)(facts.maintenance),
  description: say('maintenance', facts.maintenance.maintenanceId, 'description', facts.description),
});

type Document = Readonly<Record<string, unknown>>;
const isDocument = (value: unknown): value is Document => typeof value === 'object' && value !== null && !Array.isArray(value);

function announcementIn(value: unknown, say: Words): unknown {
  if (!isDocument(value)) return value;
  const texts = (['title', 'message', 'ctaText'] as const).flatMap((field) => {
    const stored = value[field];
    return typeof stored === 'string' && stored !== '' ? [[field, say('announcement', 0, field, stored)] as const] : [];
  });
  return { ...value, ...Object.fromEntries(texts) };
}

const navIn = (value: unknown, say: Words): unknown =>
  Array.isArray(value)
    ? value.map((link: unknown) =>
        isDocument(link) && typeof link['name'] === 'string' ? { ...link, name: say('nav', 0, link['name'], link['name']) } : link,
      )
    : value;

/** What every page has around it, in a language. */
export function siteIn(site: SiteFacts, say: Words): SiteFacts {
  if (say === STORED_WORDS) return site;
  const settings = new Map(site.settings);
  if (settings.has('announcement')) settings.set('announcement', announcementIn(settings.get('announcement'), say));
  if (settings.has('nav')) settings.set('nav', navIn(settings.get('nav'), say));
  return { ...site, settings, pages: site.pages.map((page) => ({ ...page, title: say('page', page.id, 'title', page.title) })) };
}

/** A page in a language. */
export function pageIn(facts: PageFacts, locale: string): PageFacts {
  const say = facts.words?.in(locale) ?? STORED_WORDS;
  if (say === STORED_WORDS) return facts;
  return {
    ...facts,
    title: say('page', facts.id, 'title', facts.title),
    header: say('page', facts.id, 'header', facts.header),
    subheader: say('page', facts.id, 'subheader', facts.subheader),
    sections: facts.sections.map((section) => ({
      ...section,
      name: say('section', section.id, 'name', section.name),
      description: say('section', section.id, 'description', section.description),
    })),
    monitors: facts.monitors.map(describedMonitorIn(say)),
    events: pageEventsIn(facts.events, say),
    site: siteIn(facts.site, say),
  };
}

/** What texts are wanted of, to draw a monitor's own page. */
export const wordsOfMonitorPage = ({ site, monitor, events, day }: MonitorPageFacts): Wanted => ({
  ...wordsOfSite(site),
  ...wordsOfEvents({
    incidents: [...events.incidents, ...(day?.events.incidents ?? [])],
    maintenances: [...events.maintenances, ...(day?.events.maintenances ?? [])],
  }),
  monitor: [monitor.id],
});

/** A monitor's own page in a language. */
export function monitorPageIn(facts: MonitorPageFacts, say: Words): MonitorPageFacts {
  if (say === STORED_WORDS) return facts;
  return {
    ...facts,
    monitor: describedMonitorIn(say)(facts.monitor),
    events: eventsIn(facts.events, say),
    day: facts.day === null ? null : { ...facts.day, events: eventsIn(facts.day.events, say) },
    site: siteIn(facts.site, say),
  };
}
