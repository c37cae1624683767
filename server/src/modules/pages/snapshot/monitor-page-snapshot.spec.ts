import { addToRollup, emptyRollup } from '@clarion/domain';
import { describe, expect, it } from '@jest/globals';
import { aMonitor, aMonitorPage, DAY, MINUTE_NOW, NOW, TODAY, UTC } from '../../../../test/pages/facts.js';
import type { DayFacts, MonitorPageFacts } from './facts.js';
import { historyDaysOf, monitorPageSnapshot } from './monitor-page-snapshot.js';

const YESTERDAY: DayFacts = {
  date: '2026-11-19',
  from: TODAY - DAY,
  to: TODAY,
  gaps: [],
  samples: [],
  rollups: [],
  events: { incidents: [], maintenances: [] },
};
const make = (facts: Partial<MonitorPageFacts> = {}, monitor = aMonitor(), withReasons = false, setting = UTC) =>
  monitorPageSnapshot(aMonitorPage(monitor, facts), setting, { withReasons });

/** Up but for ten minutes from 14:00 yesterday, and silent for half an hour from 20:00. */
const troubled = aMonitor({
  spans: [
    { from: TODAY - 365 * DAY, to: TODAY - DAY + 50_400, status: 'UP' },
    { from: TODAY - DAY + 50_400, to: TODAY - DAY + 51_000, status: 'DOWN' },
    { from: TODAY - DAY + 51_000, to: TODAY - DAY + 72_000, status: 'UP' },
    { from: TODAY - DAY + 73_800, to: MINUTE_NOW + 60, status: 'UP' },
  ],
  state: { ...aMonitor().state!, sinceTs: TODAY - DAY + 73_800 },
});

