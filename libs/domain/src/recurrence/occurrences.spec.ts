import { describe, expect, it } from '@jest/globals';
import { judgeRule, lastOccurrence, nextOccurrences, occurrencesBetween } from './occurrences.js';
import { at, ruleOf } from './testing/rules.js';

const NEW_YORK = 'America/New_York';
const DAY = 86_400;

/** Unix seconds of 09:00 in New York on a date of summer or winter time. */
const nineOn = (date: string): number =>
  nextOccurrences(ruleOf('FREQ=DAILY;BYHOUR=9;BYMINUTE=0'), at(`${date}T05:00:00Z`), NEW_YORK, at(`${date}T05:00:00Z`), 1)[0]!.start;

const localStarts = (rule: string, date: string, count: number, zone = NEW_YORK): string[] =>
  nextOccurrences(ruleOf(rule), nineOn(date), zone, 0, count).map(({ localStart }) => localStart);
const localDates = (rule: string, date: string, count: number): string[] => localStarts(rule, date, count).map((text) => text.slice(0, 10));

/** `1997 09-02 09-09 1998 01-06` as dates. */
const dates = (text: string): string[] => {
  let year = '';
  return text.split(' ').flatMap((word) => {
    if (word.length === 5) return [`${year}-${word}`];
    year = word;
    return [];
  });
};

