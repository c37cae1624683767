import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCron, type Cron } from './cron.js';
import { intervalSeconds, nextDue, slotsBetween, spreadOffsetSeconds, vouchedSeconds } from './schedule.js';

const at = (text: string) => Date.parse(text) / 1_000;
const cronOf = (text: string): Cron => {
  const result = parseCron(text);
  if (!result.ok) throw new Error(result.reason);
  return result.cron;
};
const crons = fc
  .constantFrom('* * * * *', '*/5 * * * *', '*/7 * * * *', '*/20 * * * * *', '15 */6 * * *', '0 9-17 * * 1-5', '10,50 30 4 * * 0')
  .map(cronOf);
const instants = fc.integer({ min: at('2024-01-01'), max: at('2030-01-01') });

describe('nextDue', () => {
  it('lies strictly later, and nothing lies between', () => {
    fc.assert(
      fc.property(crons, instants, (cron, after) => {
        const next = nextDue(cron, after)!;
        expect(next).toBeGreaterThan(after);
        expect(nextDue(cron, next - 1)).toBe(next);
        expect(cron.previous(next + 1)).toBe(next);
        expect(cron.previous(next)).toBeLessThanOrEqual(after);
      }),
    );
  });
});

describe('slotsBetween', () => {
  it('includes the start, leaves out the end and stops at the cap', () => {
    const [cron, from] = [cronOf('*/5 * * * *'), at('2026-11-21T14:00:00Z')];
    expect(slotsBetween(cron, from, from + 900, 10)).toEqual([from, from + 300, from + 600]);
    expect(slotsBetween(cron, from, from + 86_400, 2)).toHaveLength(2);
    expect(slotsBetween(cron, from, from, 2)).toEqual([]);
  });

  it('finds the same in pieces as at once, ascending', () => {
    fc.assert(
      fc.property(crons, instants, fc.nat(90_000), fc.nat(90_000), (cron, from, first, second) => {
        const whole = slotsBetween(cron, from, from + first + second, 20_000);
        expect([
          ...slotsBetween(cron, from, from + first, 20_000),
          ...slotsBetween(cron, from + first, from + first + second, 20_000),
        ]).toEqual(whole);
        expect(whole).toEqual([...new Set(whole)].sort((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  });
});

describe('intervalSeconds', () => {
  it.each([
    ['* * * * *', '2026-11-21T14:35:30Z', 60],
    ['*/5 * * * *', '2026-11-21T14:35:00Z', 300],
    ['*/20 * * * * *', '2026-11-21T14:35:05Z', 20],
    ['0 9-17 * * 1-5', '2026-11-20T12:10:00Z', 3_600],
    ['0 9-17 * * 1-5', '2026-11-21T12:00:00Z', 64 * 3_600],
  ])('of %s around %s is %i', (text, instant, seconds) => {
    expect(intervalSeconds(cronOf(text), at(instant))).toBe(seconds);
  });
});

describe('vouchedSeconds', () => {
  it.each([
    ['*/5 * * * *', '2026-11-21T14:35:00Z', 300],
    ['*/5 * * * *', '2026-11-21T14:37:00Z', 180],
    ['*/20 * * * * *', '2026-11-21T14:35:00Z', 60],
    ['30 * * * * *', '2026-11-21T14:35:00Z', 60],
    ['30 */10 * * * *', '2026-11-21T14:30:00Z', 600],
  ])('of %s from %s is %i', (text, minute, seconds) => {
    expect(vouchedSeconds(cronOf(text), at(minute))).toBe(seconds);
  });

  it('is the minute itself without a schedule', () => {
    expect(vouchedSeconds(null, 0)).toBe(60);
  });

  it('leaves no hole and no overlap between the samples of a schedule that is kept', () => {
    fc.assert(
      fc.property(crons, instants, (cron, from) => {
        const minutes = [...new Set(slotsBetween(cron, from, from + 90_000, 50).map((slot) => slot - (slot % 60)))];
        for (const [index, minute] of minutes.slice(0, -1).entries())
          expect(minute + vouchedSeconds(cron, minute)).toBe(minutes[index + 1]);
      }),
    );
  });
});

describe('spreadOffsetSeconds', () => {
  it('stays within the minute and within the interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 90_000 }), (id, interval) => {
        const offset = spreadOffsetSeconds(id, interval);
        expect(Number.isInteger(offset) && offset >= 0 && offset < Math.min(interval, 60)).toBe(true);
        expect(spreadOffsetSeconds(id, interval)).toBe(offset);
      }),
    );
  });

  it('spreads neighbours evenly over the minute', () => {
    const counts = Array.from({ length: 60 }, () => 0);
    for (let id = 1; id <= 600; id += 1) counts[spreadOffsetSeconds(id, 60)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...counts)).toBeLessThanOrEqual(12);
  });
});
