import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findZone } from '../days/zone.js';
import { wallAt } from '../recurrence/place.js';
import { clockText, minuteOnClock, quietUntil } from './quiet-hours.js';

const at = (text: string): number => Date.parse(text) / 1_000;
const zone = (name: string) => findZone(name)!;
const NIGHT = { from: 22 * 60, to: 7 * 60 };

describe('quiet hours', () => {
  it.each([
    ['in the evening', '2026-11-20T21:59:59+01:00', null],
    ['from their first second', '2026-11-20T22:00:00+01:00', '2026-11-21T07:00:00+01:00'],
    ['after midnight', '2026-11-21T03:10:30+01:00', '2026-11-21T07:00:00+01:00'],
    ['until their last second', '2026-11-21T06:59:59+01:00', '2026-11-21T07:00:00+01:00'],
    ['and are over then', '2026-11-21T07:00:00+01:00', null],
    ['in the night in which the clocks go forward', '2026-03-28T23:00:00+01:00', '2026-03-29T07:00:00+02:00'],
    ['in the night in which they go back', '2026-10-24T23:00:00+02:00', '2026-10-25T07:00:00+01:00'],
  ])('hold %s', (_, now, until) => {
    expect(quietUntil(NIGHT, 'Europe/Berlin', at(now))).toBe(until === null ? null : at(until));
  });

  it.each([
    ['an end that does not exist moves forward', { from: 60, to: 150 }, '2026-03-29T01:30:00+01:00', '2026-03-29T03:30:00+02:00'],
    ['an end that comes twice is the first', { from: 60, to: 150 }, '2026-10-25T02:10:00+02:00', '2026-10-25T02:30:00+02:00'],
    ['unless that is over', { from: 60, to: 150 }, '2026-10-25T02:10:00+01:00', '2026-10-25T02:30:00+01:00'],
  ])('%s', (_, hours, now, until) => {
    expect(quietUntil(hours, 'Europe/Berlin', at(now))).toBe(at(until));
  });

  it('end within a day and an hour, at their end on the wall clock or after a gap', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'),
        minute,
        minute,
        fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }),
        (name, from, to, now) => {
          fc.pre(from !== to);
          const until = quietUntil({ from, to }, name, now);
          const minuteNow = Math.floor((wallAt(zone(name), now) % 86_400) / 60);
          const isIn = (minuteNow - from + 1_440) % 1_440 < (to - from + 1_440) % 1_440;
          if (until === null) return !isIn;
          const shift = Math.abs(zone(name).offsetAt(until) - zone(name).offsetAt(until - 86_400)) / 60;
          const late = (Math.floor((wallAt(zone(name), until) % 86_400) / 60) - to + 1_440) % 1_440;
          return isIn && until > now && until - now <= 25 * 3_600 && late <= shift;
        },
      ),
    );
  });

  it('are written as on a clock', () => {
    expect([clockText(0), clockText(425), clockText(1_439)]).toEqual(['00:00', '07:05', '23:59']);
    expect([minuteOnClock('00:00'), minuteOnClock('07:05'), minuteOnClock('23:59')]).toEqual([0, 425, 1_439]);
    expect(['24:00', '7:05', '07:60', '', null, 425].map(minuteOnClock)).toEqual([null, null, null, null, null, null]);
  });
});