describe('occurrences, by the examples of RFC 5545 §3.8.5.3', () => {
  it.each([
    ['FREQ=DAILY;COUNT=10', '1997-09-02', '1997 09-02 09-03 09-04 09-05 09-06 09-07 09-08 09-09 09-10 09-11'],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02', '1997 09-02 09-12 09-22 10-02 10-12'],
    ['FREQ=WEEKLY;COUNT=10', '1997-09-02', '1997 09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04'],
    ['FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH', '1997-09-02', '1997 09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02'],
    [
      'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
      '1997-09-01',
      '1997 09-01 09-03 09-05 09-15 09-17 09-19 09-29 10-01 10-03 10-13 10-15 10-17 10-27 10-29 10-31 11-10 11-12 11-14 11-24 11-26 11-28 12-08 12-10 12-12 12-22',
    ],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH', '1997-09-02', '1997 09-02 09-04 09-16 09-18 09-30 10-02 10-14 10-16'],
    ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR', '1997-09-05', '1997 09-05 10-03 11-07 12-05 1998 01-02 02-06 03-06 04-03 05-01 06-05'],
    [
      'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
      '1997-09-07',
      '1997 09-07 09-28 11-02 11-30 1998 01-04 01-25 03-01 03-29 05-03 05-31',
    ],
    ['FREQ=MONTHLY;COUNT=6;BYDAY=-2MO', '1997-09-22', '1997 09-22 10-20 11-17 12-22 1998 01-19 02-16'],
    ['FREQ=MONTHLY;COUNT=6;BYMONTHDAY=-3', '1997-09-28', '1997 09-28 10-29 11-28 12-29 1998 01-29 02-26'],
    ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15', '1997-09-02', '1997 09-02 09-15 10-02 10-15 11-02 11-15 12-02 12-15 1998 01-02 01-15'],
    ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1', '1997-09-30', '1997 09-30 10-01 10-31 11-01 11-30 12-01 12-31 1998 01-01 01-31 02-01'],
    [
      'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
      '1997-09-10',
      '1997 09-10 09-11 09-12 09-13 09-14 09-15 1999 03-10 03-11 03-12 03-13',
    ],
    ['FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=TU', '1997-09-02', '1997 09-02 09-09 09-16 09-23 09-30 11-04 11-11 11-18 11-25 1998 01-06'],
    ['FREQ=YEARLY;COUNT=4;BYMONTH=6,7', '1997-06-10', '1997 06-10 07-10 1998 06-10 07-10'],
    ['FREQ=YEARLY;INTERVAL=2;COUNT=7;BYMONTH=1,2,3', '1997-03-10', '1997 03-10 1999 01-10 02-10 03-10 2001 01-10 02-10 03-10'],
    [
      'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
      '1997-01-01',
      '1997 01-01 04-10 07-19 2000 01-01 04-09 07-18 2003 01-01 04-10 07-19 2006 01-01',
    ],
    ['FREQ=YEARLY;BYDAY=20MO;COUNT=3', '1997-05-19', '1997 05-19 1998 05-18 1999 05-17'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3', '1997-05-12', '1997 05-12 1998 05-11 1999 05-17'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=8', '1997-03-13', '1997 03-13 03-20 03-27 1998 03-05 03-12 03-19 03-26 1999 03-04'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=5', '1997-09-02', '1998 02-13 03-13 11-13 1999 08-13 2000 10-13'],
    ['FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=6', '1997-09-13', '1997 09-13 10-11 11-08 12-13 1998 01-10 02-07'],
    ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3', '1996-11-05', '1996 11-05 2000 11-07 2004 11-02'],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '1997-09-04', '1997 09-04 10-07 11-06'],
    ['FREQ=MONTHLY;COUNT=7;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '1997-09-29', '1997 09-29 10-30 11-27 12-30 1998 01-29 02-26 03-30'],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '1997-08-05', '1997 08-05 08-10 08-19 08-24'],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '1997-08-05', '1997 08-05 08-17 08-19 08-31'],
    ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '2007-01-15', '2007 01-15 01-30 02-15 03-15 03-30'],
    // Plain and numbered weekdays side by side are all of them.
    ['FREQ=MONTHLY;BYDAY=1MO,FR;COUNT=6', '2026-11-01', '2026 11-02 11-06 11-13 11-20 11-27 12-04'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=3', '2026-01-01', '2028 02-29 2032 02-29 2036 02-29'],
    ['FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR;COUNT=2', '2026-01-10', '2027 01-01 2032 12-31'],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=3', '2026-01-10', '2027 01-04 2028 01-03 2029 01-01'],
    ['FREQ=YEARLY;BYDAY=-1SU;COUNT=2', '2026-01-01', '2026 12-27 2027 12-26'],
  ])('%s from %s', (rule, start, expected) => {
    const wanted = dates(expected);
    expect(localDates(rule, start, 60)).toEqual(wanted);
    expect(new Set(localStarts(rule, start, 60).map((text) => text.slice(11)))).toEqual(new Set(['09:00']));
  });

  it('every day in January for three years, said in two ways', () => {
    const yearly = localDates('FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA', '1998-01-01', 200);
    expect(yearly).toHaveLength(93);
    expect(localDates('FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1', '1998-01-01', 200)).toEqual(yearly);
  });

  it('within a day', () => {
    const times = (rule: string, count: number): string[] => localStarts(rule, '1997-09-02', count).map((text) => text.slice(8));
    expect(times('FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z', 9)).toEqual(['02T09:00', '02T12:00']);
    expect(times('FREQ=MINUTELY;INTERVAL=15;COUNT=6', 9)).toEqual(['02T09:00', '02T09:15', '02T09:30', '02T09:45', '02T10:00', '02T10:15']);
    expect(times('FREQ=MINUTELY;INTERVAL=90;COUNT=4', 9)).toEqual(['02T09:00', '02T10:30', '02T12:00', '02T13:30']);
    const daily = times('FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40', 60);
    expect(daily.slice(22, 26)).toEqual(['02T16:20', '02T16:40', '03T09:00', '03T09:20']);
    expect(times('FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16', 60)).toEqual(daily);
    expect(times('FREQ=HOURLY;BYMINUTE=0,30;BYSETPOS=-1', 2)).toEqual(['02T09:30', '02T10:30']);
    expect(times('FREQ=SECONDLY;COUNT=100', 9)).toEqual(['02T09:00', '02T09:01']);
  });
});

describe('wall-clock time across the changes of clocks', () => {
  const weekly = (zone: string, from: string, hour = '03', count = 3) => {
    const rule = ruleOf(`FREQ=WEEKLY;BYDAY=SU;BYHOUR=${Number(hour.slice(0, 2))};BYMINUTE=${Number(hour.slice(3) || 0)}`);
    return nextOccurrences(rule, at(`${from}T00:00:00Z`), zone, 0, count).map(({ start, localStart, note }) => [
      new Date(start * 1_000).toISOString().slice(5, 16),
      localStart.slice(5),
      note,
    ]);
  };

  it.each<[string, string, string, ReturnType<typeof weekly>]>([
    [
      'Europe/Berlin in March',
      'Europe/Berlin',
      '2027-03-21',
      [
        ['03-21T02:00', '03-21T03:00', null],
        ['03-28T01:00', '03-28T03:00', 'OFFSET_CHANGED'],
        ['04-04T01:00', '04-04T03:00', null],
      ],
    ],
    [
      'Europe/Berlin in October',
      'Europe/Berlin',
      '2027-10-24',
      [
        ['10-24T01:00', '10-24T03:00', null],
        ['10-31T02:00', '10-31T03:00', 'OFFSET_CHANGED'],
        ['11-07T02:00', '11-07T03:00', null],
      ],
    ],
    [
      'America/New_York in March',
      NEW_YORK,
      '2027-03-07',
      [
        ['03-07T08:00', '03-07T03:00', null],
        ['03-14T07:00', '03-14T03:00', 'OFFSET_CHANGED'],
        ['03-21T07:00', '03-21T03:00', null],
      ],
    ],
    [
      'America/New_York in November',
      NEW_YORK,
      '2026-10-25',
      [
        ['10-25T07:00', '10-25T03:00', null],
        ['11-01T08:00', '11-01T03:00', 'OFFSET_CHANGED'],
        ['11-08T08:00', '11-08T03:00', null],
      ],
    ],
    [
      'Australia/Sydney in April',
      'Australia/Sydney',
      '2027-03-28',
      [
        ['04-03T17:00', '04-04T03:00', null],
        ['04-10T17:00', '04-11T03:00', null],
        ['04-17T17:00', '04-18T03:00', null],
      ],
    ],
    [
      'Australia/Sydney in October',
      'Australia/Sydney',
      '2027-09-26',
      [
        ['10-02T16:00', '10-03T03:00', null],
        ['10-09T16:00', '10-10T03:00', null],
        ['10-16T16:00', '10-17T03:00', null],
      ],
    ],
    [
      'America/Santiago in September',
      'America/Santiago',
      '2027-08-29',
      [
        ['08-29T07:00', '08-29T03:00', null],
        ['09-05T06:00', '09-05T03:00', 'OFFSET_CHANGED'],
        ['09-12T06:00', '09-12T03:00', null],
      ],
    ],
  ])('keeps 03:00 in %s', (_name, zone, from, expected) => {
    expect(weekly(zone, from)).toEqual(expected);
  });

  it('moves a time that the clock skips forward by the gap', () => {
    expect(weekly('Europe/Berlin', '2027-03-21', '02:30')).toEqual([
      ['03-21T01:30', '03-21T02:30', null],
      ['03-28T01:30', '03-28T02:30', 'GAP'], // 03:30 in summer time
      ['04-04T00:30', '04-04T02:30', null],
    ]);
  });

  it('takes the first of a time that comes twice', () => {
    expect(weekly('Europe/Berlin', '2027-10-24', '02:30')).toEqual([
      ['10-24T00:30', '10-24T02:30', null],
      ['10-31T00:30', '10-31T02:30', 'OVERLAP_FIRST'],
      ['11-07T01:30', '11-07T02:30', 'OFFSET_CHANGED'],
    ]);
  });

  it('stays in order, and has each instant once, where the skipped hour meets the next one', () => {
    const from = at('2027-03-28T00:00:00Z');
    const found = occurrencesBetween(ruleOf('FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,30'), from - DAY, 'Europe/Berlin', {
      from,
      to: from + 6 * 3_600,
    });
    expect(
      found.map(({ start, localStart, note }) => [new Date(start * 1_000).toISOString().slice(11, 16), localStart.slice(11), note]),
    ).toEqual([
      ['00:00', '01:00', null],
      ['00:30', '01:30', null],
      ['01:00', '02:00', 'GAP'],
      ['01:30', '02:30', 'GAP'],
    ]);
  });

  it('begins at its start even when that is the second of two equal times', () => {
    const second = at('2027-10-31T01:30:00Z');
    expect(nextOccurrences(ruleOf('FREQ=MINUTELY;COUNT=1'), second, 'Europe/Berlin', 0, 5).map(({ start }) => start)).toEqual([second]);
  });

  it('reads a local UNTIL in the zone and one with Z in UTC', () => {
    const start = at('2026-11-21T02:00:00Z'); // 03:00 in Berlin
    const until = (text: string) => nextOccurrences(ruleOf(`FREQ=DAILY;UNTIL=${text}`), start, 'Europe/Berlin', 0, 9).length;
    expect(until('20261123T030000')).toBe(3);
    expect(until('20261123T025900')).toBe(2);
    expect(until('20261123T020000Z')).toBe(3);
    expect(until('20261123T015900Z')).toBe(2);
    expect(until('20261123')).toBe(2);
  });

  it('refuses a zone nobody knows', () => {
    expect(() => nextOccurrences(ruleOf('FREQ=DAILY'), 0, 'Mars/Olympus', 0, 1)).toThrow(RangeError);
  });
});

describe('lastOccurrence', () => {
  const start = at('2026-01-04T03:00:00Z');
  it.each([
    ['the one just before', 'FREQ=WEEKLY', '2026-11-21T00:00:00Z', '2026-11-15T03:00:00.000Z'],
    ['one long before', 'FREQ=YEARLY', '2026-11-21T00:00:00Z', '2026-01-04T03:00:00.000Z'],
    ['none at the instant itself', 'FREQ=WEEKLY', '2026-01-11T03:00:00Z', '2026-01-04T03:00:00.000Z'],
  ])('finds %s', (_name, rule, before, expected) => {
    const found = lastOccurrence(ruleOf(rule), start, 'UTC', at(before), 0);
    expect(new Date(found!.start * 1_000).toISOString()).toBe(expected);
  });

  it('finds none before the start, or before what is asked', () => {
    expect(lastOccurrence(ruleOf('FREQ=DAILY'), start, 'UTC', start, 0)).toBeNull();
    expect(lastOccurrence(ruleOf('FREQ=YEARLY'), start, 'UTC', at('2026-11-21T00:00:00Z'), at('2026-11-14T00:00:00Z'))).toBeNull();
  });
});

describe('judgeRule', () => {
  const start = at('2026-11-21T03:00:00Z');
  const judge = (text: string, from = start) => judgeRule(ruleOf(text), from, 'Europe/Berlin', start);

  it.each([
    'FREQ=MINUTELY;COUNT=1',
    'FREQ=HOURLY',
    'FREQ=MINUTELY;INTERVAL=30',
    'FREQ=MINUTELY;COUNT=500',
    'FREQ=SECONDLY;INTERVAL=3600',
    'FREQ=SECONDLY;COUNT=100',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=DAILY;COUNT=100000',
  ])('keeps %s', (text) => {
    expect(judge(text)).toEqual({ ok: true });
  });

  it.each([
    ['FREQ=SECONDLY', /more than 500 events in seven days/],
    ['FREQ=MINUTELY', /more than 500 events/],
    ['FREQ=MINUTELY;INTERVAL=10', /more than 500 events/],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', /never comes true/],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', /never comes true/],
    ['FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', /never comes true/],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9', /never comes true/],
    // 2026, 2054, 2082 … are never leap years.
    ['FREQ=YEARLY;INTERVAL=28;BYMONTH=2;BYMONTHDAY=29', /never comes true/],
    ['FREQ=SECONDLY;INTERVAL=60;BYSECOND=30', /too much work/],
    ['FREQ=DAILY;UNTIL=20200101T000000Z', /ends before it comes true/],
  ])('refuses %s and says why', (text, reason) => {
    const judgement = judge(text);
    expect(judgement.ok ? '' : judgement.reason).toMatch(reason);
  });

  it('has no objection to a series that is over', () => {
    expect(judge('FREQ=DAILY;COUNT=3', at('2020-01-01T00:00:00Z'))).toEqual({ ok: true });
  });

  it('looks at the present as well as at the beginning of a rule', () => {
    expect(judge('FREQ=SECONDLY', at('2020-01-01T00:00:00Z'))).toMatchObject({ ok: false });
  });
});
