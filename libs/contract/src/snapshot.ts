import type { EventPageSnapshot, IncidentSnapshot, MaintenanceSnapshot, PastDaySnapshot, PastEventSnapshot } from './event-snapshot.js';
import type {
  GapReason,
  LayoutStyle,
  MonitorType,
  PageStatusKey,
  SampleType,
  Status,
  SubscriberChannel,
  SubscriptionEventType,
} from './enums.js';

/** Letter of a day's worst status, as it stands in `MonitorSnapshot.days`; `-` = the monitor did not exist yet. */
export const DAY_LETTERS = { UP: 'u', DEGRADED: 'g', DOWN: 'd', MAINTENANCE: 'm', NO_DATA: 'n' } as const satisfies Record<Status, string>;

/** Minutes of one day per status: up, degraded, down, maintenance, no data. */
export type DayMinutes = readonly [up: number, degraded: number, down: number, maintenance: number, noData: number];

/** A language a visitor may choose. */
export interface LocaleSnapshot {
  code: string;
  /** In its own words. */
  name: string;
  /** Path below the base path of its texts; null = the page has them in its script. */
  file: string | null;
}

/** Sources for the security policy of a page, by what is loaded from them. Each is an origin, perhaps of any subdomain. */
export interface PageOrigins {
  styles?: readonly string[];
  fonts?: readonly string[];
  scripts?: readonly string[];
  connects?: readonly string[];
}

/** Kinds of news that readers may ask for, by the way in which they are told; a way without any is absent. */
export type OfferedSubscriptions = Readonly<Partial<Record<SubscriberChannel, readonly SubscriptionEventType[]>>>;

/** What the chrome of every public page needs to know of the site. */
export interface SiteSnapshot {
  name: string;
  /** Public origin without trailing slash; empty = links stay relative. */
  url: string;
  /** e.g. `/status`, or empty. */
  basePath: string;
  homeUrl: string;
  logo: string | null;
  favicon: string | null;
  /** Path below the base path of the sheet with the site's colours, font and own rules; absent = it chose none. */
  stylesheet?: string;
  /** Absolute address of a sheet that brings fonts; absent = none. */
  fontUrl?: string;
  /** Path below the base path of the script that speaks to providers of analytics; absent = none is switched on. */
  analytics?: string;
  /** What the page may load from besides its own origin; absent = nothing. */
  origins?: PageOrigins;
  /** Picture for links to the site in other places, path or address; absent = one is drawn. */
  socialImage?: string;
  /** The pages of the site know nothing of each other: everything stays on the page it is read on. */
  isApart?: true;
  nav: readonly { name: string; url: string; iconUrl: string | null }[];
  footerHtml: string;
  theme: 'light' | 'dark' | 'system';
  themeToggle: boolean;
  tzToggle: boolean;
  /** Languages a visitor may choose, the site's default first; absent = only the one of the snapshot. */
  locales?: readonly LocaleSnapshot[];
  /** How dates and times are written, in the letters of date-fns; what is absent has the page's own form. @see pages-site §5 */
  dateFormats?: { readonly dateTime?: string; readonly date?: string; readonly time?: string };
  showRssFeed: boolean;
  /** How readers may subscribe; absent = not at all. @see alerting §C1 */
  subscriptions?: OfferedSubscriptions;
  announcement: {
    title: string;
    messageHtml: string;
    type: 'INFO' | 'WARNING' | 'ERROR';
    reshowAfterHours: number | null;
    cancellable: boolean;
    ctaUrl: string | null;
    ctaText: string | null;
    /** Unix seconds; it is gone from then on. Absent = it stays. */
    endsAt?: number;
  } | null;
  pages: readonly { path: string; title: string }[];
}

/** Counts of current statuses over the visible monitors; NO_DATA is not in `total`. */
export interface StatusCounts {
  up: number;
  degraded: number;
  down: number;
  maintenance: number;
}

export interface BannerSnapshot {
  status: Status;
  key: PageStatusKey;
  counts: StatusCounts;
  openIncidents: number;
}

/** A percentage as people read it (`97.916`, `100`) beside the exact counts it came from; `null` text = no data. */
export interface UptimeSnapshot {
  /** Display text without the sign, floored, or null when there is nothing to divide. @see status-engine §4 */
  text: string | null;
  minutes: DayMinutes;
  /** First instant of the window, Unix seconds. */
  from: number;
  to: number;
}

