import type { PastDaySnapshot } from '@clarion/contract';

import { aPage, DAY, NOW, TODAY } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { PastDays } from './past-days';

const dayAt = (daysAgo: number, changes: Partial<PastDaySnapshot> = {}): PastDaySnapshot => {
  const from = TODAY - daysAgo * DAY;
  return { date: new Date(from * 1_000).toISOString().slice(0, 10), from, ongoing: 0, events: [], hasMore: false, ...changes };
};
const past = (id: number, changes = {}) => ({
  ...{ kind: 'incident' as const, id, title: 'Slow webhooks', from: NOW - DAY, to: NOW - DAY + 2_280, affectedCount: 2 },
  ...changes,
});

const drawn = async (pastDays: readonly PastDaySnapshot[]) => {
  setUp(aPage({ pastDays }));
  const host = (await draw(PastDays)).nativeElement as HTMLElement;
  return { host, rows: [...host.querySelectorAll('.past-day')].map((row) => [...row.children].map(textOf).join(' | ')) };
};

describe('PastDays', () => {
  it('tells what happened, and that nothing did', async () => {
    const { rows, host } = await drawn([dayAt(0, { ongoing: 1 }), dayAt(1, { events: [past(5)] }), dayAt(2)]);
    expect(rows).toEqual([
      'Fri 20 Nov | 1 ongoing, see above.',
      'Thu 19 Nov | Slow webhooksresolved in 38 min · 2 services',
      'Wed 18 Nov | No incidents reported.',
    ]);
    expect(host.querySelector('.past-event a')?.getAttribute('href')).toBe('/incidents/5');
    expect(host.querySelector('.events-all')?.getAttribute('href')).toBe('/events/November-2026');
  });

  it.each([
    ['two quiet days', [dayAt(0), dayAt(1)], ['Fri 20 Nov', 'Thu 19 Nov']],
    [
      'more than two in a row',
      [dayAt(0), dayAt(1), dayAt(2), dayAt(3, { events: [past(5)] }), dayAt(4)],
      ['Wed 18 Nov – Fri 20 Nov', 'Tue 17 Nov', 'Mon 16 Nov'],
    ],
  ])('names %s by day, or together', async (_name, days, names) => {
    expect((await drawn(days)).rows.map((row) => row.split(' | ')[0])).toEqual(names);
  });

  it('leads to the calendar where a day has more', async () => {
    const { host } = await drawn([dayAt(1, { events: [past(5, { kind: 'maintenance' })], hasMore: true })]);
    expect([...host.querySelectorAll('dd a')].map((link) => link.getAttribute('href'))).toEqual([
      '/maintenances/5',
      '/events/November-2026#day-2026-11-19',
    ]);
  });
});
