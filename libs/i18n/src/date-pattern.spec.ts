import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { datePatternFault, formatPattern } from './date-pattern.js';
import { formatsOf } from './own-formats.js';

/** 5 March 2026, 07:08:09 UTC: a Thursday. */
const AT = Date.UTC(2026, 2, 5, 7, 8, 9) / 1_000;
const utc = (pattern: string, locale = 'en'): string => formatPattern(locale, 'UTC', pattern, AT).replace(/\s/g, ' ');

describe('formatPattern', () => {
  it.each([
    ['yyyy-MM-dd HH:mm:ss', '2026-03-05 07:08:09'],
    ['d/M/yy', '5/3/26'],
    ['EEEE d MMMM y', 'Thursday 5 March 2026'],
    ['EEE, MMM d', 'Thu, Mar 5'],
    ['do MMMM', '5th March'],
    ["h:mm a 'o''clock'", "7:08 am o'clock"],
    ['hh:m:s', '07:8:9'],
    ["HH:mm ''z", "07:08 'UTC"],
    ['HH:mm XXX', '07:08 Z'],
    ['PPp', '5 Mar 2026, 07:08'],
    ['PP', '5 Mar 2026'],
    ['P', '05/03/2026'],
    ['pp', '07:08:09'],
    ['PPPP', 'Thursday, 5 March 2026'],
  ])('writes %s', (pattern, text) => {
    expect(utc(pattern)).toBe(text);
  });

  it.each([
    ['de', 'EEEE, d. MMMM yyyy', 'Donnerstag, 5. März 2026'],
    ['de', 'do MMMM', '5. März'],
    ['es', 'do MMMM', '5 marzo'],
    ['ru', 'd MMMM', '5 марта'],
    ['ru', 'LLLL', 'март'],
    ['ar', 'yyyy-MM-dd HH:mm', '٢٠٢٦-٠٣-٠٥ ٠٧:٠٨'],
    ['fa', 'yyyy', '۲۰۲۶'],
    ['ja', 'PPp', '2026/03/05 7:08'],
  ])('has the names and digits of %s', (locale, pattern, text) => {
    expect(utc(pattern, locale)).toBe(text);
  });

  it('is in the zone of the reader', () => {
    expect(formatPattern('en', 'Asia/Kolkata', 'd HH:mm XXX', AT)).toBe('5 12:38 +05:30');
    expect(formatPattern('en', 'Pacific/Auckland', 'yyyy-MM-dd HH:mm', AT)).toBe('2026-03-05 20:08');
  });

  it('says every part of a date as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (at) => {
        expect(formatPattern('en', 'UTC', "yyyy-MM-dd'T'HH:mm:ss'Z'", at)).toBe(new Date(at * 1_000).toISOString().replace('.000', ''));
      }),
    );
  });
});

describe('datePatternFault', () => {
  it.each(['PPp', 'PP', 'p', 'PPPPpppp', 'yyyy-MM-dd', "h:mm a 'Uhr'", 'dd.MM.yyyy, HH:mm z'])('takes %s', (pattern) => {
    expect(datePatternFault(pattern)).toBeNull();
  });

  it.each([
    ['YYYY', 'YYYY is no part of a date; words stand in single quotes'],
    ['dO MMMM', 'O is no part of a date; words stand in single quotes'],
    ['hello', 'e is no part of a date; words stand in single quotes'],
    ["HH:mm 'o", "the text 'o has no end"],
    ['PPPPP', 'PPPPP is longer than any style'],
    ['--', 'it says neither a date nor a time'],
    ['', 'it says neither a date nor a time'],
    ['M'.repeat(51), 'it is longer than 50 characters'],
  ])('refuses %s', (pattern, fault) => {
    expect(datePatternFault(pattern)).toBe(fault);
  });

  it('never lets a pattern through that cannot be written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."yMLdEHhmsazXPp' :-/.,qY中") }), (pattern) => {
        if (datePatternFault(pattern) === null) expect(formatPattern('de', 'Europe/Berlin', pattern, AT)).toEqual(expect.any(String));
      }),
    );
  });
});

describe('the own formats of a site', () => {
  const { time, zonedTime, dateTime, window, fullDay } = formatsOf({ dateTime: 'yyyy-MM-dd HH:mm', date: 'yyyy-MM-dd', time: 'h:mm a' });

  it('stand for the page’s own, and times that stand alone still name their zone', () => {
    const said = [time, zonedTime, dateTime, fullDay].map((format) => format('en', 'UTC', AT).replace(/\s/g, ' '));
    expect(said).toEqual(['7:08 am', '7:08 am UTC', '2026-03-05 07:08 UTC', '2026-03-05']);
  });

  it('say a day once where a window lies in one', () => {
    expect(window('en', 'UTC', AT, AT + 3_600).replace(/\s/g, ' ')).toBe('2026-03-05 07:08 – 8:08 am');
    expect(window('en', 'UTC', AT, AT + 86_400)).toBe('2026-03-05 07:08 – 2026-03-06 07:08');
  });

  it('leave what the site has not chosen as it is', () => {
    expect(formatsOf({}).time('en', 'UTC', AT)).toBe('07:08');
    expect(formatsOf({}).window('en', 'UTC', AT, AT + 60)).toBe('Thu 5 Mar, 07:08–07:09');
  });
});
