import { describe, expect, it } from '@jest/globals';

import {
  formatClock,
  formatDateTime,
  formatDay,
  formatDuration,
  formatFullDay,
  formatGregorianDay,
  formatMonth,
  formatLatency,
  formatPercent,
  formatTime,
  formatZonedTime,
  isoDay,
  isoInstant,
  zoneOffset,
} from './format.js';
import { formatAgo, formatList, isGregorian } from './intl.js';
import { LOCALES } from './locale.js';

/** 19 November 2026, 23:30 UTC. */
const AT = Date.UTC(2026, 10, 19, 23, 30) / 1_000;

describe('dates', () => {
  it('are those of the zone', () => {
    expect(formatDay('en', 'UTC', AT)).toBe('Thu 19 Nov');
    expect(formatDay('en', 'Europe/Berlin', AT)).toBe('Fri 20 Nov');
    expect(formatFullDay('en', 'UTC', AT)).toBe('Thursday, 19 November 2026');
    expect(isoDay('Asia/Tokyo', AT)).toBe('2026-11-20');
  });

  it('name their zone where they stand alone', () => {
    expect(formatTime('en', 'UTC', AT)).toBe('23:30');
    expect(formatZonedTime('en', 'UTC', AT)).toBe('23:30 UTC');
    expect(formatDateTime('en', 'UTC', AT)).toBe('19 Nov 2026, 23:30 UTC');
  });

  it('are of the Persian calendar in Persian, while months that stand alone are Gregorian: addresses and grids name those', () => {
    expect(formatDay('fa', 'UTC', AT)).toBe('پنجشنبه ۲۸ آبان');
    expect(formatFullDay('fa', 'UTC', AT)).toMatch(/۱۴۰۵/);
    expect(formatMonth('fa', 'UTC', AT)).toBe('نوامبر ۲۰۲۶');
    expect(formatGregorianDay('fa', 'UTC', AT)).toBe('۱۹ نوامبر');
    expect(Object.keys(LOCALES).filter((locale) => !isGregorian(locale))).toEqual(['fa']);
  });

  it('write midnight as 00, not as 24', () => {
    expect(formatTime('en', 'UTC', AT + 1_800)).toBe('00:00');
  });

  it('have a form for machines', () => {
    expect(isoInstant(AT)).toBe('2026-11-19T23:30:00Z');
  });

  it('know the offset of a zone at that moment', () => {
    expect(zoneOffset('Europe/Berlin', AT)).toBe('UTC+1');
    expect(zoneOffset('UTC', AT)).toBe('UTC');
  });
});

describe('durations', () => {
  it.each([
    [0, 'less than a minute'],
    [59, 'less than a minute'],
    [600, '10 min'],
    [3_600, '1 h'],
    [4_320, '1 h 12 min'],
    [86_400, '1 day'],
    [2 * 86_400 + 4 * 3_600 + 60, '2 days 4 h'],
  ])('%i s is "%s"', (seconds, text) => {
    expect(formatDuration('en', seconds)).toBe(text);
  });
});

describe('figures', () => {
  it.each([
    ['100', '100 %'],
    ['97.916', '97.916 %'],
    ['99.90', '99.90 %'],
    ['0', '0 %'],
  ])('prints the digits of %s that were decided elsewhere', (text, printed) => {
    expect(formatPercent('en', text)).toBe(printed);
  });

  it.each([
    [142.4, '142 ms'],
    [1_234, '1.23 s'],
    [90_000, '1.5 min'],
  ])('writes a latency of %d ms', (milliseconds, text) => {
    expect(formatLatency('en', milliseconds)).toBe(text);
  });

  it('tells how long ago in one unit', () => {
    expect([12, 200, 7_300, 200_000].map((seconds) => formatAgo('en', seconds))).toEqual([
      '12 sec ago',
      '3 min ago',
      '2 hr ago',
      '2 days ago',
    ]);
  });

  it.each([
    ['fr', 'il y a 12\u00a0s'],
    ['hu', '12 másodperccel ezelőtt'],
    ['nb', 'for 12 sek siden'],
    ['ro', 'acum 12 sec.'],
    ['ru', '12 сек. назад'],
    ['sv', 'för 12 s sen'],
  ])('tells how long ago in words in %s, not below zero', (locale, text) => {
    expect(formatAgo(locale, 12)).toBe(text);
  });

  it.each(Object.keys(LOCALES))('has no sign before the number in %s', (locale) => {
    for (const seconds of [0, 12, 200, 7_300, 200_000]) expect(formatAgo(locale, seconds)).not.toMatch(/[-−]/);
  });

  it.each([
    ['en', '41:05'],
    ['ar', '٤١:٠٥'],
    ['fa', '۴۱:۰۵'],
  ])('counts down in the digits of %s', (locale, text) => {
    expect(formatClock(locale, 41 * 60 + 5)).toBe(text);
  });

  it('joins lists', () => {
    expect(formatList('en', ['3 Oct', '19 Nov', '20 Nov'])).toBe('3 Oct, 19 Nov and 20 Nov');
  });
});
