import type { Snapshot } from '@clarion/contract';

import { aDay, aMonitorPage } from './detail-fixtures.ts';
import { aBanner, aMonitor, aNotFound, aPage, aSite, NOW, someMonitors } from './fixtures.ts';

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
  incident: () => aPage({ banner: aBanner(someMonitors(3), 1) }),
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
