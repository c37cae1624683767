import type { MonitorPageSnapshot } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { aDay, aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { NOW } from '../../../testing/fixtures.ts';
import { draw, settled, setUp, textOf } from '../../../testing/setup.ts';
import { SnapshotStore } from '../state/snapshot-store';
import { MonitorPage } from './monitor-page';

const drawn = async (snapshot: MonitorPageSnapshot) => {
  const { link, store } = setUp(snapshot);
  const fixture = await draw(MonitorPage, { snapshot });
  return {
    link,
    store,
    host: fixture.nativeElement as HTMLElement,
    settle: async (): Promise<void> => {
      await settled();
      fixture.componentRef.setInput('snapshot', TestBed.inject(SnapshotStore).snapshot());
      await fixture.whenStable();
    },
  };
};
const texts = (host: HTMLElement, selector: string): string[] => [...host.querySelectorAll(selector)].map(textOf);

describe('MonitorPage', () => {
  beforeEach(() => history.replaceState(null, '', '/monitors/checkout-eu'));

  it('says how it is, for how long, and since when that is known', async () => {
    const { host } = await drawn(aMonitorPage());
    expect(textOf(host.querySelector('.banner-line .when-trusted'))).toBe('Down for 47 min');
    expect(textOf(host.querySelector('.banner-detail .when-trusted'))).toBe('Checked every minute · Last checked 14:04 UTC');
  });

  it('has the five windows and the latency of the range', async () => {
    const { host } = await drawn(aMonitorPage());
    expect(texts(host, '#history .windows dd')).toEqual(['96.736 %', '99.533 %', '99.891 %', '99.902 %', '99.94 %']);
    expect(texts(host, '#latency .windows dd')).toEqual(['142 ms', '310 ms', '1.2 s', '88 ms']);
  });

  it('has no latency where the page hides it, and no figures without data', async () => {
    const plain = aMonitorPage({}, 'NO_DATA');
    const { host } = await drawn({ ...plain, latency: { ...plain.latency, points: [] } });
    expect(host.querySelector('#latency')).toBeNull();
    expect(textOf(host.querySelector('.banner-line .when-trusted'))).toBe('No data yet');
  });

  it('loads a range in place, with an address of its own', async () => {
    const { host, link, settle } = await drawn(aMonitorPage());
    const plain = aMonitorPage();
    link.willAnswer({ ...plain, latency: { ...plain.latency, range: '7d' } });
    const week = [...host.querySelectorAll<HTMLAnchorElement>('#latency nav a')].find((each) => textOf(each) === '7 d')!;
    expect(week.getAttribute('href')).toBe('/monitors/checkout-eu?range=7d#latency');
    week.click();
    await settle();
    expect(link.asked[0]?.url).toContain('range=7d');
    expect(location.search).toBe('?range=7d');
    expect(texts(host, '#latency [aria-current]')).toEqual(['7 d']);
  });

  it('has every range of the chart', async () => {
    const { host } = await drawn(aMonitorPage());
    expect(texts(host, '#latency nav a')).toEqual(['1 h', '3 h', '6 h', '12 h', '24 h', '48 h', '7 d', '14 d', '30 d', '90 d']);
  });

  it('shows fewer days in place, at an address that keeps the range of the chart', async () => {
    const plain = aMonitorPage({ barRanges: [90, 60, 30, 14, 7, 1] });
    const { host, link, settle } = await drawn({ ...plain, latency: { ...plain.latency, range: '1h' } });
    const links = (): [string, string | null][] =>
      [...host.querySelectorAll('#history nav a')].map((each) => [textOf(each), each.getAttribute('href')]);
    expect(links()).toContainEqual(['7 days', '/monitors/checkout-eu?range=1h&days=7#history']);
    expect(links()[0]).toEqual(['90 days', '/monitors/checkout-eu?range=1h#history']);
    const { monitor } = plain;
    const week = { ...monitor, days: monitor.days.slice(-7), historyDays: { desktop: 7, mobile: 7 } };
    link.willAnswer({ ...plain, latency: { ...plain.latency, range: '1h' }, monitor: week, dayStarts: plain.dayStarts.slice(-8) });
    [...host.querySelectorAll<HTMLAnchorElement>('#history nav a')].find((each) => textOf(each) === '7 days')!.click();
    await settle();
    expect(link.asked[0]?.url).toMatch(/range=1h&days=7$/);
    expect(location.search).toBe('?range=1h&days=7');
    expect(texts(host, '#history nav [aria-current]')).toEqual(['7 days']);
    expect(links()[0]?.[1]).toBe('/monitors/checkout-eu?range=1h#history');
    const files = [...host.querySelectorAll('a[download]')].map((each) => each.getAttribute('href'));
    expect(files).toEqual(['/monitors/checkout-eu/days.csv?tz=UTC&days=7', '/monitors/checkout-eu/latency.csv?tz=UTC&range=1h']);
  });

  it('opens a day of the strip and closes it by the back button', async () => {
    const { host, link, settle } = await drawn(aMonitorPage());
    link.willAnswer(aMonitorPage({ day: aDay() }));
    const slider = host.querySelector<HTMLInputElement>('#history input')!;
    slider.value = '88';
    slider.dispatchEvent(new Event('input'));
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await settle();
    expect(location.search).toBe('?day=2026-11-19');
    expect(textOf(host.querySelector('.day-title'))).toBe('Thursday, 19 November 2026');
    link.willAnswer(aMonitorPage());
    history.replaceState(null, '', '/monitors/checkout-eu');
    dispatchEvent(new PopStateEvent('popstate'));
    await settle();
    expect(link.asked.at(-1)?.url).not.toContain('day=');
    expect(host.querySelector('.day')).toBeNull();
  });

  it('explains the figure with the minutes it counts', async () => {
    const plain = aMonitorPage();
    const minutes = [129_473, 0, 127, 0, 0] as const;
    const uptime = {
      desktop: { text: '99.902', minutes, from: NOW - 7_776_000, to: NOW },
      mobile: { text: '99.902', minutes, from: 0, to: NOW },
    };
    const uptimeFormula = { numerator: 'up + maintenance', denominator: 'up + down' };
    const { host } = await drawn({ ...plain, monitor: { ...plain.monitor, uptime, uptimeFormula } });
    expect(texts(host, '#uptime dd')).toEqual(['89 days 21 h', '2 h 7 min']);
    expect(textOf(host.querySelector('#uptime code'))).toBe('Formula: (up + maintenance) / (up + down)');
  });
});
