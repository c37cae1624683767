import type { Window } from '../time.js';
import { findZone, type Zone } from './zone.js';

const DAY = 86_400;

/** A local day: `[from, to)` in Unix seconds, 23 or 25 hours long when clocks change. */
export interface LocalDay extends Window {
  /** `YYYY-MM-DD` */
  date: string;
}

/** Whether people may ask for this zone: an IANA name or `UTC`. */
export const isKnownTimeZone = (name: string): boolean => findZone(name) !== null;

/** One spelling for each zone, fit for a cache key; null when it is not known. */
export const canonicalTimeZone = (name: string): string | null => findZone(name)?.name ?? null;

function zoneOf(name: string): Zone {
  const zone = findZone(name);
  if (zone === null) throw new RangeError(`Unknown time zone: ${name.slice(0, 64)}`);
  return zone;
}

/** Days are counted from 1 January 1970, as dates, without a zone. */
function dayNumberAt(zone: Zone, instant: number): number {
  const second = Math.floor(instant);
  return Math.floor((second + zone.offsetAt(second)) / DAY);
}

const dateText = (dayNumber: number): string => new Date(dayNumber * DAY * 1_000).toISOString().slice(0, 10);

/** First instant at which the zone's offset is no longer what it was at `low`. */
function transition(zone: Zone, low: number, high: number): number {
  const before = zone.offsetAt(low);
  let [earlier, later] = [low, high];
  while (later - earlier > 1) {
    const middle = Math.floor((earlier + later) / 2);
    if (zone.offsetAt(middle) === before) earlier = middle;
    else later = middle;
  }
  return later;
}

/**
 * The instant at which a date begins. Where clocks change at midnight the day starts at the first of two midnights, or at the end of
 * the gap; a date that a zone skipped begins where the next one does.
 */
function startOf(zone: Zone, dayNumber: number): number {
  const midnight = dayNumber * DAY;
  const [low, high] = [midnight - DAY, midnight + DAY];
  const [before, after] = [zone.offsetAt(low), zone.offsetAt(high)];
  if (before === after) return midnight - before;
  const change = transition(zone, low, high);
  if (midnight - before < change) return midnight - before;
  return Math.max(midnight - after, change);
}

/** How far a zone's clocks are ahead of UTC at an instant, seconds. @throws RangeError when the zone is not known */
export const zoneOffsetAt = (timeZone: string, instant: number): number => zoneOf(timeZone).offsetAt(instant);

/** The date in a zone, `YYYY-MM-DD`. @throws RangeError when the zone is not known */
export const localDate = (timeZone: string, instant: number): string => dateText(dayNumberAt(zoneOf(timeZone), instant));

/**
 * Reads a date a person or a link wrote.
 * @returns the same text, or null unless it is a date of the calendar, 1970 to 9999, as `YYYY-MM-DD`
 */
export function parseLocalDate(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return time >= 0 && new Date(time).toISOString().startsWith(text) ? text : null;
}

/**
 * The window of a date in a zone.
 * @param date as `parseLocalDate` answers it
 * @returns null for a date that the zone skipped (Apia, 30 December 2011)   @throws RangeError when the zone is not known
 */
export function dayOfDate(timeZone: string, date: string): LocalDay | null {
  const zone = zoneOf(timeZone);
  const dayNumber = Date.parse(`${date}T00:00:00Z`) / 1_000 / DAY;
  const [from, to] = [startOf(zone, dayNumber), startOf(zone, dayNumber + 1)];
  return from < to ? { date, from, to } : null;
}

/** The local day that an instant lies in. @throws RangeError when the zone is not known */
export function dayOf(timeZone: string, instant: number): LocalDay {
  const zone = zoneOf(timeZone);
  const dayNumber = dayNumberAt(zone, instant);
  return { date: dateText(dayNumber), from: startOf(zone, dayNumber), to: startOf(zone, dayNumber + 1) };
}

/**
 * Where the last local days begin, real midnights.
 * @param now Unix seconds; its day is the last
 * @param days how many, 1..365
 * @returns `days + 1` ascending instants: the starts, oldest first, and the end of today   @throws RangeError when the zone is not known
 */
export function dayStarts(timeZone: string, now: number, days: number): number[] {
  const zone = zoneOf(timeZone);
  const today = dayNumberAt(zone, now);
  const starts = [startOf(zone, today + 1), startOf(zone, today)];
  for (let dayNumber = today - 1; starts.length <= days; dayNumber -= 1) {
    const start = startOf(zone, dayNumber);
    if (start < starts.at(-1)!) starts.push(start);
  }
  return starts.reverse();
}
