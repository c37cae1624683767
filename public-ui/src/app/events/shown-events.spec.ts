import type { PageSnapshot } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { aMaintenance, anIncident } from '../../../testing/event-fixtures.ts';
import { aPage, NOW, TODAY } from '../../../testing/fixtures.ts';
import { setUp } from '../../../testing/setup.ts';
import { ShownEvents } from './shown-events';

const day = (changes = {}) => ({ date: '2026-11-20', from: TODAY, ongoing: 0, events: [], hasMore: false, ...changes });
const begun = (page: PageSnapshot) => {
  const { store } = setUp(page);
  const shown = TestBed.inject(ShownEvents);
  return { shown, tell: (changes: Partial<PageSnapshot>) => store.replace({ ...page, ...changes }) };
};

describe('ShownEvents', () => {
  it('keeps a new incident back until it is asked for', () => {
    const { shown, tell } = begun(aPage({ incidents: [anIncident({ id: 1 })] }));
    tell({ incidents: [anIncident({ id: 2 }), anIncident({ id: 1, title: 'Renamed' })] });
    expect(shown.incidents().map(({ id, title }) => [id, title])).toEqual([[1, 'Renamed']]);
    expect(shown.newIncidents()).toBe(1);
    shown.show();
    expect(shown.incidents().map(({ id }) => id)).toEqual([2, 1]);
    expect(shown.newIncidents()).toBe(0);
  });

  it('leaves a resolved incident in its place, restyled', () => {
    const { shown, tell } = begun(aPage({ incidents: [anIncident({ id: 1 }), anIncident({ id: 2 })] }));
    const past = { kind: 'incident' as const, id: 1, title: 'Gone', from: NOW - 900, to: NOW - 60, affectedCount: 0 };
    tell({ incidents: [anIncident({ id: 2 })], pastDays: [day({ events: [past] })] });
    expect(shown.incidents().map(({ id, state, to }) => [id, state, to])).toEqual([
      [1, 'RESOLVED', NOW - 60],
      [2, 'MONITORING', null],
    ]);
    expect(shown.incidents().map(({ isGone }) => isGone)).toEqual([false, false]);
  });

  it('gives an incident that was resolved under the reader its last words', () => {
    const { shown, tell } = begun(aPage({ incidents: [anIncident({ id: 1 })] }));
    const [update] = anIncident().updates;
    const last = { ...update!, id: 99, state: 'RESOLVED' as const, html: '<p>Fixed.</p>' };
    tell({ incidents: [], justResolved: [anIncident({ id: 1, state: 'RESOLVED', to: NOW - 60, updates: [last] })] });
    expect(shown.incidents()[0]).toMatchObject({ state: 'RESOLVED', to: NOW - 60, updates: [{ html: '<p>Fixed.</p>' }], isGone: false });
    expect(shown.newIncidents()).toBe(0);
  });

  it('says of one that the server does not know any more that it is not listed', () => {
    const { shown, tell } = begun(aPage({ incidents: [anIncident()] }));
    tell({ incidents: [] });
    expect(shown.incidents()[0]).toMatchObject({ state: 'RESOLVED', isGone: true });
  });

  it('changes a maintenance in place, and shows a new one on request', () => {
    const { shown, tell } = begun(aPage({ maintenances: [aMaintenance({ eventId: 1, status: 'READY' })] }));
    tell({ maintenances: [aMaintenance({ eventId: 1, status: 'ONGOING' }), aMaintenance({ eventId: 2 })] });
    expect(shown.maintenances().map(({ eventId, status }) => [eventId, status])).toEqual([[1, 'ONGOING']]);
    expect(shown.newMaintenances()).toBe(1);
    const done = { kind: 'maintenance' as const, id: 1, title: 'Done', from: NOW - 900, to: NOW - 60, affectedCount: 0 };
    tell({ maintenances: [], pastDays: [day({ events: [done] })] });
    expect(shown.maintenances()[0]).toMatchObject({ status: 'COMPLETED', to: NOW - 60 });
    tell({ maintenances: [], pastDays: [] });
    expect(shown.maintenances()[0]).toMatchObject({ status: 'CANCELLED' });
  });

  it('lets the past change its words but not its height', () => {
    const past = { kind: 'incident' as const, id: 1, title: 'Old', from: NOW - 900, to: NOW - 60, affectedCount: 0 };
    const { shown, tell } = begun(aPage({ pastDays: [day({ events: [past] })] }));
    tell({ pastDays: [day({ events: [{ ...past, title: 'New' }] })] });
    expect(shown.pastDays()[0]!.events[0]!.title).toBe('New');
    tell({
      pastDays: [
        day({
          events: [
            { ...past, title: 'Newer' },
            { ...past, id: 2 },
          ],
        }),
      ],
    });
    expect(shown.pastDays()[0]!.events).toHaveLength(1);
    tell({ timeZone: 'Asia/Tokyo', pastDays: [] });
    expect(shown.pastDays()).toEqual([]);
  });
});
