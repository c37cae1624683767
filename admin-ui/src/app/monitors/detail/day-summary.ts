import type { DayMinutes, Status } from '@clarion/contract';
import { formatDate, formatDuration } from '../../platform/formats.js';
import { STATUS_WORDS, statusOfLetter } from '../../platform/status-words.js';

export interface DaySummary {
  /** Index into `days`, oldest first. */
  index: number;
  /** Local midnight that starts the day, Unix seconds. */
  from: number;
  date: string;
  /** null = the monitor did not exist yet. */
  status: Status | null;
  /** Downtime and degraded time in words, empty on a good day. */
  trouble: string;
}

const MINUTES: readonly [Status, number][] = [
  ['DOWN', 2],
  ['DEGRADED', 1],
  ['MAINTENANCE', 3],
];

/** The days of a strip as people read them, oldest first. */
export function summarizeDays(days: string, dayStarts: readonly number[], dayMinutes: Readonly<Record<number, DayMinutes>>): DaySummary[] {
  return [...days].map((letter, index) => {
    const from = dayStarts[index] ?? 0;
    const minutes = dayMinutes[index];
    const parts = minutes
      ? MINUTES.filter(([, at]) => (minutes[at] ?? 0) > 0).map(
          ([status, at]) => `${formatDuration((minutes[at] ?? 0) * 60)} ${STATUS_WORDS[status].toLowerCase()}`,
        )
      : [];
    return { index, from, date: formatDate(from), status: letter === '-' ? null : statusOfLetter(letter), trouble: parts.join(', ') };
  });
}

/** `Thu 19 Nov 2026: Down, 10 min down`. */
export function describeDay(day: DaySummary): string {
  if (day.status === null) return `${day.date}: not watched yet`;
  return `${day.date}: ${day.trouble || STATUS_WORDS[day.status]}`;
}

/** `YYYY-MM-DD` of an instant in the browser's zone. */
export function isoDay(at: number): string {
  const date = new Date(at * 1000);
  return [date.getFullYear(), String(date.getMonth() + 1).padStart(2, '0'), String(date.getDate()).padStart(2, '0')].join('-');
}
