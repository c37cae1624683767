import { describe, expect, it } from '@jest/globals';
import { readRule } from '../recurrence/rule.js';
import { occurrencesToKeep } from './keep-ahead.js';

const HOUR = 3_600;
const DAY = 86_400;
const NOW = Date.UTC(2026, 10, 22, 12) / 1_000;

function kept(text: string, offset: number, durationSeconds = HOUR): number[] {
  const reading = readRule(text);
  if (!reading.ok) throw new Error(reading.reason);
  return occurrencesToKeep({ rule: reading.rule, start: NOW + offset, zone: 'UTC', durationSeconds }, NOW).map(
    ({ start }) => (start - NOW) / HOUR,
  );
}

describe('occurrencesToKeep', () => {
  it.each<[string, string, number, number, number[]]>([
    ['seven days, both ends', 'FREQ=DAILY', 0, HOUR, [0, 24, 48, 72, 96, 120, 144, 168]],
    ['and one under way', 'FREQ=DAILY', -30 * 60, HOUR, [-0.5, 23.5, 47.5, 71.5, 95.5, 119.5, 143.5, 167.5]],
    ['not one that is over', 'FREQ=DAILY;INTERVAL=7', -HOUR, HOUR, [167]],
    ['one under way alone', 'FREQ=YEARLY', -HOUR, 2 * HOUR, [-1]],
    ['the next one, however far', 'FREQ=DAILY;INTERVAL=30', -HOUR, HOUR, [719]],
    ['none of a series that is over', 'FREQ=DAILY;COUNT=2', -10 * DAY, HOUR, []],
    ['one time to come', 'FREQ=MINUTELY;COUNT=1', 90 * DAY, HOUR, [2_160]],
    ['one time that ended within a day', 'FREQ=MINUTELY;COUNT=1', -DAY, HOUR, [-24]],
    ['not one time that ended a day ago', 'FREQ=MINUTELY;COUNT=1', -DAY - HOUR, HOUR, []],
    ['the newest of several under way', 'FREQ=DAILY;COUNT=9', -2 * DAY - HOUR, 4 * DAY, [-1, 23, 47, 71, 95, 119, 143]],
  ])('%s', (_name, rule, offset, duration, expected) => {
    expect(kept(rule, offset, duration)).toEqual(expected);
  });

  it('refuses more than are kept', () => {
    expect(() => kept('FREQ=MINUTELY', 0)).toThrow(RangeError);
  });
});
