import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { hasCalendar, monthDays, monthOf, monthSlug, monthWindow, parseMonth, shiftMonth } from './month.js';

const NOW = Date.UTC(2026, 10, 20, 14, 5) / 1_000;

describe('parseMonth', () => {
  it.each([
    ['November-2026', '2026-11'],
    ['January-2023', '2023-01'],
    ['2026-02', '2026-02'],
    ['november-2026', null],
    ['Brumaire-2026', null],
    ['2026-13', null],
    ['2026-1', null],
    ['', null],
  ])('reads %p as %p', (text, month) => expect(parseMonth(text)).toBe(month));

  it('reads back every month it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2_000, max: 2_999 }), fc.integer({ min: 1, max: 12 }), (year, index) => {
        const month = `${year}-${String(index).padStart(2, '0')}`;
        expect(parseMonth(monthSlug(month))).toBe(month);
        expect(shiftMonth(shiftMonth(month, 17), -17)).toBe(month);
      }),
    );
  });
});

describe('months of a zone', () => {
  it('begin and end at local midnights and meet without a gap', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Africa/Cairo']) {
      for (let month = '2025-12'; month < '2027-02'; month = shiftMonth(month, 1)) {
        expect(monthWindow(zone, month).to).toBe(monthWindow(zone, shiftMonth(month, 1)).from);
        expect(monthOf(zone, monthWindow(zone, month).from)).toBe(month);
        expect(monthOf(zone, monthWindow(zone, month).to - 1)).toBe(month);
      }
    }
  });

  it('have as many days as the calendar says, those of 23 and 25 hours among them', () => {
    const days = monthDays('Europe/Berlin', '2026-03');
    expect(days).toHaveLength(32);
    expect(days[29]! - days[28]!).toBe(23 * 3_600);
    expect(monthDays('UTC', '2028-02')).toHaveLength(30);
  });
});

describe('hasCalendar', () => {
  it.each([
    ['2022-12', false],
    ['2023-01', true],
    ['2026-11', true],
    ['2027-11', true],
    ['2027-12', false],
  ])('%s: %p', (month, expected) => expect(hasCalendar(month, 'UTC', NOW)).toBe(expected));
});