describe('monitorPageSnapshot', () => {
  it.each([
    [90, [90, 60, 30, 14, 7, 1]],
    [45, [45, 30, 14, 7, 1]],
    [7, [7, 1]],
    [1, undefined],
  ])('offers the days of bars that a monitor of %i days has', (desktop, ranges) => {
    const monitor = aMonitor({ settings: { monitor_status_history_days: { desktop, mobile: 30 } } });
    expect(make({}, monitor).barRanges).toEqual(ranges);
  });

  it('shows the days that were chosen, with the uptime of those days, and goes on to days outside of them', () => {
    const ofWeek = (days?: 7 | 90) => monitorPageSnapshot(aMonitorPage(troubled, { day: YESTERDAY }), UTC, { withReasons: false, days });
    const [week, all] = [ofWeek(7), ofWeek(90)];
    expect([week.monitor.days.length, week.dayStarts.length, week.monitor.historyDays]).toEqual([7, 8, { desktop: 7, mobile: 7 }]);
    expect(week.monitor.uptime.desktop).toEqual(week.monitor.uptime.mobile);
    expect(week.monitor.uptime.desktop.text).not.toBe(all.monitor.uptime.desktop.text);
    expect(week.monitor.days).toBe(all.monitor.days.slice(-7));
    expect(week.day?.previous).toBe('2026-11-18');
    expect([all.monitor.days.length, all.monitor.historyDays]).toEqual([90, { desktop: 90, mobile: 30 }]);
  });

  it('answers five windows that end now, with one formula', () => {
    const { windows, version, banner, monitor } = make(
      {
        versions: new Map([
          [1, 7],
          [2, 3],
        ]),
      },
      troubled,
    );
    expect(version).toBe('1.10m');
    expect(banner).toMatchObject({ key: 'ALL_OPERATIONAL', counts: { up: 1 } });
    expect(monitor).toMatchObject({ typeOfLastSample: 'REALTIME', historyDays: { desktop: 90, mobile: 30 }, since: TODAY - DAY + 73_800 });
    expect(windows.map(({ label, uptime }) => [label, uptime.text, (uptime.to - uptime.from) / DAY])).toEqual([
      ['24h', '99.716', 1],
      ['7d', '99.90', 7],
      ['30d', '99.976', 30],
      ['90d', '99.992', 90],
      ['365d', '99.998', 365],
    ]);
  });

  it('reads the days a monitor chose, within bounds', () => {
    expect(historyDaysOf({ monitor_status_history_days: { desktop: 365, mobile: 0 } })).toEqual({ desktop: 365, mobile: 30 });
    expect(historyDaysOf(null)).toEqual({ desktop: 90, mobile: 30 });
    expect(make({}, aMonitor({ settings: { monitor_status_history_days: { desktop: 7 } } })).dayStarts).toHaveLength(8);
  });

  it('draws latency with average, extremes and p95', () => {
    const whole = [100, 120, 140, 900].reduce(addToRollup, emptyRollup());
    const { latency } = make({ latency: { range: '24h', points: [{ bucket: MINUTE_NOW - (MINUTE_NOW % 900), ...whole }], whole } });
    expect(latency).toMatchObject({ range: '24h', avgMs: 315, p95Ms: 899, minMs: 100, maxMs: 900 });
    expect(latency.points).toHaveLength(48);
    expect(latency.points.at(-1)).toMatchObject({ avgMs: 315, minMs: 100, maxMs: 900 });
    expect(latency.points[0]).toMatchObject({ avgMs: null, minMs: null, maxMs: null });
    expect(make().latency).toMatchObject({ avgMs: null, p95Ms: null, minMs: null, maxMs: null });
  });

  it('tells a day by minutes and by periods that name why samples are missing', () => {
    const day: DayFacts = {
      ...YESTERDAY,
      gaps: [{ from: TODAY - DAY + 72_600, to: TODAY - DAY + 73_200, reason: 'database_down' }],
      samples: [{ timestamp: TODAY - DAY + 50_460, latencyMs: 0, errorMessage: 'HTTP 503' }],
    };
    const snapshot = make({ day }, troubled);
    const at = TODAY - DAY;
    expect(snapshot.day).toMatchObject({ date: '2026-11-19', from: at, to: TODAY, previous: '2026-11-18', next: '2026-11-20' });
    expect(snapshot.day!.uptime).toMatchObject({ text: '99.29', minutes: [1_400, 0, 10, 0, 30] });
    expect(snapshot.day!.minutes).toHaveLength(1_440);
    expect(snapshot.day!.minutes.replaceAll(/(.)\1*/g, (run) => `${run[0]}${run.length} `)).toBe('u840 d10 u350 n30 u210 ');
    expect(snapshot.day!.periods).toEqual([
      { from: at, to: at + 50_400, status: 'UP', source: 'check', reason: null, gap: null },
      { from: at + 50_400, to: at + 51_000, status: 'DOWN', source: 'check', reason: null, gap: null },
      { from: at + 51_000, to: at + 72_000, status: 'UP', source: 'check', reason: null, gap: null },
      { from: at + 72_000, to: at + 72_600, status: 'NO_DATA', source: 'none', reason: null, gap: null },
      { from: at + 72_600, to: at + 73_200, status: 'NO_DATA', source: 'none', reason: null, gap: 'database_down' },
      { from: at + 73_200, to: at + 73_800, status: 'NO_DATA', source: 'none', reason: null, gap: null },
      { from: at + 73_800, to: TODAY, status: 'UP', source: 'check', reason: null, gap: null },
    ]);
    const told = make({ day }, troubled, true).day!.periods;
    expect(told.map(({ reason }) => reason)).toEqual([null, 'HTTP 503', null, null, null, null, null]);
  });

  it('ends today with what is known and offers no tomorrow', () => {
    const today = { ...YESTERDAY, date: '2026-11-20', from: TODAY, to: TODAY + DAY };
    const { day } = make({ day: today });
    expect(day).toMatchObject({ previous: '2026-11-19', next: null, uptime: { to: MINUTE_NOW + 60, text: '100' } });
    expect(day!.minutes).toBe('u'.repeat(14 * 60 + 6) + '.'.repeat(24 * 60 - 14 * 60 - 6));
    const oldest = make({ day: { ...YESTERDAY, date: '2026-08-23', from: TODAY - 89 * DAY, to: TODAY - 88 * DAY } });
    expect(oldest.day).toMatchObject({ previous: null, next: '2026-08-24' });
  });

  it('has 25 hours where clocks go back', () => {
    const zone = { ...UTC, timeZone: 'Europe/Berlin' };
    const from = Date.UTC(2026, 9, 24, 22) / 1_000;
    const { day } = make({ day: { ...YESTERDAY, date: '2026-10-25', from, to: from + 25 * 3_600 } }, aMonitor(), false, zone);
    expect(day!.minutes).toHaveLength(1_500);
    expect(day).toMatchObject({ previous: '2026-10-24', next: '2026-10-26' });
  });

  it('keeps a curve of at most a hundred points, and of roll-ups once the samples are gone', () => {
    const samples = Array.from({ length: 1_440 }, (_, i) => ({
      timestamp: TODAY - DAY + i * 60,
      latencyMs: 100 + (i % 50),
      errorMessage: null,
    }));
    const { latency } = make({ day: { ...YESTERDAY, samples } }).day!;
    expect(latency).toMatchObject({ minMs: 100, maxMs: 149 });
    expect(latency.points).toHaveLength(100);
    const rollups = [{ bucket: TODAY - DAY, ...[80, 100].reduce(addToRollup, emptyRollup()) }];
    expect(make({ day: { ...YESTERDAY, rollups } }).day!.latency).toEqual({
      avgMs: 90,
      minMs: 80,
      maxMs: 100,
      points: [{ at: TODAY - DAY + 450, ms: 90 }],
    });
    expect(make({ day: YESTERDAY }).day!.latency).toEqual({ avgMs: null, minMs: null, maxMs: null, points: [] });
  });

  it('is delayed like a page', () => {
    const last = NOW - 1_000;
    const stuck = aMonitor({ state: { ...aMonitor().state!, timestamp: last, vouchedUntil: last + 60 } });
    expect(make({}, stuck)).toMatchObject({ freshness: 'delayed', delayedSince: last, banner: { key: 'NO_DATA' } });
  });
});
