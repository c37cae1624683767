import { aMonitor, aPage } from '../../../testing/fixtures.ts';
import { cellsOf, draw, setUp, textOf } from '../../../testing/setup.ts';
import { DayTable } from './day-table';

const eight = Array.from({ length: 8 }, (_, index) => 80 + index);
const troubled = aMonitor(0, {
  days: `${'u'.repeat(80)}${'d'.repeat(8)}uu`,
  dayMinutes: Object.fromEntries(eight.map((index) => [index, [1_430, 0, 10, 0, 0] as const])),
  dayUptime: Object.fromEntries(eight.map((index) => [index, '99.305'])),
});

const drawn = async (monitor = troubled, isLong = false) => {
  const page = aPage();
  setUp(page);
  const fixture = await draw(DayTable, { monitor, dayStarts: page.dayStarts, isLong });
  const host = fixture.nativeElement as HTMLElement;
  return {
    caption: (): string => textOf(host.querySelector('caption')),
    rows: (): string[] => cellsOf(host.querySelectorAll('tbody tr')),
    toggle: async (): Promise<void> => {
      host.querySelector<HTMLAnchorElement>('a.button-quiet')?.click();
      await fixture.whenStable();
    },
  };
};

describe('DayTable', () => {
  it('begins with the newest days that had problems', async () => {
    const table = await drawn();
    expect(table.rows()).toHaveLength(3);
    expect(table.rows()[0]).toBe('Wed 18 Nov | Down | 99.305 % | 10 min down');
    expect(table.caption()).toBe('Checkout EU, the newest of 8 days with problems');
  });

  it('shows every day on request, and goes back', async () => {
    const table = await drawn();
    await table.toggle();
    expect(table.rows()).toHaveLength(90);
    expect(table.rows()[0]).toBe('Fri 20 Nov | Operational | 100 % | ');
    expect(table.caption()).toBe('Checkout EU, every day');
    await table.toggle();
    expect(table.rows()).toHaveLength(3);
  });

  it('has all problems on the monitor’s own page', async () => {
    expect((await drawn(troubled, true)).rows()).toHaveLength(8);
  });

  it('says so when there was no problem', async () => {
    const table = await drawn(aMonitor(0, { days: 'u'.repeat(90), dayMinutes: {} }));
    expect(table.rows()).toEqual([]);
    expect(table.caption()).toBe('No day with problems in this time.');
  });
});
