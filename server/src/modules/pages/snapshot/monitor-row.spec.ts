import type { Status } from '@clarion/contract';
import { dayStarts, type Overlay } from '@clarion/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMonitor, DAY, MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { titlesOf } from './events/monitor-events.js';
import type { MonitorFacts } from './facts.js';
import { monitorRow, presentOf } from './monitor-row.js';

const DAYS = { desktop: 90, mobile: 30 };
const starts = dayStarts('UTC', NOW, DAYS.desktop);
const row = (changes: Partial<MonitorFacts> = {}, now = NOW) => monitorRow(aMonitor(changes), starts, DAYS, now, true);
const state = (changes: Partial<NonNullable<MonitorFacts['state']>>) => ({ ...aMonitor().state!, ...changes });

describe('monitorRow', () => {
  it('says of a quiet monitor that it is up, since when, and nothing more', () => {
    expect(row()).toMatchObject({
      status: 'UP',
      since: TODAY - 365 * DAY,
      lastCheckedAt: MINUTE_NOW,
      intervalSeconds: 60,
      isDelayed: false,
      latencyMs: 120,
      days: 'u'.repeat(90),
      dayMinutes: {},
      dayUptime: {},
      uptime: { desktop: { text: '100', from: starts[0], to: MINUTE_NOW + 60 }, mobile: { text: '100', from: starts[60] } },
    });
    expect(row().uptimeFormula).toBeUndefined();
  });

  it('names the minutes, the letter and the percentage of a day with trouble, in both windows', () => {
    const down = { from: TODAY - 40 * DAY + 3_600, to: TODAY - 40 * DAY + 4_200, status: 'DOWN' as const };
    const before = { from: TODAY - 365 * DAY, to: down.from, status: 'UP' as const };
    const after = { from: down.to, to: MINUTE_NOW + 60, status: 'UP' as const };
    const { days, dayMinutes, dayUptime, uptime } = row({ spans: [before, down, after], state: state({ sinceTs: down.to }) });
    expect(days).toBe(`${'u'.repeat(49)}d${'u'.repeat(40)}`);
    expect(dayMinutes).toEqual({ 49: [1_430, 0, 10, 0, 0] });
    expect(dayUptime).toEqual({ 49: '99.305' });
    expect(uptime.desktop.text).toBe('99.992');
    expect(uptime.mobile.text).toBe('100');
  });

  it('shows a monitor without a sample as having no data, and days before it existed as such', () => {
    const fresh = row({ state: null, spans: [], createdAt: TODAY - 2 * DAY + 60 });
    expect(fresh).toMatchObject({ status: 'NO_DATA', since: null, lastCheckedAt: null, latencyMs: null, isDelayed: false, dayMinutes: {} });
    expect(fresh.days).toBe(`${'-'.repeat(87)}nnn`);
    expect(fresh.uptime.desktop.text).toBeNull();
  });

  it('counts no minute of the first day against a monitor that was not there yet', () => {
    const made = MINUTE_NOW - 600;
    const spans = [{ from: made + 60, to: MINUTE_NOW + 60, status: 'UP' as const }];
    const fresh = row({ spans, createdAt: made + 30, state: state({ sinceTs: made + 60 }) });
    expect(fresh.days).toBe(`${'-'.repeat(89)}u`);
    expect(fresh.dayMinutes).toEqual({ 89: [10, 0, 0, 0, 1] });
    const imported = row({
      spans: [{ from: TODAY, to: MINUTE_NOW + 60, status: 'UP' }],
      createdAt: made,
      state: state({ sinceTs: TODAY }),
    });
    expect([imported.days.at(-1), imported.dayMinutes]).toEqual(['u', {}]);
  });

  it('lets the last status stand while a check is late, marked delayed, and then knows nothing', () => {
    const last = MINUTE_NOW - 240;
    const stuck = {
      spans: [{ from: TODAY, to: last + 60, status: 'UP' as const }],
      state: state({ timestamp: last, sinceTs: TODAY, vouchedUntil: last + 60 }),
    };
    expect(row(stuck)).toMatchObject({ status: 'UP', isDelayed: true, since: TODAY });
    expect(row(stuck, NOW + 120)).toMatchObject({ status: 'NO_DATA', isDelayed: true, since: last + 60 });
  });

  it('counts no minute against a check that may still arrive', () => {
    const last = MINUTE_NOW - 60;
    const late = row({
      spans: [{ from: TODAY, to: MINUTE_NOW, status: 'UP' }],
      state: state({ timestamp: last, sinceTs: TODAY, vouchedUntil: MINUTE_NOW }),
    });
    expect(late.days.at(-1)).toBe('u');
    expect(late.dayMinutes[89]).toBeUndefined();
    expect(late.uptime.desktop.to).toBe(MINUTE_NOW);
  });

  it('shows an overlay over the checks, since it began or since the same status before it', () => {
    const overlay = {
      kind: 'maintenance' as const,
      id: 3,
      from: MINUTE_NOW - 600,
      to: MINUTE_NOW + 600,
      impact: 'MAINTENANCE' as const,
      isAlertMade: false,
    };
    expect(row({ overlays: [overlay] })).toMatchObject({ status: 'MAINTENANCE', since: MINUTE_NOW - 600 });
    const spans = [
      { from: TODAY, to: MINUTE_NOW - 900, status: 'UP' as const },
      { from: MINUTE_NOW - 900, to: MINUTE_NOW + 60, status: 'DOWN' as const },
    ];
    const down = row({ overlays: [{ ...overlay, impact: 'DOWN' }], spans, state: state({ status: 'DOWN', sinceTs: MINUTE_NOW - 900 }) });
    expect(down).toMatchObject({ status: 'DOWN', since: MINUTE_NOW - 900 });
  });

  it('takes few bad minutes for none where the owner says so, and still counts them', () => {
    const spans = [
      { from: TODAY - DAY, to: TODAY - 300, status: 'UP' as const },
      { from: TODAY - 300, to: TODAY, status: 'DOWN' as const },
      { from: TODAY, to: MINUTE_NOW + 60, status: 'UP' as const },
    ];
    expect(row({ spans }).days.at(-2)).toBe('d');
    const lenient = row({ spans, dayDownMinimum: 10 });
    expect(lenient.days.at(-2)).toBe('u');
    expect(lenient.dayMinutes[88]).toEqual([1_435, 0, 5, 0, 0]);
  });

  it('prints the formula when it is not the usual one', () => {
    const settings = { uptime_formula_numerator: 'up', uptime_formula_denominator: 'nonsense' };
    expect(row({ settings }).uptimeFormula).toEqual({ numerator: 'up', denominator: 'up + down + degraded + maintenance' });
    expect(row({ includeDegradedInDowntime: true }).uptimeFormula?.numerator).toBe('up + maintenance');
  });

  it('hides latency where it is not shown', () => {
    const hidden = monitorRow(aMonitor({ sparkline: [1, 2] }), starts, DAYS, NOW, false);
    expect(hidden).toMatchObject({ latencyMs: null, sparkline: [] });
  });

  it('REL-11 never shows a status the newest sample is too old to vouch for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), fc.constantFrom<Status>('UP', 'DEGRADED', 'DOWN'), (age, status) => {
        const timestamp = MINUTE_NOW - age;
        const present = presentOf(aMonitor({ state: state({ timestamp, status, vouchedUntil: timestamp + 60 }) }), NOW);
        if (NOW - timestamp > 300) expect(present.status).toBe('NO_DATA');
        else expect(present.status).toBe(status);
      }),
    );
  });

  it('adds its days up to its windows, whatever the zone and whatever happened', () => {
    const statuses = fc.constantFrom<Status>('UP', 'DEGRADED', 'DOWN', 'NO_DATA');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 20_000 }), statuses)),
        fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu'),
        (parts, zone) => {
          let at = TODAY - 95 * DAY;
          const spans = parts.map(([minutes, status]) => {
            const from = at;
            at = Math.min(at + minutes * 60, MINUTE_NOW + 60);
            return { from, to: at, status };
          });
          const edges = dayStarts(zone, NOW, 90);
          const made = monitorRow(aMonitor({ spans: spans.filter(({ from, to }) => from < to) }), edges, DAYS, NOW, true);
          const total = made.uptime.desktop.minutes.reduce((sum, minutes) => sum + minutes, 0);
          expect(total).toBe((made.uptime.desktop.to - edges[0]!) / 60);
          for (const [index, minutes] of Object.entries(made.dayMinutes)) {
            const end = Math.min(edges[Number(index) + 1]!, made.uptime.desktop.to);
            expect(minutes.reduce((sum, each) => sum + each, 0)).toBe((end - edges[Number(index)]!) / 60);
          }
        },
      ),
    );
  });

  describe('with events', () => {
    const overlay = (changes: Partial<Overlay>): Overlay => ({
      ...{ kind: 'incident', id: 7, from: TODAY - DAY, to: TODAY - DAY + 3_600, impact: 'DOWN', isAlertMade: false },
      ...changes,
    });
    const titles = titlesOf({ incidents: [{ id: 7, title: 'Checkout errors' }], maintenances: [{ eventId: 7, title: 'Upgrade' }] });
    const made = (overlays: readonly Overlay[]) => monitorRow(aMonitor({ overlays }), dayStarts('UTC', NOW, 90), DAYS, NOW, true, titles);

    it('names the event that decides the status now, and none that readers do not see', () => {
      const running = { from: NOW - 600, to: null };
      expect(made([overlay(running)]).reason).toEqual({ source: 'incident', id: 7, title: 'Checkout errors' });
      expect(made([overlay({ ...running, kind: 'maintenance', impact: 'UP' })])).toMatchObject({
        status: 'UP',
        reason: { source: 'maintenance', id: 7, title: 'Upgrade' },
      });
      expect(made([overlay({ ...running, id: 8 })])).toMatchObject({ status: 'DOWN', reason: null });
      expect(made([overlay(running), overlay({ ...running, isAlertMade: true })]).reason).not.toBeNull();
      expect(made([overlay({ ...running, isAlertMade: true })]).reason).toBeNull();
    });

    it('counts what touched each day once, whatever it did, and nothing that is still to come', () => {
      const row = made([
        overlay({}),
        overlay({ from: TODAY - DAY + 3_600, to: TODAY + 60, impact: 'DEGRADED' }),
        overlay({ kind: 'maintenance', impact: 'UP', from: TODAY - 2 * DAY, to: TODAY - DAY }),
        overlay({ kind: 'maintenance', id: 9, from: NOW + 60, to: NOW + 120 }),
      ]);
      expect(row.dayEvents).toEqual({ 87: [0, 1], 88: [1, 0], 89: [1, 0] });
      expect(made([]).dayEvents).toBeUndefined();
    });
  });
});
