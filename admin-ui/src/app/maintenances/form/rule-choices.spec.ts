import { readRule, writeRule } from '@clarion/domain';
import { choicesOf, PRESETS, startDay } from './rule-choices.js';

const SUNDAY = startDay('2026-11-22');

describe('choicesOf', () => {
  it('reads the start as rules do', () => {
    expect(SUNDAY).toEqual({ weekday: 'SU', day: 22, month: 11 });
  });

  it.each(PRESETS.map(({ rule }) => rule))('writes %s back as it was', (rule) => {
    expect(readRule(rule).ok).toBe(true);
    const fields = choicesOf(rule, SUNDAY);
    expect(fields && writeRule(fields)).toBe(rule);
  });

  it.each([
    'FREQ=DAILY;INTERVAL=3;COUNT=10',
    'FREQ=MONTHLY;BYMONTHDAY=-1,1,15',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=YEARLY;BYMONTH=3,9;BYDAY=1SU',
    'FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20271231T235959',
    'FREQ=HOURLY;INTERVAL=6',
  ])('keeps all of %s', (rule) => {
    const fields = choicesOf(rule, SUNDAY);
    expect(fields && writeRule(fields)).toBe(rule);
  });

  it('fills in what a rule leaves to its start', () => {
    expect(choicesOf('FREQ=WEEKLY', SUNDAY)?.weekdays).toEqual(['SU']);
    expect(choicesOf('FREQ=MONTHLY', SUNDAY)?.days).toEqual([22]);
    expect(choicesOf('FREQ=YEARLY', SUNDAY)).toMatchObject({ days: [22], months: [11] });
  });

  it.each([
    'FREQ=WEEKLY;BYDAY=MO;BYHOUR=3,15',
    'FREQ=MONTHLY;BYDAY=1MO,3MO',
    'FREQ=MONTHLY;BYDAY=5FR',
    'FREQ=MONTHLY;BYMONTHDAY=-2',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=WEEKLY;UNTIL=20271231T100000Z',
    'nonsense',
  ])('leaves %s as text', (rule) => {
    expect(choicesOf(rule, SUNDAY)).toBeNull();
  });
});
