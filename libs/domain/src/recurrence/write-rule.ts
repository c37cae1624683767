import { WEEKDAYS, type Frequency, type OrdinalWeekday, type Weekday } from '@clarion/contract';
import { findZone } from '../days/zone.js';
import { isSubDaily, type RecurrenceRule } from './rule.js';
import { occurrencesBetween } from './occurrences.js';
import { placeWall, wallAt } from './place.js';
import { wallsOf } from './walls.js';
import { Work } from './work.js';

/** A rule as a form asks for it. What a frequency has no use for is left alone. */
export interface RuleFields {
  frequency: Frequency;
  /** 1 or more. */
  interval: number;
  /** Of a weekly rule; empty = the start's. */
  weekdays: readonly Weekday[];
  /** Of a monthly or yearly rule: these days of the month; −1 = the last. Empty = the start's. */
  days: readonly number[];
  /** Of a monthly or yearly rule, instead of `days`: such as the first Monday. */
  ordinals: readonly OrdinalWeekday[];
  /** Of a yearly rule, 1..12; empty = the start's. */
  months: readonly number[];
  end: RuleEnding;
}

/** `on`: a local date, `YYYY-MM-DD`, the last day that counts. */
export type RuleEnding = { kind: 'never' } | { kind: 'after'; count: number } | { kind: 'on'; date: string };

/** The rule of “once”. @see incidents-maintenances §B2 */
export const ONE_TIME_RULE = 'FREQ=MINUTELY;COUNT=1';

const endOf = (end: RuleEnding): string[] => {
  if (end.kind === 'after') return [`COUNT=${end.count}`];
  return end.kind === 'on' ? [`UNTIL=${end.date.replaceAll('-', '')}T235959`] : [];
};

/** The text of a rule. */
export function writeRule({ frequency, interval, weekdays, days, ordinals, months, end }: RuleFields): string {
  const parts = [`FREQ=${frequency}`];
  if (interval !== 1) parts.push(`INTERVAL=${interval}`);
  if (frequency === 'YEARLY' && months.length > 0) parts.push(`BYMONTH=${[...months].sort((a, b) => a - b).join()}`);
  if (frequency === 'WEEKLY' && weekdays.length > 0) parts.push(`BYDAY=${WEEKDAYS.filter((day) => weekdays.includes(day)).join()}`);
  if (frequency === 'MONTHLY' || frequency === 'YEARLY') {
    if (ordinals.length > 0) parts.push(`BYDAY=${ordinals.map(({ nth, weekday }) => `${nth}${weekday}`).join()}`);
    else if (days.length > 0) parts.push(`BYMONTHDAY=${days.join()}`);
  }
  return [...parts, ...endOf(end)].join(';');
}

/** The form that a rule fits into; null when it says more than a form can. */
export function ruleFields(rule: RecurrenceRule): RuleFields | null {
  const { frequency, interval, byDay, byMonthDay, byMonth, until, count } = rule;
  const isFree = [rule.byHour, rule.byMinute, rule.bySecond, rule.bySetPosition, rule.byYearDay, rule.byWeekNumber].every(
    (part) => part === null,
  );
  const hasMonths = byMonth !== null;
  if (!isFree || (hasMonths && frequency !== 'YEARLY') || (byDay !== null && byMonthDay !== null)) return null;
  const isByDate = frequency === 'MONTHLY' || frequency === 'YEARLY';
  const ordinals = byDay?.filter(({ nth }) => nth !== null) ?? [];
  const weekdays = byDay?.filter(({ nth }) => nth === null) ?? [];
  if ((byMonthDay !== null && !isByDate) || (weekdays.length > 0 && frequency !== 'WEEKLY')) return null;
  // A numbered weekday of a year is not one of a month.
  if (frequency === 'YEARLY' && ordinals.length > 0 && !hasMonths) return null;
  if (rule.weekStart !== 'MO' && interval > 1) return null;
  const end = endingOf(until, count);
  if (end === null) return null;
  return {
    frequency,
    interval,
    weekdays: weekdays.map(({ weekday }) => weekday),
    days: [...(byMonthDay ?? [])],
    ordinals: ordinals.map(({ weekday, nth }) => ({ weekday, nth: nth! })),
    months: [...(byMonth ?? [])],
    end,
  };
}

const LAST_SECOND_OF_DAY = 86_399;

function endingOf(until: RecurrenceRule['until'], count: number | null): RuleEnding | null {
  if (count !== null) return { kind: 'after', count };
  if (until === null) return { kind: 'never' };
  if (!until.isLocal || until.at % 86_400 !== LAST_SECOND_OF_DAY) return null;
  return { kind: 'on', date: new Date(until.at * 1_000).toISOString().slice(0, 10) };
}

const moment = (instant: number): string => `${new Date(instant * 1_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
const withoutEnd = (text: string): string =>
  text
    .split(';')
    .filter((part) => !/^(?:COUNT|UNTIL)=/i.test(part))
    .join(';');

/** A series in two: what came before an occurrence, and what comes from it on. */
export interface SplitRule {
  /** The text of the first part, which ends before the occurrence. */
  before: string;
  /** The text of the rest, and its DTSTART. */
  after: string;
  start: number;
}

/** How many times come before a wall clock; of a rule without COUNT no more than one is looked for. */
function countWalls(rule: RecurrenceRule, startWall: number, before: number): number {
  let count = 0;
  for (const _ of wallsOf(rule, startWall, { from: startWall, to: before }, new Work())) {
    count += 1;
    if (rule.count === null) break;
  }
  return count;
}

/**
 * Cuts a series at one of its occurrences. What is left of a COUNT goes on with the rest.
 * @param start DTSTART of the series   @param occurrence its start, Unix seconds
 * @returns null when it is not an occurrence of the rule, or the first one
 * @throws RangeError for an unknown zone, or a rule that takes too much work
 */
export function splitRule(rule: RecurrenceRule, start: number, zoneName: string, occurrence: number): SplitRule | null {
  const zone = findZone(zoneName);
  if (zone === null) throw new RangeError(`Unknown time zone: ${zoneName.slice(0, 64)}`);
  const [found] = occurrencesBetween(rule, start, zoneName, { from: occurrence, to: occurrence + 1 }, 1);
  if (found === undefined) return null;
  const wall = Date.parse(`${found.localStart}:00Z`) / 1_000;
  const earlier = countWalls(rule, wallAt(zone, start), wall);
  if (earlier === 0) return null;
  const rest = rule.count === null ? rule.text : `${withoutEnd(rule.text)};COUNT=${rule.count - earlier}`;
  const before = `${withoutEnd(rule.text)};UNTIL=${moment(occurrence - 1)}`;
  if (found.note !== 'GAP' || isSubDaily(rule)) return { before, after: rest, start: occurrence };
  // The clock skips this one: the rest keeps its time of day only when the rule names it.
  const time = wall % 86_400;
  const parts = [
    ...(rule.byHour === null ? [`BYHOUR=${Math.floor(time / 3_600)}`] : []),
    ...(rule.byMinute === null ? [`BYMINUTE=${Math.floor((time % 3_600) / 60)}`] : []),
  ];
  return { before, after: [rest, ...parts].join(';'), start: placeWall(zone, wall - time).instant };
}
