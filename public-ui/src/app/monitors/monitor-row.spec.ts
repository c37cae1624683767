import type { MonitorSnapshot } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { aMonitor, aPage, aSite } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { MonitorRow } from './monitor-row';
import { UptimeExplainer } from './uptime-explainer';

const drawn = async (monitor: MonitorSnapshot, isCompact = false) => {
  const page = aPage({ site: aSite({ basePath: '/status' }) });
  setUp(page);
  const { nativeElement } = await draw(MonitorRow, { monitor, dayStarts: page.dayStarts, fewDays: 30, isCompact });
  const host = nativeElement as HTMLElement;
  return {
    host,
    text: (selector: string): string => textOf(host.querySelector(selector)),
    uptime: host.querySelector<HTMLAnchorElement>('.row-uptime')!,
  };
};

describe('MonitorRow', () => {
  it('links the event that decides the status, and names it', async () => {
    const reason = { source: 'incident' as const, id: 7, title: 'Checkout errors' };
    const row = await drawn(aMonitor(1, { status: 'DOWN', reason }));
    const link = row.host.querySelector('a.row-status')!;
    expect([link.getAttribute('href'), link.getAttribute('title')]).toEqual([
      '/status/incidents/7',
      'because of incident “Checkout errors”',
    ]);
    expect(row.text('.row-status')).toBe('Down, because of incident “Checkout errors”');
  });

  it.each([
    ['MAINTENANCE', 'Under Maintenance'],
    ['DOWN', 'Down for Maintenance'],
    ['DEGRADED', 'Degraded Performance'],
    ['UP', 'Operational'],
  ] as const)('tells a maintenance that makes it %s from trouble', async (status, word) => {
    const reason = { source: 'maintenance' as const, id: 11, title: 'Upgrade' };
    const row = await drawn(aMonitor(1, { status, reason }));
    expect(row.text('.row-status')).toBe(`${word}, because of maintenance “Upgrade”`);
    expect(row.host.querySelector('.row-status')?.getAttribute('href')).toBe('/status/maintenances/11');
  });

  it('shows name, word, latency and both percentages, and links below the base path', async () => {
    const row = await drawn(aMonitor(1, { status: 'DOWN' }));
    expect(row.host.querySelector('h3 a')?.getAttribute('href')).toBe('/status/monitors/checkout-us');
    expect(row.text('.row-status')).toBe('Down');
    expect(row.text('.row-latency')).toBe('77 ms');
    expect(row.text('.row-uptime .when-wide')).toBe('99.848 %');
    expect(row.text('.row-uptime .when-narrow')).toBe('99.889 %');
    expect(row.host.querySelector('.row-status')?.getAttribute('title')).toBe('Last checked 14:04 UTC');
  });

  it('never shows a figure for a monitor without data', async () => {
    const row = await drawn(aMonitor(0, { status: 'NO_DATA' }));
    expect(row.text('.row-status')).toBe('No data yet');
    expect(row.text('.row-uptime .when-wide')).toBe('—');
    expect(row.text('.row-latency')).toBe('');
  });

  it('says that a check is overdue', async () => {
    expect((await drawn(aMonitor(0, { isDelayed: true }))).text('.row-status')).toBe('Operational, check overdue');
  });

  it('has neither bars nor table when compact', async () => {
    const row = await drawn(aMonitor(0), true);
    expect(row.host.querySelector('app-day-bars, app-day-table')).toBeNull();
  });

  it('explains its figure in place, and leaves a click for a new tab alone', async () => {
    const { uptime } = await drawn(aMonitor(0));
    uptime.dispatchEvent(new MouseEvent('click', { ctrlKey: true, cancelable: true }));
    expect(TestBed.inject(UptimeExplainer).monitor()).toBeNull();
    uptime.click();
    expect(TestBed.inject(UptimeExplainer).monitor()?.tag).toBe('checkout-eu');
  });
});
