import type { PageSnapshot, StreamDelta } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { aMaintenance, anIncident, anIncidentPage } from '../../../testing/event-fixtures.ts';
import { aBanner, aMonitor, aPage, aSite, NOW, someMonitors } from '../../../testing/fixtures.ts';
import { aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { setUp } from '../../../testing/setup.ts';
import { INITIAL_SNAPSHOT } from './snapshot-state';
import { SnapshotStore } from './snapshot-store';

const aDelta = (changes: Partial<StreamDelta>): StreamDelta => ({
  version: '42',
  generatedAt: NOW + 60,
  freshness: 'live',
  delayedSince: null,
  banner: aBanner(someMonitors(3)),
  monitors: [],
  ...changes,
});

describe('SnapshotStore', () => {
  it('replaces the rows a delta names and keeps the others as they are', () => {
    const before = aPage();
    const { store } = setUp(before);
    const down = aMonitor(1, { status: 'DOWN' });
    expect(store.apply(aDelta({ monitors: [down] }))).toBe(true);
    const [first, second, third] = store.monitors();
    expect(second).toEqual(down);
    expect([first, third]).toEqual([before.monitors[0], before.monitors[2]]);
    expect(first).toBe(before.monitors[0]);
    expect(store.snapshot().version).toBe('42');
  });

  it('takes the events of a delta whole, and keeps its own without', () => {
    const { store } = setUp(aPage({ incidents: [anIncident()] }));
    store.apply(aDelta({}));
    expect(store.snapshot()).toMatchObject({ incidents: [{ id: 7 }] });
    store.apply(aDelta({ events: { incidents: [], maintenances: [aMaintenance()], pastDays: [] } }));
    expect(store.snapshot()).toMatchObject({ incidents: [], maintenances: [{ eventId: 11 }] });
  });

  it('gives a page about events the banner of the page it follows', () => {
    const { store } = setUp(anIncidentPage());
    expect(store.apply(aDelta({ banner: aBanner(someMonitors(3, { 0: 'DOWN' })) }))).toBe(false);
    expect(store.snapshot()).toMatchObject({ kind: 'incident', version: '41e', generatedAt: NOW + 60, banner: { status: 'DOWN' } });
  });

  it('keeps events below the page they are read on', () => {
    const base = (snapshot: Parameters<typeof setUp>[0]) => {
      TestBed.resetTestingModule();
      return setUp(snapshot).store.eventBase();
    };
    const plain = aPage({ site: aSite({ basePath: '/status' }) });
    expect(base(plain)).toBe('/status');
    expect(base({ ...plain, page: { ...plain.page, path: 'eu' } })).toBe('/status/eu');
    expect(base(anIncidentPage({ pagePath: 'eu', isOfPage: true }))).toBe('/eu');
    expect(base(anIncidentPage({ pagePath: 'eu' }))).toBe('');
  });

  it('takes short readings without touching the rest of a row', () => {
    const { store } = setUp(aPage());
    expect(store.apply(aDelta({ readings: [['checkout-eu', NOW + 55, 77]] }))).toBe(false);
    expect(store.monitors()[0]).toMatchObject({ lastCheckedAt: NOW + 55, latencyMs: 77, status: 'UP' });
  });

  it('keeps what only a monitor’s own page has', () => {
    const { store } = setUp(aMonitorPage());
    expect(store.apply(aDelta({ monitors: [aMonitor(0, { status: 'UP' })] }))).toBe(true);
    expect(store.monitors()[0]).toMatchObject({ status: 'UP', externalUrl: 'https://shop.example.com' });
  });

  it('does not take the headline of a whole page for the one of a monitor', () => {
    const own = aMonitorPage();
    const { store } = setUp(own);
    const page = { ...aBanner(someMonitors(3)), heading: 'Partial System Outage' };
    store.apply(aDelta({ banner: page, freshness: 'delayed', delayedSince: NOW }));
    expect(store.snapshot()).toMatchObject({ banner: own.banner, freshness: own.freshness });
  });

  it('shows news only once every block that is still plain markup has woken', () => {
    const page = aPage({ monitors: someMonitors(12) });
    TestBed.configureTestingModule({ providers: [{ provide: INITIAL_SNAPSHOT, useValue: page }] });
    const store = TestBed.inject(SnapshotStore);
    store.apply(aDelta({ readings: [['checkout-eu', NOW + 55, 77]] }));
    expect(store.isWakeWanted()).toBe(true);
    page.sections.forEach(({ id }) => {
      expect(store.snapshot().version).toBe('41');
      store.awoke(id);
    });
    expect(store.snapshot().version).toBe('42');
  });

  it('adds up the news that comes meanwhile', () => {
    const page: PageSnapshot = aPage();
    TestBed.configureTestingModule({ providers: [{ provide: INITIAL_SNAPSHOT, useValue: page }] });
    const store = TestBed.inject(SnapshotStore);
    store.apply(aDelta({ readings: [['checkout-eu', NOW + 5, 11]] }));
    store.apply(aDelta({ version: '43', readings: [['checkout-us', NOW + 6, 22]] }));
    page.sections.forEach(({ id }) => store.awoke(id));
    expect(store.monitors().map(({ latencyMs }) => latencyMs)).toEqual([11, 22, 114]);
  });
});
