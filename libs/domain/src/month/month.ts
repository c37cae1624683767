import { dayOfDate, localDate } from '../days/days.js';
import type { Window } from '../time.js';

/** English, whatever the reader speaks: they stand in addresses. @see pages-site §9 */
const NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const FIRST_YEAR = 2023;
/** How far ahead of now there is a calendar, in months. */
const MONTHS_AHEAD = 12;

/** Months since year 0, or the text of such a number. */
const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const textOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/**
 * Reads the month of an address: `November-2026` or `2026-11`.
 * @returns `YYYY-MM`, or null for anything else
 */
export function parseMonth(text: string): string | null {
  const [, name, year] = /^([A-Z][a-z]+)-(\d{4})$/.exec(text) ?? [];
  if (name !== undefined) {
    const index = (NAMES as readonly string[]).indexOf(name);
    return index < 0 ? null : `${year}-${String(index + 1).padStart(2, '0')}`;
  }
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? text : null;
}

/** The month as addresses have it: `November-2026`. @param month `YYYY-MM` */
export const monthSlug = (month: string): string => `${NAMES[Number(month.slice(5)) - 1]!}-${month.slice(0, 4)}`;

/** Another month, so many later; negative = earlier. */
export const shiftMonth = (month: string, by: number): string => textOf(numberOf(month) + by);

/** The month an instant lies in. @throws RangeError when the zone is not known */
export const monthOf = (timeZone: string, instant: number): string => localDate(timeZone, instant).slice(0, 7);

/** Whether there is a calendar of the month: from January 2023 to twelve months from now. @see pages-site §1 */
export const hasCalendar = (month: string, timeZone: string, now: number): boolean =>
  Number(month.slice(0, 4)) >= FIRST_YEAR && numberOf(month) <= numberOf(monthOf(timeZone, now)) + MONTHS_AHEAD;

/** The first midnights of the month's days, and the end of its last one. @throws RangeError when the zone is not known */
export function monthDays(timeZone: string, month: string): number[] {
  const count = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const days = Array.from({ length: count }, (_, index) => dayOfDate(timeZone, `${month}-${String(index + 1).padStart(2, '0')}`));
  const known = days.filter((day) => day !== null);
  return [...known.map(({ from }) => from), known.at(-1)!.to];
}

/** The month as a window of the zone, half-open. @throws RangeError when the zone is not known */
export function monthWindow(timeZone: string, month: string): Window {
  const edges = monthDays(timeZone, month);
  return { from: edges[0]!, to: edges.at(-1)! };
}
