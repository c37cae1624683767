import type { RuleWords } from '@clarion/contract';
import { WEEKDAYS } from '@clarion/contract';
import { findZone } from '../days/zone.js';
import { weekdayOf } from './periods.js';
import { wallAt, wallText } from './place.js';
import { isOneTime, type RecurrenceRule } from './rule.js';

/** Where a rule begins: what it does not say itself, its start says. */
export interface RuleStart {
  /** DTSTART, Unix seconds. */
  start: number;
  /** IANA name. */
  zone: string;
}

/** Weekdays with a number need an ordinal; plain ones are only worded for weekly rules. */
function isWordable(rule: RecurrenceRule): boolean {
  const { frequency, byDay, byMonthDay, byMonth, interval, weekStart } = rule;
  if ([rule.byHour, rule.byMinute, rule.bySecond, rule.bySetPosition, rule.byYearDay, rule.byWeekNumber].some((part) => part !== null)) {
    return false;
  }
  const isByDate = frequency === 'MONTHLY' || frequency === 'YEARLY';
  if (byMonth !== null && frequency !== 'YEARLY') return false;
  if (byDay !== null && byMonthDay !== null) return false;
  if (byMonthDay !== null && (!isByDate || byMonthDay.some((day) => day < -1))) return false;
  if (byDay === null) return true;
  if (frequency === 'WEEKLY') return weekStart === 'MO' || interval === 1;
  const areOrdinals = byDay.every(({ nth }) => nth !== null && nth >= -1 && nth <= 5);
  return areOrdinals && (frequency === 'MONTHLY' || (frequency === 'YEARLY' && byMonth !== null));
}

/**
 * What a rule says, as data for a sentence. Given where it begins, the days that it leaves to its start are filled in.
 * @throws RangeError for an unknown zone
 */
export function ruleWords(rule: RecurrenceRule, at?: RuleStart): RuleWords {
  const zone = at === undefined ? null : findZone(at.zone);
  if (at !== undefined && zone === null) throw new RangeError(`Unknown time zone: ${at.zone.slice(0, 64)}`);
  const { frequency, until } = rule;
  const wall = zone === null ? null : wallAt(zone, at!.start);
  const date = wall === null ? null : new Date(wall * 1_000);
  const byDay = rule.byDay ?? [];
  const isByDate = frequency === 'MONTHLY' || frequency === 'YEARLY';
  const weekdays = byDay.filter(({ nth }) => nth === null).map(({ weekday }) => weekday);
  const implied = wall === null ? [] : [WEEKDAYS[weekdayOf(Math.floor(wall / 86_400))]!];
  const impliedDays = isByDate && byDay.length === 0 && date !== null ? [date.getUTCDate()] : [];
  const hasDays = rule.byMonthDay !== null || byDay.length > 0;
  const impliedMonths = frequency === 'YEARLY' && !hasDays && date !== null ? [date.getUTCMonth() + 1] : [];
  const untilWall = until === null ? null : until.isLocal || zone === null ? until.at : wallAt(zone, until.at);
  return {
    kind: isOneTime(rule) ? 'once' : isWordable(rule) ? 'repeats' : 'custom',
    frequency,
    interval: rule.interval,
    weekdays: frequency === 'WEEKLY' && weekdays.length === 0 ? implied : weekdays,
    ordinals: byDay.filter(({ nth }) => nth !== null).map(({ weekday, nth }) => ({ weekday, nth: nth! })),
    days: [...(rule.byMonthDay ?? impliedDays)],
    months: [...(rule.byMonth ?? impliedMonths)],
    count: rule.count,
    until: untilWall === null ? null : wallText(untilWall),
    rule: rule.text,
  };
}