/** One monitor as a row of a page. */
export interface MonitorSnapshot {
  tag: string;
  name: string;
  description: string | null;
  image: string | null;
  type: MonitorType;
  status: Status;
  /** What decides the status instead of the checks; `id` of the incident or of the maintenance event. Absent or null = the checks do. */
  reason?: { source: 'incident' | 'maintenance'; id: number; title: string } | null;
  /** Start of the current status, Unix seconds; null = never had one. */
  since: number | null;
  /** Minute of the newest sample. */
  lastCheckedAt: number | null;
  /** Seconds between two checks; null = no schedule. */
  intervalSeconds: number | null;
  /** The newest sample is older than its schedule explains. */
  isDelayed: boolean;
  latencyMs: number | null;
  uptime: { desktop: UptimeSnapshot; mobile: UptimeSnapshot };
  /** One letter a day, oldest first, today last; as many as `historyDays.desktop`. @see DAY_LETTERS */
  days: string;
  /** Minutes of the days that are not simply all UP, keyed by index into `days`. */
  dayMinutes: Readonly<Record<number, DayMinutes>>;
  /** Display text of those days' uptime, same keys; a day without one has no data. Absent = the page names minutes only. @see status-engine §4 */
  dayUptime?: Readonly<Record<number, string>>;
  /** How many incidents and maintenances of the monitor touched a day, same keys; a day without any has no entry. */
  dayEvents?: Readonly<Record<number, readonly [incidents: number, maintenances: number]>>;
  /** The formula the figures follow; absent = up, degraded and maintenance of all four. @see status-engine §4 */
  uptimeFormula?: { numerator: string; denominator: string };
  /** 48 half-hour averages of the last 24 h in ms, oldest first; null = gap. Empty when latency is hidden. */
  sparkline: readonly (number | null)[];
}

export interface PageSectionSnapshot {
  id: string;
  /** null = the unnamed list of a page without sections. */
  name: string | null;
  descriptionHtml: string | null;
  open: 'always' | 'affected' | 'never';
  tags: readonly string[];
}

/** Everything a status page shows, in one zone and one language. The renderer gets nothing else. */
export interface PageSnapshot {
  v: 1;
  kind: 'page';
  /** Grows with every change; the ETag and the SSE event id. */
  version: string;
  /** Unix seconds. */
  generatedAt: number;
  freshness: 'live' | 'delayed';
  /** When checks stopped, if `freshness` is `delayed`. */
  delayedSince: number | null;
  site: SiteSnapshot;
  page: {
    path: string;
    title: string;
    header: string;
    subheaderHtml: string | null;
    logo: string | null;
    layout: LayoutStyle;
    historyDays: { desktop: number; mobile: number };
    showLatency: boolean;
    metaTitle: string;
    metaDescription: string;
    /** Picture for links to this page in other places, path or address; absent = that of the site. */
    socialImage?: string;
  };
  locale: string;
  timeZone: string;
  /** Local midnights that start each of the days, oldest first, plus the end of today: `historyDays.desktop + 1` instants. */
  dayStarts: readonly number[];
  banner: BannerSnapshot;
  sections: readonly PageSectionSnapshot[];
  monitors: readonly MonitorSnapshot[];
  /** Ongoing ones, most recently updated first; empty where the page does not show them. */
  incidents: readonly IncidentSnapshot[];
  /** Resolved within the last hour, for readers who still have them on the page. Absent = none; never in HTML, whose readers begin without them. */
  justResolved?: readonly IncidentSnapshot[];
  /** Running ones first, then those to come; a series is one entry. */
  maintenances: readonly MaintenanceSnapshot[];
  /** Today first, as far as the page looks back; empty where it does not. */
  pastDays: readonly PastDaySnapshot[];
  /** Whether events are blocks of the page or stand behind a bell. @see ux A3 */
  eventPlacement: 'inline' | 'popover';
}

