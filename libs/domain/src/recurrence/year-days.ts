import * as library from 'rrule';
import { WEEKDAYS, type Weekday } from '@clarion/contract';
import type { DayRule } from './rule.js';

/** Which days of a year a rule names; null = the part is not there. */
export interface DayParts {
  readonly byMonth: readonly number[] | null;
  readonly byMonthDay: readonly number[] | null;
  readonly byYearDay: readonly number[] | null;
  readonly byWeekNumber: readonly number[] | null;
  readonly byDay: readonly DayRule[] | null;
  readonly weekStart: Weekday;
}

const DAY_MS = 86_400_000;
/** So many years on, the library's calendar is over: it looks at one year and no further. */
const BEYOND = 10_000;
const EVERY_DATE = Array.from({ length: 31 }, (_, index) => index + 1);

/** The package is CommonJS to Node and a module to bundlers, which know no default of it. */
const { RRule } = (Reflect.get(library, 'default') ?? library) as typeof library;
const LIBRARY_DAYS = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU];
const libraryDay = (weekday: Weekday) => LIBRARY_DAYS[WEEKDAYS.indexOf(weekday)]!;

const list = (values: readonly number[] | null): number[] | null => (values === null ? null : [...values]);

function ask(year: number, parts: DayParts, byDay: readonly DayRule[] | null): number[] {
  const names = byDay?.map(({ weekday, nth }) => (nth === null ? libraryDay(weekday) : libraryDay(weekday).nth(nth))) ?? null;
  const isOpen = names === null && parts.byMonthDay === null && parts.byYearDay === null && parts.byWeekNumber === null;
  const rule = new RRule(
    {
      freq: RRule.YEARLY,
      interval: BEYOND,
      dtstart: new Date(Date.UTC(year, 0, 1)),
      wkst: libraryDay(parts.weekStart),
      bymonth: list(parts.byMonth),
      // Without any day the library would take the start's.
      bymonthday: isOpen ? EVERY_DATE : list(parts.byMonthDay),
      byyearday: list(parts.byYearDay),
      byweekno: list(parts.byWeekNumber),
      byweekday: names,
      byhour: [0],
      byminute: [0],
      bysecond: [0],
    },
    true,
  );
  return rule.all().map((date) => Math.round(date.getTime() / DAY_MS));
}

/**
 * The days of a year that the day parts of a rule name. The one place that asks the library: one year at a time, without hours, so that
 * no rule makes it look at more than 366 days.
 * @param year 1..9999
 * @returns days since 1970-01-01, ascending   @see RFC 5545 §3.3.10
 */
export function daysOfYear(year: number, parts: DayParts): number[] {
  const plain = parts.byDay?.filter(({ nth }) => nth === null) ?? [];
  const numbered = parts.byDay?.filter(({ nth }) => nth !== null) ?? [];
  if (plain.length === 0 || numbered.length === 0) return ask(year, parts, parts.byDay);
  // Asked together, the library takes only days that are both.
  return [...new Set([...ask(year, parts, plain), ...ask(year, parts, numbered)])].sort((a, b) => a - b);
}
