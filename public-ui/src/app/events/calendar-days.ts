import type { CalendarEntrySnapshot, CalendarSnapshot } from '@clarion/contract';

/** One day of a month with what touches it. */
export interface CalendarDay {
  /** 1…31. */
  number: number;
  from: number;
  to: number;
  entries: readonly CalendarEntrySnapshot[];
  isToday: boolean;
}

const touches = ({ from, to }: CalendarEntrySnapshot, start: number, end: number): boolean =>
  from < end && (to === null || to > start || from >= start);

/** Days of a month, first to last. An incident that is open touches no day after `generatedAt`. */
export const calendarDays = ({ dayStarts, entries, generatedAt }: CalendarSnapshot): CalendarDay[] =>
  dayStarts.slice(0, -1).map((from, index) => {
    const to = dayStarts[index + 1] ?? from;
    const isAhead = from > generatedAt;
    return {
      number: index + 1,
      from,
      to,
      entries: entries.filter((entry) => !(entry.to === null && isAhead) && touches(entry, from, to)),
      isToday: from <= generatedAt && generatedAt < to,
    };
  });

/** Rows of seven; null = a day of another month. @param firstWeekday 1 = Monday … 7 = Sunday */
export const calendarWeeks = (days: readonly CalendarDay[], month: string, firstWeekday: number): (CalendarDay | null)[][] => {
  const weekday = new Date(`${month}-01T00:00:00Z`).getUTCDay() || 7;
  const blanks = (weekday - firstWeekday + 7) % 7;
  const cells: (CalendarDay | null)[] = [...Array.from({ length: blanks }, () => null), ...days];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
};
