import { describe, expect, it } from '@jest/globals';
import { isOneTime, readRule, type RecurrenceRule } from './rule.js';

const ruleOf = (text: string): RecurrenceRule => {
  const reading = readRule(text);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.rule;
};

describe('readRule', () => {
  it.each([
    'FREQ=MINUTELY;COUNT=1',
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=SU',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH;COUNT=8',
    'FREQ=MONTHLY;BYDAY=1FR',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'FREQ=YEARLY;BYYEARDAY=1,100,200',
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z',
    'FREQ=SECONDLY;INTERVAL=30',
    'FREQ=SECONDLY;BYYEARDAY=366',
    'FREQ=DAILY;BYSECOND=60',
    'freq=weekly;byday=su',
    ' RRULE:FREQ=DAILY ',
  ])('understands %s', (text) => {
    expect(readRule(text)).toMatchObject({ ok: true });
  });

  it.each([
    ['', /missing/],
    ['FREQ', /no part of a rule/],
    ['FREQ=DAILY;', /no part of a rule/],
    ['FREQ=', /no part of a rule/],
    ['BYDAY=MO', /needs a frequency/],
    ['FREQ=OFTEN', /FREQ is one of/],
    ['FREQ=DAILY;FREQ=DAILY', /only once/],
    ['FREQ=DAILY;X-THING=1', /no part called X-THING/],
    ['FREQ=DAILY;RSCALE=CHINESE', /not supported/],
    ['FREQ=DAILY;INTERVAL=0', /INTERVAL is a whole number/],
    ['FREQ=DAILY;INTERVAL=100001', /1 to 100000/],
    ['FREQ=DAILY;INTERVAL=1.5', /INTERVAL is a whole number/],
    ['FREQ=DAILY;COUNT=0', /COUNT is a whole number/],
    ['FREQ=DAILY;COUNT=-1', /COUNT is a whole number/],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270101', /not by both/],
    ['FREQ=DAILY;UNTIL=20270230', /UNTIL is a date/],
    ['FREQ=DAILY;UNTIL=tomorrow', /UNTIL is a date/],
    ['FREQ=DAILY;UNTIL=20270101T250000Z', /UNTIL is a date/],
    ['FREQ=HOURLY;BYHOUR=25', /BYHOUR takes whole numbers from 0 to 23, not “25”/],
    ['FREQ=DAILY;BYMINUTE=60', /BYMINUTE/],
    ['FREQ=DAILY;BYSECOND=61', /BYSECOND/],
    ['FREQ=MONTHLY;BYMONTHDAY=0', /BYMONTHDAY takes whole numbers from 1 to 31 or −31 to −1/],
    ['FREQ=MONTHLY;BYMONTHDAY=32', /BYMONTHDAY/],
    ['FREQ=YEARLY;BYMONTH=13', /BYMONTH/],
    ['FREQ=YEARLY;BYMONTH=-1', /BYMONTH/],
    ['FREQ=YEARLY;BYYEARDAY=367', /BYYEARDAY/],
    ['FREQ=YEARLY;BYWEEKNO=54', /BYWEEKNO/],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', /BYSETPOS/],
    ['FREQ=MONTHLY;BYSETPOS=1', /there is none/],
    ['FREQ=WEEKLY;BYDAY=MONDAY', /BYDAY takes days/],
    ['FREQ=WEEKLY;BYDAY=1MO', /numbered day/],
    ['FREQ=YEARLY;BYWEEKNO=2;BYDAY=1MO', /beside BYWEEKNO/],
    ['FREQ=MONTHLY;BYDAY=54MO', /between 1 and 53/],
    ['FREQ=WEEKLY;WKST=XX', /WKST/],
    ['FREQ=WEEKLY;BYMONTHDAY=1', /weekly/],
    ['FREQ=DAILY;BYYEARDAY=1', /BYYEARDAY cannot/],
    ['FREQ=MONTHLY;BYWEEKNO=1', /BYWEEKNO needs/],
    [`FREQ=DAILY;BYHOUR=${'1,'.repeat(300)}1`, /at most 500 characters/],
    ['DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY', /no part of a rule/],
  ])('refuses %s and says why', (text, reason) => {
    const reading = readRule(text);
    expect(reading).toMatchObject({ ok: false });
    expect(reading.ok ? '' : reading.reason).toMatch(reason);
  });

  it('keeps the text without its prefix, and reads the rest in order, each value once', () => {
    const rule = ruleOf('RRULE:FREQ=MONTHLY;BYMONTHDAY=15,-1,15,1;BYSECOND=60;BYHOUR=5,4');
    expect(rule).toMatchObject({
      text: 'FREQ=MONTHLY;BYMONTHDAY=15,-1,15,1;BYSECOND=60;BYHOUR=5,4',
      byMonthDay: [-1, 1, 15],
      bySecond: [59],
      byHour: [4, 5],
      byDay: null,
      interval: 1,
      weekStart: 'MO',
    });
  });

  it('tells a local end from one in UTC', () => {
    expect(ruleOf('FREQ=DAILY;UNTIL=20270101T000000Z').until).toEqual({ at: Date.UTC(2027, 0, 1) / 1000, isLocal: false });
    expect(ruleOf('FREQ=DAILY;UNTIL=20270101').until).toEqual({ at: Date.UTC(2027, 0, 1) / 1000, isLocal: true });
  });

  it.each([
    ['FREQ=MINUTELY;COUNT=1', true],
    ['FREQ=WEEKLY;BYDAY=SU;COUNT=1', true],
    ['FREQ=MINUTELY;COUNT=10', false],
    ['FREQ=DAILY', false],
  ])('takes %s for one time: %s', (text, is) => {
    expect(isOneTime(ruleOf(text))).toBe(is);
  });
});
