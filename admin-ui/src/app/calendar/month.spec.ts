import { datesOfMonth, firstDayOfWeek, plusDays, plusMonths, readMonth, weeksOfMonth } from './month.js';

describe('months', () => {
  it.each([
    ['de-DE', 1],
    ['en-US', 7],
    ['ar-EG', 6],
    ['en', 7],
  ])('begin their weeks as people do in %s', (locale, day) => {
    expect(firstDayOfWeek(locale)).toBe(day);
  });

  it('count over years and leap days', () => {
    expect(plusMonths('2026-12', 1)).toBe('2027-01');
    expect(plusMonths('2026-01', -1)).toBe('2025-12');
    expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(datesOfMonth('2027-02')).toHaveLength(28);
  });

  it('fall into whole weeks', () => {
    const weeks = weeksOfMonth('2026-11', 1);
    expect(weeks[0]).toEqual(['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31', '2026-11-01']);
    expect(weeks).toHaveLength(6);
    expect(weeksOfMonth('2026-11', 7)[0]?.[0]).toBe('2026-11-01');
    // A February of exactly four weeks.
    expect(weeksOfMonth('2027-02', 1)).toHaveLength(4);
  });

  it('are read from an address, or not at all', () => {
    expect(readMonth('2026-11')).toBe('2026-11');
    expect(['2026-13', '1999-01', '26-1', undefined].map(readMonth)).toEqual([null, null, null, null]);
  });
});
