import type { RuleWords } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import { formatPlannedDuration } from './format.js';
import { formatRecurrence, formatSchedule } from './recurrence.js';

const DAILY: RuleWords = {
  kind: 'repeats',
  frequency: 'DAILY',
  interval: 1,
  weekdays: [],
  ordinals: [],
  days: [],
  months: [],
  count: null,
  until: null,
  rule: 'FREQ=DAILY',
};

describe('formatRecurrence', () => {
  it.each<[string, Partial<RuleWords>]>([
    ['Once', { kind: 'once' }],
    ['Every day', {}],
    ['Every 3 days', { interval: 3 }],
    ['Every weekday', { frequency: 'WEEKLY', weekdays: ['MO', 'TU', 'WE', 'TH', 'FR'] }],
    ['Every week on Sunday', { frequency: 'WEEKLY', weekdays: ['SU'] }],
    ['Every 2 weeks on Monday and Thursday', { frequency: 'WEEKLY', interval: 2, weekdays: ['MO', 'TH'] }],
    ['Every month on day 1 and the last day', { frequency: 'MONTHLY', days: [1, -1] }],
    ['Every month on the first Monday', { frequency: 'MONTHLY', ordinals: [{ nth: 1, weekday: 'MO' }] }],
    ['Every year in March on day 1', { frequency: 'YEARLY', months: [3], days: [1] }],
    ['Every 6 hours', { frequency: 'HOURLY', interval: 6 }],
    ['Every 30 minutes', { frequency: 'MINUTELY', interval: 30 }],
    ['Every day, 5 times', { count: 5 }],
    ['Every day, until 31 December 2026', { until: '2026-12-31T23:59' }],
    ['By the rule FREQ=DAILY;BYHOUR=1,2', { kind: 'custom', rule: 'FREQ=DAILY;BYHOUR=1,2' }],
  ])('%s', (text, words) => {
    expect(formatRecurrence('en', { ...DAILY, ...words })).toBe(text);
  });
});

it('names the window', () => {
  const words: RuleWords = { ...DAILY, frequency: 'WEEKLY', interval: 2, weekdays: ['SU'] };
  const window = { localStart: '2026-11-22T02:30', timeZone: 'Europe/Berlin' };
  expect(formatSchedule('en', words, { ...window, durationSeconds: 3_600 })).toBe('Every 2 weeks on Sunday, 02:30–03:30 Europe/Berlin');
  expect(formatSchedule('en', words, { ...window, durationSeconds: 90_000 })).toBe(
    'Every 2 weeks on Sunday, 02:30 Europe/Berlin, 1 day 1h',
  );
});

it.each([
  [45 * 60, '45m'],
  [3 * 3_600, '3h'],
  [9_000, '2h 30m'],
  [86_400, '1 day'],
  [29 * 3_600, '1 day 5h'],
  [53 * 3_600 + 900, '2 days 5h'],
  [30, 'less than a minute'],
])('says %i seconds as %s', (seconds, text) => {
  expect(formatPlannedDuration('en', seconds)).toBe(text);
});
