import { findZone } from '../days/zone.js';
import { placeWall, wallAt } from '../recurrence/place.js';

const MINUTES_OF_DAY = 1_440;
const DAY = 86_400;

/** A part of every day in which somebody is left in peace; minutes after midnight on their wall clock, `from` is in it, `to` is not. */
export interface QuietHours {
  /** 0 to 1439. */
  readonly from: number;
  /** 0 to 1439, another one than `from`; an earlier one is of the next day. */
  readonly to: number;
}

/**
 * When what comes up now may be told.
 * @param timeZone of the wall clock; one that nobody knows any more counts as UTC
 * @param now Unix seconds @returns Unix seconds, later than `now`; null = at once
 */
export function quietUntil({ from, to }: QuietHours, timeZone: string, now: number): number | null {
  const zone = findZone(timeZone) ?? findZone('UTC')!;
  const wall = wallAt(zone, now);
  const minute = Math.floor((((wall % DAY) + DAY) % DAY) / 60);
  const isQuiet = from < to ? from <= minute && minute < to : minute >= from || minute < to;
  if (!isQuiet) return null;
  const end = Math.floor(wall / 60) * 60 + ((to - minute + MINUTES_OF_DAY) % MINUTES_OF_DAY) * 60;
  const { instant } = placeWall(zone, end);
  // In an hour that comes twice, the first end may be over: then it is the second one.
  return instant > now ? instant : end - zone.offsetAt(now);
}

/** `22:00` of a minute of the day. */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The minute of the day of `22:00`; null for anything else. */
export function minuteOnClock(text: unknown): number | null {
  const [, hours, minutes] = typeof text === 'string' ? (/^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []) : [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}
