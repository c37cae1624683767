import { aDay, aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { DAY, TODAY } from '../../../testing/fixtures.ts';
import { cellsOf, draw, setUp, textOf } from '../../../testing/setup.ts';
import { DayPanel } from './day-panel';

const drawn = async (day = aDay()) => {
  setUp(aMonitorPage({ day }));
  const fixture = await draw(DayPanel, { day, link: (date: string | null) => (date ? `?day=${date}` : '?') });
  const host = fixture.nativeElement as HTMLElement;
  const asked: (string | null)[] = [];
  fixture.componentInstance.asked.subscribe((date) => asked.push(date));
  const tab = (name: string): HTMLButtonElement =>
    [...host.querySelectorAll<HTMLButtonElement>('[role=tab]')].find((each) => textOf(each) === name)!;
  return {
    host,
    asked,
    tab,
    settle: () => fixture.whenStable(),
    shown: (): string[] => [...host.querySelectorAll('.tab-panel:not(.tab-off)')].map(({ id }) => id),
  };
};

describe('DayPanel', () => {
  it('sums the day up', async () => {
    const { host } = await drawn();
    expect(textOf(host.querySelector('h2'))).toBe('Thursday, 19 November 2026');
    expect([...host.querySelectorAll('.facts li')].map(textOf)).toEqual([
      '99.293 % uptime',
      '10 min down',
      '34 min degraded',
      '1 h 30 min maintenance',
      '25 min without data',
      '151 ms on average',
    ]);
  });

  it('says when clocks change that day', async () => {
    const day = aDay();
    const { host } = await drawn({ ...day, to: day.from + 23 * 3_600 });
    expect(textOf(host.querySelector('.facts'))).toContain('This day has 23 hours: the clocks change.');
  });

  it('lists periods with their reasons', async () => {
    const { host } = await drawn();
    const rows = cellsOf(host.querySelectorAll('#day-periods tbody tr'));
    expect(rows[3]).toBe('14:12 | 14:22 | Down | 10 min | HTTP 503 from 2 of 2 attempts');
    expect(rows[6]).toBe('20:00 | 20:25 | No data | 25 min | Not checked: a worker stopped');
  });

  it('has tabs that arrows walk around', async () => {
    const panel = await drawn();
    expect(panel.shown()).toEqual(['day-minutes']);
    panel.tab('Periods').click();
    await panel.settle();
    expect(panel.shown()).toEqual(['day-periods']);
    panel.tab('Periods').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await panel.settle();
    expect(panel.shown()).toEqual(['day-latency']);
    panel.tab('Latency').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await panel.settle();
    expect(panel.shown()).toEqual(['day-incidents']);
  });

  it('tells what touched the day', async () => {
    const events = [
      { kind: 'incident' as const, id: 7, title: 'Checkout errors', from: TODAY - DAY + 3_600, to: TODAY - DAY + 7_200, isOpen: false },
      { kind: 'maintenance' as const, id: 11, title: 'Upgrade', from: TODAY - DAY, to: TODAY - DAY + 60, isOpen: false },
    ];
    const { host } = await drawn(aDay({ events }));
    expect([...host.querySelectorAll('[role=tab]')].map(textOf).slice(-2)).toEqual(['Incidents 1', 'Maintenance 1']);
    expect(textOf(host.querySelector('#day-incidents li'))).toBe('Checkout errorsIncident · Thu 19 Nov, 01:00 to Thu 19 Nov, 02:00');
    expect(host.querySelector('#day-maintenances a')?.getAttribute('href')).toBe('/maintenances/11');
  });

  it('says when nothing did', async () => {
    expect(textOf((await drawn()).host.querySelector('#day-incidents'))).toBe('No incident on this day.');
  });

  it('leaves latency out when none was measured', async () => {
    const { host } = await drawn(aDay({ latency: { avgMs: null, maxMs: null, minMs: null, points: [] } }));
    expect([...host.querySelectorAll('[role=tab]')].map(textOf)).toEqual(['Minutes', 'Periods', 'Incidents 0', 'Maintenance 0']);
  });

  it('links its neighbours and asks for them without leaving the page', async () => {
    const { host, asked } = await drawn(aDay({ next: null }));
    const links = [...host.querySelectorAll<HTMLAnchorElement>('.day-nav a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['?day=2026-11-18', '?']);
    links.forEach((link) => link.click());
    expect(asked).toEqual(['2026-11-18', null]);
  });
});