/** Stretches of a latency chart, and of one point of it. @see status-engine §7 */
export const LATENCY_RANGES = {
  '1h': { spanMinutes: 60, bucketMinutes: 1 },
  '3h': { spanMinutes: 180, bucketMinutes: 5 },
  '6h': { spanMinutes: 360, bucketMinutes: 10 },
  '12h': { spanMinutes: 720, bucketMinutes: 15 },
  '24h': { spanMinutes: 1_440, bucketMinutes: 30 },
  '48h': { spanMinutes: 2_880, bucketMinutes: 60 },
  '7d': { spanMinutes: 10_080, bucketMinutes: 180 },
  '14d': { spanMinutes: 20_160, bucketMinutes: 360 },
  '30d': { spanMinutes: 43_200, bucketMinutes: 720 },
  '90d': { spanMinutes: 129_600, bucketMinutes: 2_160 },
} as const;
export type LatencyRange = keyof typeof LATENCY_RANGES;

/** Days of bars that a monitor's page offers besides all there are. @see status-engine §5 */
export const BAR_RANGES = [90, 60, 30, 14, 7, 1] as const;
export type BarRange = (typeof BAR_RANGES)[number];

/** `[from, to)` in Unix seconds at one status. */
export interface PeriodSnapshot {
  from: number;
  to: number;
  status: Status;
  source: 'check' | 'incident' | 'maintenance' | 'none';
  /** What the check said, when the page allows it. */
  reason: string | null;
  gap: GapReason | null;
}

/** An incident or a maintenance in the history of one monitor. */
export interface MonitorEventSnapshot extends Omit<PastEventSnapshot, 'to' | 'affectedCount'> {
  /** null = still open. */
  to: number | null;
  /** Started and not over, or not even started. */
  isOpen: boolean;
}

/** One local day of one monitor. */
export interface DaySnapshot {
  /** `YYYY-MM-DD` in the zone of the snapshot. */
  date: string;
  from: number;
  to: number;
  uptime: UptimeSnapshot;
  /** One letter a minute of the day, `[from, to)`; `.` = still to come. @see DAY_LETTERS */
  minutes: string;
  periods: readonly PeriodSnapshot[];
  latency: { avgMs: number | null; maxMs: number | null; minMs: number | null; points: readonly { at: number; ms: number }[] };
  /** Incidents and maintenances of the monitor that touch the day, earliest first. */
  events: readonly MonitorEventSnapshot[];
  previous: string | null;
  next: string | null;
}

/** A monitor's own page. */
export interface MonitorPageSnapshot {
  v: 1;
  kind: 'monitor';
  /** A published page that shows the monitor, the home page (empty path) before others: its stream tells when to look again. null = none does. */
  pagePath: string | null;
  /** It is read below the address of that page. Absent = by itself. */
  isOfPage?: true;
  version: string;
  generatedAt: number;
  freshness: 'live' | 'delayed';
  delayedSince: number | null;
  site: SiteSnapshot;
  locale: string;
  timeZone: string;
  dayStarts: readonly number[];
  banner: BannerSnapshot;
  monitor: MonitorSnapshot & {
    externalUrl: string | null;
    historyDays: { desktop: number; mobile: number };
    typeOfLastSample: SampleType | null;
  };
  /** Days of bars to choose from, all there are first; absent = there is no choice. */
  barRanges?: readonly number[];
  windows: readonly { label: '24h' | '7d' | '30d' | '90d' | '365d'; uptime: UptimeSnapshot }[];
  latency: {
    range: LatencyRange;
    points: readonly { at: number; avgMs: number | null; minMs: number | null; maxMs: number | null }[];
    avgMs: number | null;
    p95Ms: number | null;
    maxMs: number | null;
    minMs: number | null;
  };
  day: DaySnapshot | null;
  /** Of the last 90 days, and maintenances to come; newest first. */
  events: readonly MonitorEventSnapshot[];
  /** What readers are helped to put on pages of their own; the addresses answer either way. @see pages-site §15 */
  sharing: { badges: boolean; embeds: boolean };
}

/** The page that answers an unknown address, with HTTP 404. */
export interface NotFoundSnapshot {
  v: 1;
  kind: 'not-found';
  version: string;
  generatedAt: number;
  freshness: 'live' | 'delayed';
  delayedSince: number | null;
  site: SiteSnapshot;
  locale: string;
  timeZone: string;
  banner: BannerSnapshot;
}

export type Snapshot = PageSnapshot | MonitorPageSnapshot | EventPageSnapshot | NotFoundSnapshot;
