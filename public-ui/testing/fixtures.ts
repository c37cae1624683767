import type {
  BannerSnapshot,
  MonitorSnapshot,
  NotFoundSnapshot,
  PageSectionSnapshot,
  PageSnapshot,
  PageStatusKey,
  SiteSnapshot,
  Status,
  StatusCounts,
} from '@clarion/contract';

import { aHistory, aSparkline, dayStartsUtc, NOW, type Temper } from './history.ts';

export { DAY, dayStartsUtc, NOW, TODAY } from './history.ts';

const NAMES = [
  'Checkout EU',
  'Checkout US',
  'Payments API',
  'Card vault',
  'Refunds',
  'Invoices',
  'Web shop',
  'Mobile API',
  'Search',
  'Images',
  'Sign-in',
  'Accounts',
  'Notifications',
  'Webhooks',
  'Developer API',
  'Documentation',
  'Sandbox',
  'Orders database',
  'Warehouse sync',
  'Shipping labels',
  'Tracking',
  'Reports',
  'Data export',
  'Support desk',
  'Chat',
  'Status mails',
  'DNS',
  'Edge Frankfurt',
  'Edge Virginia',
  'Backups',
] as const;

export const aSite = (changes: Partial<SiteSnapshot> = {}): SiteSnapshot => ({
  name: 'Acme',
  url: '',
  basePath: '',
  homeUrl: '/',
  logo: null,
  favicon: null,
  nav: [
    { name: 'Docs', url: 'https://docs.example.com', iconUrl: null },
    { name: 'Support', url: 'https://help.example.com', iconUrl: null },
  ],
  footerHtml: '<a href="https://example.com/imprint">Imprint</a> <a href="https://example.com/privacy">Privacy</a>',
  theme: 'system',
  themeToggle: true,
  tzToggle: true,
  showRssFeed: true,
  announcement: null,
  pages: [],
  ...changes,
});

/** One monitor; `index` gives it a name, a past and a latency of its own. */
export const aMonitor = (
  index: number,
  changes: Partial<MonitorSnapshot> & { temper?: Temper; born?: number; historyDays?: { desktop: number; mobile: number } } = {},
): MonitorSnapshot => {
  const { temper = index % 10 === 0 ? 'rough' : 'usual', born, historyDays = { desktop: 90, mobile: 30 }, ...rest } = changes;
  const status = rest.status ?? 'UP';
  const name = NAMES[index % NAMES.length] ?? 'Service';
  const lap = Math.floor(index / NAMES.length);
  const base = 40 + ((index * 37) % 260);
  return {
    tag: `${name.toLowerCase().replace(/[^a-z]+/g, '-')}${lap ? `-${lap + 1}` : ''}`,
    name: lap ? `${name} ${lap + 1}` : name,
    description: index % 3 === 0 ? 'Takes orders from shops and passes them on.' : null,
    image: null,
    type: 'API',
    status,
    since: status === 'NO_DATA' ? null : NOW - 2_820,
    lastCheckedAt: status === 'NO_DATA' ? null : NOW - 45,
    intervalSeconds: 60,
    isDelayed: false,
    latencyMs: status === 'NO_DATA' ? null : base,
    sparkline: status === 'NO_DATA' ? [] : aSparkline(index + 1, base),
    ...aHistory({
      seed: index + 11,
      days: historyDays.desktop,
      mobileDays: historyDays.mobile,
      born: status === 'NO_DATA' ? historyDays.desktop - 1 : born,
      temper,
      today: status,
    }),
    ...rest,
  };
};

const count = (monitors: readonly MonitorSnapshot[], status: Status): number =>
  monitors.filter((monitor) => monitor.status === status).length;

/** The banner that fits the monitors, by the table of status-engine §3. */
export const aBanner = (monitors: readonly MonitorSnapshot[], openIncidents = 0): BannerSnapshot => {
  const counts: StatusCounts = {
    up: count(monitors, 'UP'),
    degraded: count(monitors, 'DEGRADED'),
    down: count(monitors, 'DOWN'),
    maintenance: count(monitors, 'MAINTENANCE'),
  };
  const total = counts.up + counts.degraded + counts.down + counts.maintenance;
  const told = (status: Status, key: PageStatusKey): BannerSnapshot => ({ status, key, counts, openIncidents });
  if (total === 0) return told('NO_DATA', 'NO_DATA');
  if (counts.down) return told('DOWN', counts.down / total >= 0.75 ? 'MAJOR_OUTAGE' : 'PARTIAL_OUTAGE');
  if (counts.degraded) return told('DEGRADED', counts.degraded / total >= 0.75 ? 'DEGRADED_PERFORMANCE' : 'PARTIAL_DEGRADED');
  if (counts.maintenance) return told('MAINTENANCE', 'UNDER_MAINTENANCE');
  return told('UP', 'ALL_OPERATIONAL');
};

/** One unnamed list up to 8 monitors, named sections of 5 above. */
export const someSections = (monitors: readonly MonitorSnapshot[]): PageSectionSnapshot[] => {
  if (monitors.length <= 8) return [{ id: 'all', name: null, descriptionHtml: null, open: 'always', tags: monitors.map(({ tag }) => tag) }];
  const names = ['Checkout and payments', 'Shop', 'Developer platform', 'Warehouse', 'Customer service', 'Network'];
  const size = Math.ceil(monitors.length / names.length);
  return names
    .map((name, index): PageSectionSnapshot => ({
      id: `s${index}`,
      name,
      descriptionHtml: index === 0 ? '<p>Card processors are run by third parties.</p>' : null,
      open: index < 3 ? 'always' : 'affected',
      tags: monitors.slice(index * size, (index + 1) * size).map(({ tag }) => tag),
    }))
    .filter(({ tags }) => tags.length > 0);
};

export const aPage = (changes: Partial<PageSnapshot> & { monitors?: readonly MonitorSnapshot[] } = {}): PageSnapshot => {
  const monitors = changes.monitors ?? [aMonitor(0), aMonitor(1), aMonitor(2)];
  const page: PageSnapshot = {
    v: 1,
    kind: 'page',
    version: '41',
    generatedAt: NOW,
    freshness: 'live',
    delayedSince: null,
    site: aSite(),
    page: {
      path: '',
      title: 'Status',
      header: 'Acme platform status',
      subheaderHtml: '<p>Live and past availability of everything you use.</p>',
      logo: null,
      layout: 'default-list',
      historyDays: { desktop: 90, mobile: 30 },
      showLatency: true,
      metaTitle: 'Acme status',
      metaDescription: 'Is Acme up? Live status and 90 days of history.',
    },
    locale: 'en',
    timeZone: 'UTC',
    dayStarts: dayStartsUtc(90),
    banner: aBanner(monitors),
    sections: someSections(monitors),
    monitors,
    incidents: [],
    maintenances: [],
    pastDays: [],
    eventPlacement: 'inline',
  };
  return { ...page, ...changes };
};

/** `size` monitors of which a few have problems. */
export const someMonitors = (size: number, problems: Readonly<Record<number, Status>> = {}): MonitorSnapshot[] =>
  Array.from({ length: size }, (_, index) => aMonitor(index, { status: problems[index] ?? 'UP' }));

export const aNotFound = (changes: Partial<NotFoundSnapshot> = {}): NotFoundSnapshot => ({
  v: 1,
  kind: 'not-found',
  version: '41',
  generatedAt: NOW,
  freshness: 'live',
  delayedSince: null,
  site: aSite(),
  locale: 'en',
  timeZone: 'UTC',
  banner: aBanner([aMonitor(0), aMonitor(1)]),
  ...changes,
});
