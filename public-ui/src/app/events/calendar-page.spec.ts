import { aCalendar } from '../../../testing/event-fixtures.ts';
import { NOW } from '../../../testing/fixtures.ts';
import { cellsOf, draw, setUp, textOf } from '../../../testing/setup.ts';
import { calendarDays, calendarWeeks } from './calendar-days';
import { CalendarPage } from './calendar-page';

const drawn = async (snapshot = aCalendar()) => {
  setUp(snapshot);
  const host = (await draw(CalendarPage, { snapshot })).nativeElement as HTMLElement;
  const texts = (selector: string): string[] => [...host.querySelectorAll(selector)].map(textOf);
  return { host, texts };
};

describe('calendarDays', () => {
  const snapshot = aCalendar();

  it('puts what crosses midnight on both days', () => {
    const days = calendarDays(snapshot).filter(({ entries }) => entries.length > 0);
    expect(days.map(({ number }) => number)).toEqual([3, 4, 22]);
  });

  it('lets an open incident touch no day to come', () => {
    const open = { ...snapshot.entries[0]!, to: null, from: NOW - 3_600 };
    const days = calendarDays({ ...snapshot, entries: [open] }).filter(({ entries }) => entries.length > 0);
    expect(days.map(({ number, isToday }) => [number, isToday])).toEqual([[20, true]]);
  });

  it.each([
    [1, 6, 6],
    [7, 0, 5],
  ])('begins its weeks on day %i of the week', (firstWeekday, blanks, rows) => {
    const weeks = calendarWeeks(calendarDays(snapshot), '2026-11', firstWeekday);
    expect(weeks[0]!.filter((day) => day === null)).toHaveLength(blanks);
    expect(weeks).toHaveLength(rows);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });
});

describe('CalendarPage', () => {
  it('links its neighbours', async () => {
    const { host } = await drawn();
    expect([...host.querySelectorAll('.calendar-nav a')].map((link) => [link.getAttribute('rel'), link.getAttribute('href')])).toEqual([
      ['prev', '/events/October-2026'],
      ['next', '/events/December-2026'],
    ]);
    expect((await drawnAgain({ previous: null })).host.querySelector('[rel=prev]')).toBeNull();
  });

  it('has everything of the grid in the list', async () => {
    const { host, texts } = await drawn();
    expect(texts('.calendar thead th')).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    expect(cellsOf(host.querySelectorAll('.calendar-list li')).map((row) => row.replace(/^ \| /, ''))).toEqual([
      'Slow webhooks | Incident · Resolved | 23:00, until Wed 4 Nov, 02:00 | Webhooks',
      'Slow webhooks | Incident · Resolved | since Tue 3 Nov, 23:00, until 02:00 | Webhooks',
      'Database upgrade | Maintenance · Scheduled | 02:05–03:05 | ',
    ]);
    expect(texts('.calendar-entry-day h3')[0]).toBe('Tuesday, 3 November 2026');
  });

  it('shows three chips a day and says how many more there are', async () => {
    const entries = [1, 2, 3, 4, 5].map((id) => ({ ...aCalendar().entries[1]!, id, title: `M${id}` }));
    const { texts, host } = await drawnAgain({ entries });
    expect(texts('.calendar-chip')).toEqual(['M1', 'M2', 'M3']);
    expect(host.querySelector('.calendar-more')?.getAttribute('href')).toBe('#day-2026-11-22');
    expect(texts('.calendar-list a')).toHaveLength(5);
  });

  it('says that a month has none', async () => {
    expect((await drawnAgain({ entries: [] })).texts('.empty')).toEqual(['No events in November 2026.']);
  });

  it('says that its months are Gregorian where days have other names, and gives each of them both', async () => {
    const { host, texts } = await drawnAgain({ locale: 'fa' });
    expect(host.textContent).toContain('Months of the Gregorian calendar.');
    expect(texts('.calendar-entry-day h3')[0]).toMatch(/آبان.*\(.*نوامبر\)$/);
    expect((await drawnAgain({})).host.textContent).not.toContain('Gregorian');
  });
});

const drawnAgain = async (changes: Parameters<typeof aCalendar>[0]) => {
  const { TestBed } = await import('@angular/core/testing');
  TestBed.resetTestingModule();
  return drawn(aCalendar(changes));
};
