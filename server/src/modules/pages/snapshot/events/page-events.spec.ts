import { describe, expect, it } from '@jest/globals';

import { aMaintenance, aMonitor, anIncident, DAY, MINUTE_NOW, NO_EVENTS, NOW, TODAY } from '../../../../../test/pages/facts.js';
import type { PageEventFacts } from './event-facts.js';
import { type EventSettings, eventSettings } from './event-settings.js';
import { namesOf } from './event-snapshots.js';
import { pageEvents } from './page-events.js';

const NAMES = namesOf([aMonitor()]);
const made = (facts: Partial<PageEventFacts>, settings: EventSettings = eventSettings(null, new Map()), timeZone = 'UTC') =>
  pageEvents({ ...NO_EVENTS, ...facts }, settings, NAMES, timeZone, NOW);
const over = (id: number, from: number, to: number) => anIncident({ id, state: 'RESOLVED', from, to });

describe('pageEvents, incidents', () => {
  it('shows ongoing ones as they come and leaves out one that is resolved with an end to come', () => {
    const { incidents } = made({ incidents: [anIncident({ id: 2 }), anIncident({ id: 1 }), over(3, NOW - 60, NOW + 60)] });
    expect(incidents.map(({ id }) => id)).toEqual([2, 1]);
  });

  it('renders updates safely and names monitors the reader may see alone', () => {
    const text = 'We **know** <script>alert(1)</script>';
    const { incidents } = made({
      incidents: [
        anIncident({
          updates: [{ id: 4, at: NOW, state: 'IDENTIFIED', text, isEdited: true }],
          updateCount: 1,
          affected: [
            { monitorId: 1, impact: 'DOWN' },
            { monitorId: 99, impact: 'DOWN' },
          ],
        }),
      ],
    });
    expect(incidents[0]).toMatchObject({
      affected: [{ tag: 'shop-web', name: 'Shop', impact: 'DOWN' }],
      updates: [{ id: 4, html: '<p>We <strong>know</strong> </p>', isEdited: true }],
    });
  });

  it('tells those who still have it on the page how an incident ended', () => {
    const ended = {
      ...over(3, NOW - 900, NOW - 60),
      updates: [{ id: 9, at: NOW - 60, state: 'RESOLVED' as const, text: 'Fixed.', isEdited: false }],
    };
    expect(made({ justResolved: [ended] }).justResolved).toMatchObject([
      { id: 3, state: 'RESOLVED', to: NOW - 60, updates: [{ html: '<p>Fixed.</p>' }] },
    ]);
    const hidden = eventSettings({ incidents: { ongoing: { show: false } } }, new Map());
    expect([made({ justResolved: [ended] }, hidden).justResolved, made({}).justResolved]).toEqual([undefined, undefined]);
  });

  it('takes a promise for kept once the incident is over', () => {
    expect(made({ incidents: [anIncident({ nextUpdateAt: NOW + 60 })] }).incidents[0]!.nextUpdateAt).toBe(NOW + 60);
  });

  it('shows none where the page does not', () => {
    const hidden = eventSettings({ incidents: { ongoing: { show: false } } }, new Map());
    expect(made({ incidents: [anIncident()] }, hidden).incidents).toEqual([]);
  });
});

