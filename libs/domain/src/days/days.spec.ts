import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalTimeZone, dayOf, dayOfDate, dayStarts, isKnownTimeZone, localDate, parseLocalDate } from './days.js';

const at = (text: string) => Date.parse(text) / 1_000;
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Havana',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Asia/Tehran',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Antarctica/Troll',
];

/** Wall clock by another way than the code's own. */
const wallClock = (timeZone: string, instant: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(instant * 1_000);

describe('dayOf', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29', 23, '00:00:00'],
    ['Europe/Berlin', '2026-10-25', 25, '00:00:00'],
    ['Australia/Sydney', '2026-10-04', 23, '00:00:00'],
    ['Australia/Sydney', '2026-04-05', 25, '00:00:00'],
    ['Australia/Lord_Howe', '2026-10-04', 23.5, '00:00:00'],
    ['Australia/Lord_Howe', '2026-04-05', 24.5, '00:00:00'],
    ['America/Havana', '2026-03-08', 23, '01:00:00'],
    ['America/Havana', '2026-11-01', 25, '00:00:00'],
    ['America/Santiago', '2026-09-06', 23, '01:00:00'],
    ['America/Santiago', '2026-04-04', 25, '00:00:00'],
    ['America/Sao_Paulo', '2018-11-04', 23, '01:00:00'],
    ['America/Sao_Paulo', '2018-02-17', 25, '00:00:00'],
    ['America/St_Johns', '2010-11-07', 25, '00:00:00'],
    ['Asia/Kathmandu', '2026-06-01', 24, '00:00:00'],
    ['Pacific/Apia', '2011-12-29', 24, '00:00:00'],
    ['Pacific/Apia', '2011-12-31', 24, '00:00:00'],
    ['UTC', '2026-02-28', 24, '00:00:00'],
  ])('in %s on %s has %d hours and begins at %s', (zone, date, hours, clock) => {
    const day = dayOfDate(zone, date)!;
    expect((day.to - day.from) / 3_600).toBe(hours);
    expect(wallClock(zone, day.from)).toBe(`${date} ${clock}`);
    expect(localDate(zone, day.from - 1)).not.toBe(date);
    expect(dayOf(zone, day.from)).toEqual(day);
    expect(dayOf(zone, day.to - 1)).toEqual(day);
  });

  it('knows no day that a zone skipped', () => {
    expect(dayOfDate('Pacific/Apia', '2011-12-30')).toBeNull();
  });

  it('contains its instant, and days meet without gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: at('2012-01-01'), max: at('2035-01-01') }), (zone, instant) => {
        const day = dayOf(zone, instant);
        expect(day.from <= instant && instant < day.to).toBe(true);
        expect(day.date).toBe(wallClock(zone, instant).slice(0, 10));
        expect(dayOf(zone, day.to).from).toBe(day.to);
        expect(dayOf(zone, day.from - 1).to).toBe(day.from);
      }),
      { numRuns: 300 },
    );
  });
});

describe('dayStarts', () => {
  it('ends with the end of today', () => {
    expect(dayStarts('UTC', at('2026-11-21T14:35:00Z'), 2)).toEqual([at('2026-11-20'), at('2026-11-21'), at('2026-11-22')]);
  });

  it('steps over a day that a zone skipped', () => {
    const starts = dayStarts('Pacific/Apia', at('2012-01-01T12:00:00Z'), 5);
    expect(starts.slice(0, -1).map((start) => localDate('Pacific/Apia', start))).toEqual([
      '2011-12-28',
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
      '2012-01-02',
    ]);
  });

  it.each(ZONES)('in %s are the local midnights of a year, in order and each once', (zone) => {
    const starts = dayStarts(zone, at('2026-11-21T14:35:00Z'), 365);
    expect(starts).toHaveLength(366);
    expect(new Set(starts.map((start) => localDate(zone, start))).size).toBe(366);
    for (const [index, start] of starts.slice(0, -1).entries()) {
      expect(dayOf(zone, start)).toEqual({ date: localDate(zone, start), from: start, to: starts[index + 1] });
    }
  });
});

describe('time zones', () => {
  it.each(['UTC', 'Europe/Berlin', 'america/new_york', 'Asia/Kolkata', 'Etc/GMT+5'])('knows %s', (name) => {
    expect(isKnownTimeZone(name)).toBe(true);
  });

  it.each(['', 'Mars/Olympus', '+02:00', 'Europe/Berlin ', '../etc/passwd', 'x'.repeat(10_000), 'local'])('does not know %j', (name) => {
    expect([isKnownTimeZone(name), canonicalTimeZone(name)]).toEqual([false, null]);
  });

  it('spells a zone in one way', () => {
    expect(canonicalTimeZone('EUROPE/berlin')).toBe('Europe/Berlin');
  });

  it('refuses to count the days of an unknown zone', () => {
    expect(() => dayStarts('Mars/Olympus', 0, 1)).toThrow(RangeError);
  });
});

describe('parseLocalDate', () => {
  it.each(['2026-11-21', '2024-02-29', '1970-01-01', '9999-12-31'])('reads %s', (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  it.each([
    '',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-1-1',
    '26-01-01',
    '1969-12-31',
    '2026-11-21T00:00',
    '２０２６-11-21',
    '+12026-01-01',
  ])('refuses %j', (text) => {
    expect(parseLocalDate(text)).toBeNull();
  });
});
