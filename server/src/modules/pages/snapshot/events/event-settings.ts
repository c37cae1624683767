import { DEFAULT_PAGE_SETTINGS, type PageSettings } from '@clarion/contract';

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Which events a page shows, and how far it looks. Counts are rows of a list. */
export interface EventSettings {
  /** In sections of the page, or behind a bell. */
  isInline: boolean;
  incidents: { showOngoing: boolean; showPast: boolean; pastCount: number; pastDays: number };
  maintenances: {
    showOngoing: boolean;
    showUpcoming: boolean;
    upcomingCount: number;
    upcomingDays: number;
    showPast: boolean;
    pastCount: number;
    pastDays: number;
  };
}

/** The first of the paths at which something of the right kind is stored. */
function firstOf<T extends boolean | number>(fallback: T, ...places: (readonly [root: unknown, ...path: string[]])[]): T {
  for (const [root, ...path] of places) {
    const value = path.reduce<unknown>((tree, key) => (isTree(tree) ? tree[key] : undefined), root);
    if (typeof value === typeof fallback && (typeof value !== 'number' || (Number.isInteger(value) && value >= 0))) return value as T;
  }
  return fallback;
}

/** Days of the site's own list when nobody stored a number. @see pages-site §5, §19 */
const SITE_DAYS_AHEAD = 7;

/**
 * What counts for a page: its own value where one is stored, else the site's, else the default.
 * @param stored the page's settings as they are stored, without defaults
 * @param site values by site key   @see pages-site §3, §5
 */
export function eventSettings(stored: unknown, site: ReadonlyMap<string, unknown>): EventSettings {
  const shared = site.get('eventDisplaySettings');
  const { incidents, include_maintenances: maintenances }: PageSettings = DEFAULT_PAGE_SETTINGS;
  // The older key is the site's number as long as the newer one is not there at all. @see pages-site §5, homeIncidentCount
  const homeCount = Number(site.get('homeIncidentCount') ?? Number.NaN);
  const resolvedCount = shared === undefined && Number.isInteger(homeCount) && homeCount >= 0 ? homeCount : incidents.resolved.max_count;
  const inc = 'incidents';
  const own = 'include_maintenances';
  const mai = 'maintenances';
  const hasIncidents = firstOf(incidents.enabled, [stored, inc, 'enabled'], [shared, inc, 'enabled']);
  const hasMaintenances = firstOf(maintenances.enabled, [stored, own, 'enabled'], [shared, mai, 'enabled']);
  const past = maintenances.ongoing.past;
  const upcoming = maintenances.ongoing.upcoming;
  return {
    isInline: firstOf(true, [shared, 'showInlineEvents']),
    incidents: {
      showOngoing: hasIncidents && firstOf(incidents.ongoing.show, [stored, inc, 'ongoing', 'show'], [shared, inc, 'ongoing', 'show']),
      showPast: hasIncidents && firstOf(incidents.resolved.show, [stored, inc, 'resolved', 'show'], [shared, inc, 'resolved', 'show']),
      pastCount: firstOf(resolvedCount, [stored, inc, 'resolved', 'max_count'], [shared, inc, 'resolved', 'maxCount']),
      pastDays: firstOf(
        incidents.resolved.days_in_past,
        [stored, inc, 'resolved', 'days_in_past'],
        [shared, inc, 'resolved', 'daysInPast'],
      ),
    },
    maintenances: {
      showOngoing:
        hasMaintenances && firstOf(maintenances.ongoing.show, [stored, own, 'ongoing', 'show'], [shared, mai, 'ongoing', 'show']),
      showUpcoming:
        hasMaintenances && firstOf(upcoming.show, [stored, own, 'ongoing', 'upcoming', 'show'], [shared, mai, 'upcoming', 'show']),
      upcomingCount: firstOf(upcoming.max_count, [stored, own, 'ongoing', 'upcoming', 'max_count'], [shared, mai, 'upcoming', 'maxCount']),
      upcomingDays: firstOf(
        shared === undefined ? upcoming.days_in_future : SITE_DAYS_AHEAD,
        [stored, own, 'ongoing', 'upcoming', 'days_in_future'],
        [shared, mai, 'upcoming', 'daysInFuture'],
      ),
      showPast: hasMaintenances && firstOf(past.show, [stored, own, 'ongoing', 'past', 'show'], [shared, mai, 'past', 'show']),
      pastCount: firstOf(past.max_count, [stored, own, 'ongoing', 'past', 'max_count'], [shared, mai, 'past', 'maxCount']),
      pastDays: firstOf(past.days_in_past, [stored, own, 'ongoing', 'past', 'days_in_past'], [shared, mai, 'past', 'daysInPast']),
    },
  };
}
