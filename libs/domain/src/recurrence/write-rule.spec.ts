import { describe, expect, it } from '@jest/globals';
import { nextOccurrences } from './occurrences.js';
import { ruleWords } from './rule-words.js';
import { readRule } from './rule.js';
import { at, ruleOf } from './testing/rules.js';
import { ruleWarnings } from './warnings.js';
import { ruleFields, splitRule, writeRule, type RuleFields } from './write-rule.js';

const PLAIN: RuleFields = { frequency: 'DAILY', interval: 1, weekdays: [], days: [], ordinals: [], months: [], end: { kind: 'never' } };
const ZONE = 'Europe/Berlin';

describe('writeRule and ruleFields', () => {
  it.each<[string, Partial<RuleFields>]>([
    ['FREQ=DAILY', {}],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU', { frequency: 'WEEKLY', interval: 2, weekdays: ['MO', 'SU'] }],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', { frequency: 'MONTHLY', days: [-1] }],
    ['FREQ=MONTHLY;BYDAY=1MO', { frequency: 'MONTHLY', ordinals: [{ nth: 1, weekday: 'MO' }] }],
    ['FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1', { frequency: 'YEARLY', months: [3, 9], days: [1] }],
    ['FREQ=DAILY;COUNT=5', { end: { kind: 'after', count: 5 } }],
    ['FREQ=DAILY;UNTIL=20261231T235959', { end: { kind: 'on', date: '2026-12-31' } }],
    ['FREQ=HOURLY;INTERVAL=6', { frequency: 'HOURLY', interval: 6 }],
  ])('%s, both ways', (text, fields) => {
    expect(writeRule({ ...PLAIN, ...fields })).toBe(text);
    expect(ruleFields(ruleOf(text))).toEqual({ ...PLAIN, ...fields });
  });

  it.each([
    'FREQ=DAILY;BYHOUR=3',
    'FREQ=DAILY;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1',
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    'FREQ=YEARLY;BYDAY=20MO',
    'FREQ=WEEKLY;BYMONTH=3',
    'FREQ=DAILY;UNTIL=20261231T120000Z',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
  ])('%s says more than a form can', (text) => {
    expect(ruleFields(ruleOf(text))).toBeNull();
  });

  it('the last day counts to its end', () => {
    const rule = ruleOf(writeRule({ ...PLAIN, end: { kind: 'on', date: '2026-11-23' } }));
    expect(nextOccurrences(rule, at('2026-11-21T22:00:00Z'), ZONE, 0, 9).map(({ localStart }) => localStart)).toEqual([
      '2026-11-21T23:00',
      '2026-11-22T23:00',
      '2026-11-23T23:00',
    ]);
  });
});

describe('splitRule', () => {
  const start = at('2027-03-07T01:30:00Z'); // 02:30 in Berlin
  const series = (text: string, from: number): string[] =>
    nextOccurrences(ruleOf(text), from, ZONE, 0, 6).map(({ localStart }) => localStart);

  it.each(['FREQ=WEEKLY', 'FREQ=WEEKLY;COUNT=6', 'FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;BYHOUR=2;BYMINUTE=30'])(
    '%s goes on as before',
    (text) => {
      const rule = ruleOf(text);
      const whole = nextOccurrences(rule, start, ZONE, 0, 6);
      for (const occurrence of whole.slice(1)) {
        const cut = splitRule(rule, start, ZONE, occurrence.start)!;
        const rest = readRule(cut.after);
        expect(rest).toMatchObject({ ok: true });
        expect([...series(cut.before, start), ...series(cut.after, cut.start)].slice(0, 6)).toEqual(
          whole.map(({ localStart }) => localStart),
        );
      }
    },
  );

  it('has nothing to cut at the first, or at no occurrence', () => {
    expect(splitRule(ruleOf('FREQ=WEEKLY'), start, ZONE, start)).toBeNull();
    expect(splitRule(ruleOf('FREQ=WEEKLY'), start, ZONE, start + 60)).toBeNull();
  });
});

describe('ruleWords', () => {
  const from = { start: at('2026-11-22T01:30:00Z'), zone: ZONE }; // a Sunday, 02:30
  it.each<[string, object]>([
    ['FREQ=MINUTELY;COUNT=1', { kind: 'once' }],
    ['FREQ=WEEKLY;INTERVAL=2', { kind: 'repeats', frequency: 'WEEKLY', interval: 2, weekdays: ['SU'] }],
    ['FREQ=WEEKLY;BYDAY=MO,FR', { kind: 'repeats', weekdays: ['MO', 'FR'] }],
    ['FREQ=MONTHLY', { kind: 'repeats', days: [22], months: [] }],
    ['FREQ=MONTHLY;BYDAY=-1SU', { kind: 'repeats', ordinals: [{ nth: -1, weekday: 'SU' }], days: [] }],
    ['FREQ=YEARLY', { kind: 'repeats', days: [22], months: [11] }],
    ['FREQ=DAILY;UNTIL=20261231T225900Z', { kind: 'repeats', until: '2026-12-31T23:59' }],
    ['FREQ=DAILY;BYHOUR=1,2', { kind: 'custom', rule: 'FREQ=DAILY;BYHOUR=1,2' }],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2', { kind: 'custom' }],
  ])('%s', (text, words) => {
    expect(ruleWords(ruleOf(text), from)).toMatchObject(words);
  });
});

describe('ruleWarnings', () => {
  it.each<[string, number, string[]]>([
    ['FREQ=MINUTELY;COUNT=1', 3_600, []],
    ['FREQ=DAILY', 3_600, []],
    ['FREQ=DAILY', 90_000, ['OVERLAPS_ITSELF']],
    ['FREQ=HOURLY;INTERVAL=6', 3_600, ['SUB_DAILY']],
    ['FREQ=HOURLY', 7_200, ['SUB_DAILY', 'OVERLAPS_ITSELF']],
  ])('%s for %i s: %j', (text, duration, warnings) => {
    const rule = ruleOf(text);
    expect(ruleWarnings(rule, duration, nextOccurrences(rule, 0, 'UTC', 0, 10))).toEqual(warnings);
  });
});
