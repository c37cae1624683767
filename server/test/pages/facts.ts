import { DEFAULT_PAGE_SETTINGS } from '@clarion/contract';
import { emptyRollup } from '@clarion/domain';
import type { IncidentFacts, MaintenanceFacts, PageEventFacts } from '../../src/modules/pages/snapshot/events/event-facts.js';
import { eventSettings } from '../../src/modules/pages/snapshot/events/event-settings.js';
import type { MonitorFacts, MonitorPageFacts, PageFacts, SiteFacts } from '../../src/modules/pages/snapshot/facts.js';
import type { Setting } from '../../src/modules/pages/snapshot/page-snapshot.js';

/** Friday, 20 November 2026, 14:05:30 UTC. */
export const NOW = 1_795_183_530;
export const MINUTE_NOW = NOW - 30;
export const TODAY = MINUTE_NOW - (MINUTE_NOW % 86_400);
export const DAY = 86_400;

export const UTC: Setting = { timeZone: 'UTC', locale: 'en', basePath: '', origin: 'http://localhost:3000' };

/** A monitor checked every minute, up for a year. */
export const aMonitor = (changes: Partial<MonitorFacts> = {}): MonitorFacts => ({
  id: 1,
  tag: 'shop-web',
  name: 'Shop',
  description: null,
  image: null,
  externalUrl: null,
  type: 'API',
  cron: '* * * * *',
  isHidden: false,
  status: 'ACTIVE',
  settings: null,
  includeDegradedInDowntime: false,
  dayDownMinimum: 1,
  dayDegradedMinimum: 1,
  createdAt: TODAY - 365 * DAY,
  state: {
    timestamp: MINUTE_NOW,
    status: 'UP',
    type: 'REALTIME',
    latencyMs: 120.4,
    sinceTs: TODAY - 365 * DAY,
    vouchedUntil: MINUTE_NOW + 60,
  },
  spans: [{ from: TODAY - 365 * DAY, to: MINUTE_NOW + 60, status: 'UP' }],
  overlays: [],
  sparkline: [],
  ...changes,
});

export const aSite = (settings: Record<string, unknown> = {}, changes: Partial<SiteFacts> = {}): SiteFacts => ({
  settings: new Map(Object.entries(settings)),
  pages: [{ id: 1, path: '', title: 'Status' }],
  epoch: 1,
  ...changes,
});

export const NO_EVENTS: PageEventFacts = { incidents: [], justResolved: [], pastIncidents: [], maintenances: [], pastMaintenances: [] };

/** An incident that began an hour ago and takes the shop down. */
export const anIncident = (changes: Partial<IncidentFacts> = {}): IncidentFacts => ({
  id: 1,
  title: 'Checkout errors',
  state: 'IDENTIFIED',
  from: MINUTE_NOW - 3_600,
  to: null,
  source: 'DASHBOARD',
  nextUpdateAt: null,
  updatedAt: MINUTE_NOW - 3_600,
  affected: [{ monitorId: 1, impact: 'DOWN' }],
  updates: [],
  updateCount: 0,
  ...changes,
});

/** A one-time maintenance of the shop, tomorrow at this time, an hour long. */
export const aMaintenance = (changes: Partial<MaintenanceFacts> = {}): MaintenanceFacts => ({
  eventId: 1,
  maintenanceId: 1,
  title: 'Database upgrade',
  status: 'SCHEDULED',
  from: MINUTE_NOW + DAY,
  to: MINUTE_NOW + DAY + 3_600,
  rrule: 'FREQ=MINUTELY;COUNT=1',
  ruleStart: MINUTE_NOW + DAY,
  durationSeconds: 3_600,
  timeZone: 'UTC',
  affected: [{ monitorId: 1, impact: 'MAINTENANCE' }],
  ...changes,
});

export const aPage = (monitors: readonly MonitorFacts[], changes: Partial<PageFacts> = {}): PageFacts => ({
  id: 1,
  version: 7,
  path: '',
  title: 'Acme status',
  header: 'Acme platform status',
  subheader: null,
  logo: null,
  settings: DEFAULT_PAGE_SETTINGS,
  eventSettings: eventSettings(null, new Map()),
  sections: [],
  monitors: monitors.map((monitor) => ({ ...monitor, sectionId: null })),
  events: NO_EVENTS,
  site: aSite(),
  from: TODAY - 100 * DAY,
  now: NOW,
  ...changes,
});

export const aMonitorPage = (monitor: MonitorFacts, changes: Partial<MonitorPageFacts> = {}): MonitorPageFacts => ({
  monitor,
  pagePath: '',
  versions: new Map([[1, 7]]),
  latency: { range: '24h', points: [], whole: emptyRollup() },
  day: null,
  events: { incidents: [], maintenances: [] },
  openIncidents: 0,
  site: aSite(),
  now: NOW,
  ...changes,
});
