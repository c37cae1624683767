import { WEEKDAYS, type Frequency } from '@clarion/contract';
import type { RecurrenceRule } from './rule.js';
import { isSubDaily } from './rule.js';
import { daysOfYear, type DayParts } from './year-days.js';
import { type Work } from './work.js';

const DAY_MS = 86_400_000;
/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 3;
const LAST_YEAR = 9_999;
/** What looking at a year costs, however few days it gives. */
const YEAR_STEPS = 366;
const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** The remainder that is never negative. */
export const modulo = (value: number, by: number): number => ((value % by) + by) % by;

const dateOf = (day: number): Date => new Date(day * DAY_MS);
export const yearOf = (day: number): number => dateOf(day).getUTCFullYear();
const firstDayOf = (year: number, month = 0): number => Date.UTC(year, month, 1) / DAY_MS;

/** Days without a zone: `[from, to)`, counted from 1 January 1970. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/** The day parts of a rule with what its start says where it says nothing; null = every day. @see RFC 5545 §3.3.10 */
function dayPartsOf(rule: RecurrenceRule, startDay: number): DayParts | null {
  const { byMonth, byMonthDay, byYearDay, byWeekNumber, byDay, weekStart } = rule;
  const start = dateOf(startDay);
  const parts: DayParts = { byMonth, byMonthDay, byYearDay, byWeekNumber, byDay, weekStart };
  const isOpen = byMonthDay === null && byYearDay === null && byWeekNumber === null && byDay === null;
  if (rule.frequency === 'YEARLY') {
    return isOpen ? { ...parts, byMonth: byMonth ?? [start.getUTCMonth() + 1], byMonthDay: [start.getUTCDate()] } : parts;
  }
  if (rule.frequency === 'MONTHLY') {
    // Months named one by one make a numbered weekday one of its month.
    return { ...parts, byMonth: byMonth ?? EVERY_MONTH, byMonthDay: isOpen ? [start.getUTCDate()] : byMonthDay };
  }
  if (rule.frequency === 'WEEKLY' && isOpen) return { ...parts, byDay: [{ weekday: WEEKDAYS[weekdayOf(startDay)]!, nth: null }] };
  return isOpen && byMonth === null ? null : parts;
}

/** 0 = Monday. */
export const weekdayOf = (day: number): number => modulo(day + EPOCH_WEEKDAY, 7);

/** The period of the rule's frequency that a day lies in; below a day it is the day. */
function periodOf(frequency: Frequency, weekOffset: number, day: number): { key: number; range: DayRange } {
  const year = yearOf(day);
  if (frequency === 'YEARLY') return { key: year, range: { from: firstDayOf(year), to: firstDayOf(year + 1) } };
  if (frequency === 'MONTHLY') {
    const month = dateOf(day).getUTCMonth();
    return { key: year * 12 + month, range: { from: firstDayOf(year, month), to: firstDayOf(year, month + 1) } };
  }
  if (frequency === 'WEEKLY') {
    const key = Math.floor((day - weekOffset) / 7);
    return { key, range: { from: key * 7 + weekOffset, to: (key + 1) * 7 + weekOffset } };
  }
  return { key: day, range: { from: day, to: day + 1 } };
}

function* daysIn(parts: DayParts | null, range: DayRange, isYear: (year: number) => boolean, work: Work): Generator<number> {
  const last = Math.min(yearOf(range.to - 1), LAST_YEAR);
  for (let year = yearOf(range.from); year <= last; year += 1) {
    work.spend();
    if (!isYear(year)) continue;
    if (parts === null) {
      const to = Math.min(range.to, firstDayOf(year + 1));
      for (let day = Math.max(range.from, firstDayOf(year)); day < to; day += 1) yield day;
      continue;
    }
    work.spend(YEAR_STEPS);
    for (const day of daysOfYear(year, parts)) if (day >= range.from && day < range.to) yield day;
  }
}

/**
 * The days a rule names, grouped by the periods its interval takes: years, months, weeks, or single days for what is faster. Groups that
 * touch the range come whole, so that positions in them can be counted.
 * @param startDay of the rule
 * @returns groups in order, none of them empty
 */
export function* dayGroups(rule: RecurrenceRule, startDay: number, range: DayRange, work: Work): Generator<number[]> {
  if (range.to <= range.from) return;
  const weekOffset = modulo(WEEKDAYS.indexOf(rule.weekStart) - EPOCH_WEEKDAY, 7);
  const period = (day: number) => periodOf(rule.frequency, weekOffset, day);
  const first = period(startDay).key;
  const isTaken = (key: number): boolean => isSubDaily(rule) || modulo(key - first, rule.interval) === 0;
  const isYear = (year: number): boolean => rule.frequency !== 'YEARLY' || isTaken(year);
  const whole = { from: period(range.from).range.from, to: period(range.to - 1).range.to };
  let group: number[] = [];
  let current = Number.NaN;
  for (const day of daysIn(dayPartsOf(rule, startDay), whole, isYear, work)) {
    work.spend();
    const { key } = period(day);
    if (!isTaken(key)) continue;
    if (key !== current && group.length > 0) {
      yield group;
      group = [];
    }
    current = key;
    group.push(day);
  }
  if (group.length > 0) yield group;
}
