import type { DayMinutes, DaySnapshot, MonitorPageSnapshot, PeriodSnapshot, Status, UptimeSnapshot } from '@clarion/contract';

import { aBanner, aMonitor, aSite } from './fixtures.ts';
import { DAY, dayStartsUtc, NOW, TODAY } from './history.ts';
import { seeded } from './random.ts';

const LETTERS: Readonly<Record<Status, string>> = { UP: 'u', DEGRADED: 'g', DOWN: 'd', MAINTENANCE: 'm', NO_DATA: 'n' };

const period = (from: number, minutes: number, status: Status, changes: Partial<PeriodSnapshot> = {}): PeriodSnapshot => ({
  from,
  to: from + minutes * 60,
  status,
  source: 'check',
  reason: null,
  gap: null,
  ...changes,
});

/** Yesterday: a failure, a slow stretch, a maintenance and a hole. */
export const aDay = (changes: Partial<DaySnapshot> = {}): DaySnapshot => {
  const from = TODAY - DAY;
  const at = (minute: number): number => from + minute * 60;
  const periods = [
    period(from, 182, 'UP'),
    period(at(182), 90, 'MAINTENANCE', { source: 'maintenance', reason: 'Database upgrade' }),
    period(at(272), 580, 'UP'),
    period(at(852), 10, 'DOWN', { reason: 'HTTP 503 from 2 of 2 attempts' }),
    period(at(862), 34, 'DEGRADED', { reason: 'Answered in 2 310 ms, limit 2 000 ms' }),
    period(at(896), 304, 'UP'),
    period(at(1_200), 25, 'NO_DATA', { source: 'none', gap: 'worker_lost' }),
    period(at(1_225), 215, 'UP'),
  ];
  const minutes = periods.map(({ from: start, to, status }) => LETTERS[status].repeat((to - start) / 60)).join('');
  const random = seeded(7);
  const points = Array.from({ length: 96 }, (_, index) => ({
    at: from + index * 900,
    ms: Math.round(120 + 60 * random() + (index > 56 && index < 60 ? 900 : 0)),
  }));
  return {
    date: '2026-11-19',
    from,
    to: from + DAY,
    uptime: { text: '99.293', minutes: [1_281, 34, 10, 90, 25], from, to: from + DAY },
    minutes,
    periods,
    latency: { avgMs: 151, maxMs: 1_070, minMs: 121, points },
    events: [],
    previous: '2026-11-18',
    next: '2026-11-20',
    ...changes,
  };
};

const window = (days: number, text: string | null, minutes: DayMinutes): UptimeSnapshot => ({
  text,
  minutes,
  from: NOW - days * DAY,
  to: NOW,
});

export const aMonitorPage = (changes: Partial<MonitorPageSnapshot> = {}, status: Status = 'DOWN'): MonitorPageSnapshot => {
  const monitor = aMonitor(0, { status, temper: 'usual' });
  const random = seeded(3);
  const points = Array.from({ length: 48 }, (_, index) => {
    const avgMs = index === 20 || index === 21 ? null : Math.round(140 + 40 * Math.sin(index / 6) + 60 * random() ** 4);
    return {
      at: NOW - (47 - index) * 1_800 - 900,
      avgMs,
      minMs: avgMs === null ? null : Math.round(avgMs * 0.7),
      maxMs: avgMs === null ? null : Math.round(avgMs * (1.3 + random())),
    };
  });
  return {
    v: 1,
    kind: 'monitor',
    pagePath: '',
    version: '41',
    generatedAt: NOW,
    freshness: 'live',
    delayedSince: null,
    site: aSite(),
    locale: 'en',
    timeZone: 'UTC',
    dayStarts: dayStartsUtc(90),
    banner: aBanner([monitor, aMonitor(1), aMonitor(2)]),
    monitor: {
      ...monitor,
      externalUrl: 'https://shop.example.com',
      historyDays: { desktop: 90, mobile: 30 },
      typeOfLastSample: 'REALTIME',
    },
    windows: [
      { label: '24h', uptime: window(1, '96.736', [1_393, 0, 47, 0, 0]) },
      { label: '7d', uptime: window(7, '99.533', [10_033, 0, 47, 0, 0]) },
      { label: '30d', uptime: window(30, '99.891', [43_153, 0, 47, 0, 0]) },
      { label: '90d', uptime: window(90, '99.902', [129_473, 0, 127, 0, 0]) },
      { label: '365d', uptime: window(365, '99.94', [525_284, 0, 316, 0, 0]) },
    ],
    latency: { range: '24h', points, avgMs: 142, p95Ms: 310, maxMs: 1_204, minMs: 88 },
    day: null,
    events: [],
    sharing: { badges: true, embeds: true },
    barRanges: [90, 60, 30, 14, 7, 1],
    ...changes,
  };
};