describe('pageEvents, maintenances', () => {
  it('puts what runs first, then by start, and a series into one entry', () => {
    const { maintenances } = made({
      maintenances: [
        aMaintenance({ eventId: 1, from: MINUTE_NOW + 60, maintenanceId: 1 }),
        aMaintenance({ eventId: 2, from: MINUTE_NOW + 120, maintenanceId: 2, status: 'READY' }),
        aMaintenance({ eventId: 3, from: MINUTE_NOW + DAY, maintenanceId: 1 }),
        aMaintenance({ eventId: 4, from: MINUTE_NOW - 60, maintenanceId: 3, status: 'ONGOING' }),
        aMaintenance({ eventId: 5, from: MINUTE_NOW + 2 * DAY, maintenanceId: 1 }),
      ],
    });
    expect(maintenances.map(({ eventId, moreCount }) => [eventId, moreCount])).toEqual([
      [4, 0],
      [2, 0],
      [1, 2],
    ]);
  });

  it('counts the rows to come and not the occurrences', () => {
    const few = eventSettings({ include_maintenances: { ongoing: { upcoming: { max_count: 1 } } } }, new Map());
    const { maintenances } = made(
      {
        maintenances: [
          aMaintenance({ eventId: 1, maintenanceId: 1 }),
          aMaintenance({ eventId: 2, maintenanceId: 1, from: MINUTE_NOW + 2 * DAY }),
          aMaintenance({ eventId: 3, maintenanceId: 2, from: MINUTE_NOW + 3 * DAY }),
          aMaintenance({ eventId: 4, maintenanceId: 3, status: 'ONGOING' }),
        ],
      },
      few,
    );
    expect(maintenances.map(({ eventId }) => eventId)).toEqual([4, 1]);
  });

  it.each([
    ['FREQ=MINUTELY;COUNT=1', false],
    ['FREQ=WEEKLY;BYDAY=SU;COUNT=10', true],
    ['FREQ=WEEKLY;BYDAY=SU', true],
  ])('tells a series from a single occurrence: %s', (rrule, isRecurring) => {
    expect(made({ maintenances: [aMaintenance({ rrule })] }).maintenances[0]!.isRecurring).toBe(isRecurring);
  });
});

describe('pageEvents, past days', () => {
  it('looks back as far as the page wants, today first, quiet days included', () => {
    const { pastDays } = made({ pastIncidents: [over(1, TODAY - DAY + 3_600, TODAY - DAY + 7_200)] });
    expect(pastDays.map(({ date }) => date)).toEqual([
      ...['2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16', '2026-11-15', '2026-11-14'],
    ]);
    expect(pastDays.map(({ events }) => events.length)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(pastDays[1]!.events[0]).toEqual({
      ...{ kind: 'incident', id: 1, title: 'Checkout errors', from: TODAY - DAY + 3_600, to: TODAY - DAY + 7_200, affectedCount: 1 },
    });
  });

  it('lists what crosses midnight on both days, in the zone of the reader', () => {
    const night = over(1, TODAY - 1_800, TODAY + 1_800);
    const days = (zone: string) => made({ pastIncidents: [night] }, undefined, zone).pastDays.filter(({ events }) => events.length > 0);
    expect(days('UTC').map(({ date }) => date)).toEqual(['2026-11-20', '2026-11-19']);
    expect(days('Europe/Berlin').map(({ date }) => date)).toEqual(['2026-11-20']);
  });

  it('counts what is still open on every day it touches', () => {
    const { pastDays } = made({ incidents: [anIncident({ from: TODAY - DAY - 60 })] });
    expect(pastDays.map(({ ongoing }) => ongoing)).toEqual([1, 1, 1, 0, 0, 0, 0]);
  });

  it('never says that nothing happened on a day it had no room for', () => {
    const two = eventSettings({ incidents: { resolved: { max_count: 1 } } }, new Map());
    const { pastDays } = made({ pastIncidents: [over(2, TODAY + 60, TODAY + 120), over(1, TODAY - DAY + 60, TODAY - DAY + 120)] }, two);
    expect(pastDays.map(({ date, hasMore }) => [date, hasMore])).toEqual([['2026-11-20', false]]);
  });

  it('lists maintenance that took place, and without incidents only the days that had some', () => {
    const done = aMaintenance({ status: 'COMPLETED', from: TODAY - 2 * DAY, to: TODAY - 2 * DAY + 3_600 });
    const only = eventSettings({ incidents: { enabled: false } }, new Map());
    expect(made({ pastMaintenances: [done] }).pastDays).toHaveLength(7);
    expect(made({ pastMaintenances: [done] }, only).pastDays.map(({ date, events }) => [date, events[0]!.kind])).toEqual([
      ['2026-11-18', 'maintenance'],
    ]);
  });
});
