import type { PageSnapshot, PastDaySnapshot, Snapshot } from '@clarion/contract';

import { aDay, aMonitorPage } from './detail-fixtures.ts';
import { aCalendar, aMaintenance, aMaintenanceList, aMaintenancePage, anIncident, anIncidentPage } from './event-fixtures.ts';
import { aBanner, aMonitor, aNotFound, aPage, aSite, DAY, NOW, someMonitors, TODAY } from './fixtures.ts';

const ANNOUNCEMENT = {
  title: 'Support hours change on 24 December.',
  messageHtml: '<p>We answer from 9 to 13 h that day.</p>',
  type: 'INFO',
  reshowAfterHours: null,
  cancellable: true,
  ctaUrl: 'https://example.com/news',
  ctaText: 'Read more',
} as const;

const LONG = 'Übertragungsweg-Überwachung der Zahlungsdienstleister in Südosteuropa (vormals Checkout Gateway Production Cluster 7)';
const troubled = { 1: 'DOWN', 3: 'DEGRADED', 7: 'MAINTENANCE', 8: 'NO_DATA' } as const;
const pages = [
  { path: '', title: 'All services' },
  { path: 'eu', title: 'Europe' },
  { path: 'developers', title: 'Developers' },
];
const laidOut = (layout: 'default-grid' | 'compact-list' | 'compact-grid') => {
  const monitors = someMonitors(12, troubled);
  const plain = aPage({ monitors });
  return { ...plain, page: { ...plain.page, layout } };
};

/** A page on which something of every kind goes on: the one whose weight has a budget, with thirty monitors. @see ux B */
const anEventfulPage = (size: number): PageSnapshot => {
  const plain = someMonitors(size, { 0: 'DOWN', 2: 'DEGRADED', 3: 'DOWN' });
  const dayEvents = { 60: [0, 1], 61: [1, 1], 89: [1, 1] } as const;
  const monitors = plain.map((monitor, index) => {
    if (index === 0) return { ...monitor, dayEvents, reason: { source: 'incident' as const, id: 7, title: 'Elevated error rates' } };
    return index === 3
      ? { ...monitor, dayEvents, reason: { source: 'maintenance' as const, id: 10, title: 'Switch replacement' } }
      : monitor;
  });
  const quiet = (daysAgo: number): PastDaySnapshot => {
    const from = TODAY - daysAgo * DAY;
    return { date: new Date(from * 1_000).toISOString().slice(0, 10), from, ongoing: 0, events: [], hasMore: false };
  };
  const slow = { kind: 'incident', id: 5, title: 'Slow webhooks', from: NOW - DAY, to: NOW - DAY + 2_280, affectedCount: 2 } as const;
  return aPage({
    monitors,
    banner: aBanner(monitors, 1),
    incidents: [anIncident()],
    maintenances: [
      aMaintenance({ eventId: 10, maintenanceId: 3, status: 'ONGOING', from: NOW - 1_800, to: NOW + 2_400, title: 'Switch replacement' }),
      aMaintenance({ isRecurring: true, moreCount: 3 }),
    ],
    pastDays: [{ ...quiet(0), ongoing: 1 }, { ...quiet(1), events: [slow] }, ...[2, 3, 4, 5, 6].map(quiet)],
  });
};

/** Every state worth looking at, by name: what the preview serves and the browser tests walk through. */
export const SCENES: Readonly<Record<string, () => Snapshot>> = {
  one: () => aPage({ monitors: [aMonitor(0, { temper: 'calm', description: 'The page you are looking at.' })] }),
  twelve: () => aPage({ monitors: someMonitors(12, troubled), site: aSite({ announcement: ANNOUNCEMENT, pages }) }),
  thirty: () => aPage({ monitors: someMonitors(30, { 4: 'DOWN' }) }),
  hundred: () => aPage({ monitors: someMonitors(100, troubled) }),
  'all-down': () => aPage({ monitors: [0, 1, 2, 3].map((index) => aMonitor(index, { status: 'DOWN', temper: 'rough' })) }),
  'no-data': () => aPage({ monitors: [0, 1, 2].map((index) => aMonitor(index, { status: 'NO_DATA' })) }),
  empty: () => aPage({ monitors: [], sections: [] }),
  long: () =>
    aPage({
      monitors: [
        aMonitor(0, { name: LONG, description: `${LONG}. ${LONG}` }),
        aMonitor(1, { name: LONG.replaceAll(' ', ''), status: 'DEGRADED' }),
      ],
      site: aSite({ name: LONG }),
    }),
  grid: () => laidOut('default-grid'),
  'compact-list': () => laidOut('compact-list'),
  'compact-grid': () => laidOut('compact-grid'),
  delayed: () => aPage({ freshness: 'delayed', delayedSince: NOW - 900 }),
  maintenance: () => aPage({ monitors: someMonitors(3, { 1: 'MAINTENANCE' }) }),
  incident: () => aPage({ banner: aBanner(someMonitors(3), 1), incidents: [anIncident()] }),
  reference: () => anEventfulPage(30),
  bell: () => ({ ...anEventfulPage(6), eventPlacement: 'popover' }),
  'incident-open': () => anIncidentPage(),
  'incident-over': () =>
    anIncidentPage({
      incident: anIncident({ state: 'RESOLVED', to: NOW - 60, nextUpdateAt: null, isAutomatic: true }),
      report: { html: '<h2>What happened</h2><p>A queue was full.</p><ul><li>More workers</li></ul>', publishedAt: NOW },
    }),
  'maintenance-event': () => aMaintenancePage(),
  maintenances: () => aMaintenanceList({ hasNextPage: true }),
  'maintenances-none': () => aMaintenanceList({ ongoing: [], upcoming: [], past: [] }),
  calendar: () => aCalendar(),
  'calendar-none': () => aCalendar({ entries: [] }),
  'long-history': () => {
    const monitors = [0, 1].map((index) => aMonitor(index, { historyDays: { desktop: 365, mobile: 60 }, born: 120 }));
    const plain = aPage({ monitors });
    const dayStarts = Array.from({ length: 366 }, (_, index) => (plain.dayStarts.at(-1) ?? 0) + (index - 365) * 86_400);
    return { ...plain, dayStarts, page: { ...plain.page, historyDays: { desktop: 365, mobile: 60 } } };
  },
  monitor: () => aMonitorPage(),
  'monitor-up': () => aMonitorPage({}, 'UP'),
  'monitor-new': () => {
    const plain = aMonitorPage({}, 'NO_DATA');
    const windows = plain.windows.map(({ label, uptime }) => ({ label, uptime: { ...uptime, text: null } }));
    return { ...plain, windows, latency: { ...plain.latency, points: [], avgMs: null, p95Ms: null, maxMs: null, minMs: null } };
  },
  day: () => aMonitorPage({ day: aDay() }),
  'not-found': () => aNotFound(),
};
