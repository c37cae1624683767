import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextOccurrences, occurrencesBetween } from './occurrences.js';
import { at, anyRule, ruleOf } from './testing/rules.js';
import { MOST_STEPS, TooMuchWork, Work } from './work.js';

const DAY = 86_400;
const NOW = at('2026-11-21T03:00:00Z');
const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Casablanca',
  'Pacific/Apia',
);
const starts = fc.integer({ min: at('2020-01-01T00:00:00Z') / 60, max: at('2029-01-01T00:00:00Z') / 60 }).map((minute) => minute * 60);

/** What an expansion gives; null = it is too much work. */
function expand(rule: string, start: number, zone: string, from: number, to: number): number[] | null {
  try {
    return occurrencesBetween(ruleOf(rule), start, zone, { from, to }, 2_000).map((occurrence) => occurrence.start);
  } catch (error) {
    if (error instanceof TooMuchWork) return null;
    throw error;
  }
}

describe('laws of expansion', () => {
  it('is ascending, on whole minutes, never before the start, each instant once', () => {
    fc.assert(
      fc.property(anyRule, starts, zones, fc.nat(400 * DAY), (rule, start, zone, after) => {
        const found = expand(rule, start, zone, start + after - 30 * DAY, start + after) ?? [];
        for (const [index, instant] of found.entries()) {
          expect(instant % 60).toBe(0);
          expect(instant).toBeGreaterThanOrEqual(start);
          if (index > 0) expect(instant).toBeGreaterThan(found[index - 1]!);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('gives in pieces what it gives at once', () => {
    fc.assert(
      fc.property(
        anyRule,
        starts,
        zones,
        fc.nat(400 * DAY),
        fc.array(fc.nat(20 * DAY), { minLength: 1, maxLength: 5 }),
        (rule, start, zone, after, cuts) => {
          const from = start + after - 20 * DAY;
          const to = from + 20 * DAY;
          const whole = expand(rule, start, zone, from, to);
          fc.pre(whole !== null && whole.length < 2_000);
          const edges = [from, ...cuts.map((cut) => from + cut).sort((a, b) => a - b), to];
          const pieces = edges.slice(1).flatMap((edge, index) => expand(rule, start, zone, edges[index]!, edge) ?? [Number.NaN]);
          expect(pieces).toEqual(whole);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('gives the next ones wherever it is asked from', () => {
    fc.assert(
      fc.property(anyRule, starts, zones, fc.nat(100 * DAY), (rule, start, zone, after) => {
        let series: number[];
        try {
          series = nextOccurrences(ruleOf(rule), start, zone, start, 30).map((occurrence) => occurrence.start);
        } catch (error) {
          if (error instanceof TooMuchWork) return;
          throw error;
        }
        const from = start + after;
        const later = series.filter((instant) => instant >= from);
        fc.pre(later.length > 0);
        expect(nextOccurrences(ruleOf(rule), start, zone, from, later.length).map((occurrence) => occurrence.start)).toEqual(later);
      }),
      { numRuns: 80 },
    );
  });
});

describe('the work of an expansion is bounded, whatever the rule', () => {
  const stepsOf = (rule: string, start: number, count: number): number => {
    const work = new Work();
    try {
      nextOccurrences(ruleOf(rule), start, 'Europe/Berlin', NOW, count, work);
    } catch (error) {
      if (!(error instanceof TooMuchWork)) throw error;
    }
    return work.spent;
  };

  it.each([
    // From 2020 to now it came true two hundred million times.
    ['FREQ=SECONDLY', 2_000],
    ['FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 40_000],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 40_000],
    ['FREQ=MINUTELY;INTERVAL=100000', 60_000],
    ['FREQ=SECONDLY;INTERVAL=99991;BYSECOND=7;BYMINUTE=13', MOST_STEPS + 400],
    ['FREQ=YEARLY;INTERVAL=100000;BYMONTH=1', 1_000],
    ['FREQ=WEEKLY;BYDAY=MO;BYSETPOS=9', 60_000],
    ['FREQ=MINUTELY;COUNT=100000', 240_000],
  ])('%s', (rule, most) => {
    expect(stepsOf(rule, at('2020-01-01T00:00:00Z'), 10)).toBeLessThanOrEqual(most);
  });

  it('any rule', () => {
    fc.assert(
      fc.property(anyRule, starts, (rule, start) => {
        expect(stepsOf(rule, start, 501)).toBeLessThanOrEqual(MOST_STEPS + 400);
      }),
      { numRuns: 150 },
    );
  });

  it('the usual ones cost next to nothing', () => {
    for (const rule of ['FREQ=WEEKLY;BYDAY=SU', 'FREQ=DAILY', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MINUTELY;COUNT=1']) {
      expect(stepsOf(rule, at('1980-01-06T03:00:00Z'), 10)).toBeLessThan(5_000);
    }
  });
});

describe('wall-clock time in every zone over ten years, beside an independent computation', () => {
  const FROM = at('2026-01-01T00:00:00Z');
  const YEARS = 10;
  const TO = FROM + YEARS * 365.25 * DAY;

  /** Seconds east of UTC, read off the zone's name at an instant instead of its clock. */
  const offsets = (timeZone: string): ((instant: number) => number) => {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
    return (instant) => {
      const name = format.formatToParts(instant * 1_000).find(({ type }) => type === 'timeZoneName')!.value;
      const [, sign, hours, minutes = '0'] = /^GMT(?:([+-])(\d+)(?::(\d+))?)?$/.exec(name)!;
      return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
    };
  };

  /** The offsets a zone has in these years, with the instants at which they begin. */
  function regimes(timeZone: string): { from: number; offset: number }[] {
    const offsetAt = offsets(timeZone);
    const found = [{ from: -Infinity, offset: offsetAt(FROM - 40 * DAY) }];
    for (let instant = FROM - 39 * DAY; instant < TO + 2 * DAY; instant += DAY * 5) {
      if (offsetAt(instant) === found.at(-1)!.offset) continue;
      let [early, late] = [instant - DAY * 5, instant];
      while (late - early > 60) {
        const middle = Math.floor((early + late) / 120) * 60;
        if (offsetAt(middle) === found.at(-1)!.offset) early = middle;
        else late = middle;
      }
      found.push({ from: late, offset: offsetAt(late) });
    }
    return found;
  }

  /** Each regime owns the wall clocks it shows; the first that shows one wins, and one that none shows moves on by the gap. */
  function instantOf(all: readonly { from: number; offset: number }[], wall: number): number {
    for (const [index, { from, offset }] of all.entries()) {
      const to = all[index + 1]?.from ?? Infinity;
      const instant = wall - offset;
      if (instant >= from && instant < to) return instant;
      if (instant < from) return wall - all[index - 1]!.offset;
    }
    throw new Error('unreachable');
  }

  const known = new Map<string, ReturnType<typeof regimes>>();
  const regimesOf = (zone: string): ReturnType<typeof regimes> => {
    const all = known.get(zone) ?? regimes(zone);
    known.set(zone, all);
    return all;
  };

  it.each(['02:30', '00:00'])(
    'a daily maintenance at %s',
    (time) => {
      const zones = Intl.supportedValuesOf('timeZone');
      expect(zones.length).toBeGreaterThan(300);
      const [hour, minute] = time.split(':').map(Number);
      const seen = new Set<string>();
      for (const zone of zones) {
        const all = regimesOf(zone);
        // The first zone of each kind is looked at every day; where the clocks are never changed, or as elsewhere, once a week.
        const kind = JSON.stringify(all);
        const step = all.length > 1 && !seen.has(kind) ? 1 : 7;
        seen.add(kind);
        const rule = ruleOf(`FREQ=DAILY;INTERVAL=${step};BYHOUR=${hour};BYMINUTE=${minute}`);
        const first = Math.floor(FROM / DAY) * DAY;
        const start = instantOf(all, first);
        const expected = Array.from({ length: (YEARS * 365) / step - 1 }, (_, index) =>
          instantOf(all, first + index * step * DAY + hour! * 3_600 + minute! * 60),
        );
        const found = occurrencesBetween(rule, start, zone, { from: start, to: expected.at(-1)! + 1 }, Infinity).map(
          (occurrence) => occurrence.start,
        );
        expect({ zone, found: found.slice(1) }).toEqual({ zone, found: [...new Set(expected)].slice(1) });
      }
    },
    120_000,
  );
});
