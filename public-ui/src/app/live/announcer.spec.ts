import type { PageSnapshot } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { aMaintenance, anIncident } from '../../../testing/event-fixtures.ts';
import { aBanner, aPage, someMonitors } from '../../../testing/fixtures.ts';
import { setUp } from '../../../testing/setup.ts';
import { Announcer } from './announcer';

type Problems = Parameters<typeof someMonitors>[1];
const aPageWith = (problems: Problems) => {
  const monitors = someMonitors(6, problems);
  return aPage({ monitors, banner: aBanner(monitors) });
};

/** Shows pages one after the other, as the effect in `TabSigns` does. */
const watch = () => {
  const { store } = setUp(aPageWith({}));
  const announcer = TestBed.inject(Announcer);
  announcer.learn(store.snapshot());
  const show = (problems: Problems): void => {
    store.replace(aPageWith(problems));
    announcer.compare(store.snapshot());
  };
  return { announcer, show };
};

describe('Announcer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('says nothing while nothing changes', () => {
    const { announcer, show } = watch();
    show({});
    vi.advanceTimersByTime(60_000);
    expect(announcer.message()).toBe('');
  });

  it('tells what changed and what that makes of the whole', () => {
    const { announcer, show } = watch();
    show({ 0: 'DOWN' });
    vi.advanceTimersByTime(500);
    expect(announcer.message()).toBe('Checkout EU is down. Partial System Outage.');
  });

  it('counts a storm instead of reading it out', () => {
    const { announcer, show } = watch();
    show({ 0: 'DOWN', 1: 'DOWN', 2: 'DOWN', 3: 'DOWN', 4: 'DOWN' });
    vi.advanceTimersByTime(500);
    expect(announcer.message()).toBe('5 services changed. Major System Outage.');
  });

  it('keeps still for ten seconds, then tells the newest', () => {
    const { announcer, show } = watch();
    show({ 0: 'DOWN' });
    vi.advanceTimersByTime(500);
    show({});
    show({ 1: 'DEGRADED' });
    vi.advanceTimersByTime(9_000);
    expect(announcer.message()).toBe('Checkout EU is down. Partial System Outage.');
    vi.advanceTimersByTime(1_000);
    expect(announcer.message()).toBe('Checkout EU is operational. Checkout US is degraded. Partial Degraded Performance.');
  });

  it('tells of incidents that came and went, and of maintenance that began and ended', () => {
    const page = aPage({ incidents: [anIncident({ id: 1, title: 'Old' })], maintenances: [aMaintenance({ eventId: 1, status: 'READY' })] });
    const { store } = setUp(page);
    const announcer = TestBed.inject(Announcer);
    announcer.learn(page);
    const show = (changes: Partial<PageSnapshot>): string => {
      store.replace({ ...page, ...changes });
      announcer.compare(store.snapshot());
      vi.advanceTimersByTime(11_000);
      return announcer.message();
    };
    const running = aMaintenance({ eventId: 1, status: 'ONGOING' });
    expect(show({ incidents: [anIncident({ id: 2, title: 'New' })], maintenances: [running] })).toBe(
      'New incident: New. Incident resolved: Old. Maintenance started: Database upgrade.',
    );
    const done = { kind: 'maintenance' as const, id: 1, title: 'Database upgrade', from: 0, to: 1, affectedCount: 0 };
    const pastDays = [{ date: '2026-11-20', from: 0, ongoing: 0, hasMore: false, events: [done] }];
    expect(show({ incidents: [anIncident({ id: 2 })], maintenances: [], pastDays })).toBe('Maintenance ended: Database upgrade.');
  });
});
