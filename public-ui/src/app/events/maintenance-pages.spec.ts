import type { EventPageSnapshot } from '@clarion/contract';
import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';

import { aMaintenanceList, aMaintenancePage, aPlannedMaintenance } from '../../../testing/event-fixtures.ts';
import { NOW } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { Freshness } from '../live/freshness';
import { MaintenanceListPage } from './maintenance-list-page';
import { MaintenancePage } from './maintenance-page';

const drawn = async <Component>(type: Type<Component>, snapshot: EventPageSnapshot) => {
  setUp(snapshot);
  const host = (await draw(type, { snapshot })).nativeElement as HTMLElement;
  const texts = (selector: string): string[] => [...host.querySelectorAll(selector)].map(textOf);
  const hrefs = (selector: string): (string | null)[] => [...host.querySelectorAll(selector)].map((link) => link.getAttribute('href'));
  return { host, texts, hrefs };
};

describe('MaintenancePage', () => {
  it('tells what, when, how long and what to expect', async () => {
    const { texts, hrefs } = await drawn(MaintenancePage, aMaintenancePage());
    expect(texts('h1')).toEqual(['Database upgrade']);
    expect(texts('.event-facts dd')).toEqual([
      'Sun 22 Nov, 02:05–03:05 UTC Sun 22 Nov, 03:05–04:05 Europe/Berlin',
      'Every week on Sunday, 03:00–04:00 Europe/Berlin',
      '1h',
      'Orders database Under Maintenance',
    ]);
    expect(hrefs('.event-actions a')).toEqual(['/maintenances/11.ics', '/maintenances']);
    expect(texts('.occurrences [aria-current] a')).toEqual(['Sun 22 Nov, 02:05–03:05']);
    expect(hrefs('.occurrences a')).toEqual(['/maintenances/10', '/maintenances/11', '/maintenances/12']);
  });

  it.each([
    ['Europe/Berlin', '2026-03-22T02:00Z', 'Sun 22 Mar, 02:00–03:00 UTC', 'Sun 22 Mar, 03:00–04:00'],
    ['Europe/Berlin', '2026-03-29T01:00Z', 'Sun 29 Mar, 01:00–02:00 UTC', 'Sun 29 Mar, 03:00–04:00'],
    ['Europe/Berlin', '2026-10-18T01:00Z', 'Sun 18 Oct, 01:00–02:00 UTC', 'Sun 18 Oct, 03:00–04:00'],
    ['Europe/Berlin', '2026-10-25T02:00Z', 'Sun 25 Oct, 02:00–03:00 UTC', 'Sun 25 Oct, 03:00–04:00'],
    ['America/New_York', '2026-03-01T08:00Z', 'Sun 1 Mar, 08:00–09:00 UTC', 'Sun 1 Mar, 03:00–04:00'],
    ['America/New_York', '2026-03-08T07:00Z', 'Sun 8 Mar, 07:00–08:00 UTC', 'Sun 8 Mar, 03:00–04:00'],
    ['America/New_York', '2026-10-25T07:00Z', 'Sun 25 Oct, 07:00–08:00 UTC', 'Sun 25 Oct, 03:00–04:00'],
    ['America/New_York', '2026-11-01T08:00Z', 'Sun 1 Nov, 08:00–09:00 UTC', 'Sun 1 Nov, 03:00–04:00'],
  ])('keeps 03:00 of %s at %s, beside the time of its reader', async (timeZone, start, readers, own) => {
    const from = Date.parse(start) / 1_000;
    const plain = aPlannedMaintenance({ isRecurring: true, from, to: from + 3_600 });
    const maintenance = { ...plain, schedule: { ...plain.schedule, timeZone } };
    const { texts } = await drawn(MaintenancePage, aMaintenancePage({ maintenance }));
    expect(texts('.event-facts dd').slice(0, 2)).toEqual([
      `${readers} ${own} ${timeZone}`,
      `Every week on Sunday, 03:00–04:00 ${timeZone}`,
    ]);
    TestBed.resetTestingModule();
    const local = await drawn(MaintenancePage, aMaintenancePage({ maintenance, timeZone }));
    expect(local.texts('.event-facts dd')[0]).toBe(`${own} ${timeZone}`);
  });

  it('has no rule to tell of what takes place once', async () => {
    const { texts } = await drawn(MaintenancePage, aMaintenancePage({ maintenance: aPlannedMaintenance() }));
    expect(texts('.event-kind')).toEqual(['Maintenance · One-time']);
    expect(texts('.maintenance-rule')).toEqual([]);
  });

  it('tells the planned end beside the real one, and offers no past to a calendar', async () => {
    const done = aPlannedMaintenance({ status: 'COMPLETED', from: NOW - 7_200, to: NOW - 5_400 });
    const { texts, hrefs } = await drawn(MaintenancePage, aMaintenancePage({ maintenance: done, plannedTo: NOW - 3_600 }));
    expect(texts('.event-facts dd')[0]).toContain('Planned until 20 Nov 2026, 13:05 UTC');
    expect(hrefs('.event-actions a')).toEqual(['/maintenances']);
  });

  it('counts down once the browser knows the time', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW * 1_000 });
    const running = aPlannedMaintenance({ status: 'ONGOING', from: NOW - 600, to: NOW + 2_472 });
    const { texts } = await drawn(MaintenancePage, aMaintenancePage({ maintenance: running }));
    expect(texts('.countdown')).toEqual(['']);
    TestBed.inject(Freshness).tick();
    TestBed.tick();
    expect(texts('.countdown')).toEqual(['Ends in 41:12']);
    vi.useRealTimers();
  });
});

