import { dayOfDate, type Window } from '@clarion/domain';

/** When a date begins in a zone; a date that the zone skipped begins where the next one does. */
function startOf(timeZone: string, date: Date): number {
  const next = new Date(date.getTime() + 86_400_000);
  const text = (day: Date): string => day.toISOString().slice(0, 10);
  return (dayOfDate(timeZone, text(date)) ?? dayOfDate(timeZone, text(next))!).from;
}

/** A month of a zone, `[from, to)` in Unix seconds. @param month `YYYY-MM` @throws RangeError when the zone is not known */
export function windowOfMonth(timeZone: string, month: string): Window {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const [from, to] = [new Date(Date.UTC(year, number - 1, 1)), new Date(Date.UTC(year, number, 1))];
  return { from: startOf(timeZone, from), to: startOf(timeZone, to) };
}