describe('MaintenanceListPage', () => {
  it('has what runs, what comes and what is over', async () => {
    const { texts, hrefs } = await drawn(MaintenanceListPage, aMaintenanceList());
    expect(texts('h2')).toEqual(['In progress', 'Next 30 days', 'Last 7 days']);
    expect(hrefs('h3 a')).toEqual(['/maintenances/10', '/maintenances/11', '/maintenances/8', '/maintenances/6']);
    expect(texts('.chip')).toEqual(['In progress', 'Scheduled', 'Completed', 'Cancelled']);
    expect(texts('.maintenance-window')[1]).toContain('+3 more');
    expect(texts('.maintenance-rule')).toEqual(['Every week on Sunday, 03:00–04:00 Europe/Berlin']);
  });

  it('is filtered by a form that works without script, and keeps what was asked', async () => {
    const filter = { monitor: 'orders-database', from: '2026-11-01', to: null, page: 2 };
    const { host, hrefs } = await drawn(MaintenanceListPage, aMaintenanceList({ filter, ongoing: [], upcoming: [], hasNextPage: true }));
    expect(host.querySelector('form')?.getAttribute('action')).toBe('/maintenances');
    expect(host.querySelector('option[selected]')?.getAttribute('value')).toBe('orders-database');
    expect(host.querySelector('input[name=from]')?.getAttribute('value')).toBe('2026-11-01');
    expect(hrefs('.pager a')).toEqual([
      '/maintenances?monitor=orders-database&from=2026-11-01',
      '/maintenances?monitor=orders-database&from=2026-11-01&page=3',
    ]);
    expect(hrefs('.event-filter a')).toEqual(['/maintenances']);
  });

  it('stays below the page it is read on', async () => {
    const { host, hrefs } = await drawn(MaintenanceListPage, aMaintenanceList({ isOfPage: true, pagePath: 'eu' }));
    expect(host.querySelector('form')?.getAttribute('action')).toBe('/eu/maintenances');
    expect(hrefs('h3 a')[0]).toBe('/eu/maintenances/10');
  });

  it('says when there is none', async () => {
    const { texts } = await drawn(MaintenanceListPage, aMaintenanceList({ ongoing: [], upcoming: [], past: [] }));
    expect(texts('h2')).toEqual(['Next 30 days', 'Last 7 days']);
    expect(texts('.events-none')).toEqual(['No maintenance.', 'No maintenance.']);
  });
});
