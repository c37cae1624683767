import { dayOfDate, isKnownTimeZone, MINUTE, minuteOf, occurrencesBetween, ONE_TIME_RULE, parseLocalDate, readRule } from '@clarion/domain';

/** Where a local time lies. */
export interface PlacedStart {
  /** Unix seconds. */
  at: number;
  /** `GAP`: the clock skips this time, it moved forward · `OVERLAP`: it comes twice, the first one counts. */
  note: 'GAP' | 'OVERLAP' | null;
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

const once = readRule(ONE_TIME_RULE);

/**
 * The instant of a local time, found as the server finds that of a rule.
 * @param date `YYYY-MM-DD`   @param time `HH:MM`
 * @returns null while one of the three is incomplete
 */
export function placeStart(timeZone: string, date: string, time: string): PlacedStart | null {
  const [, hour, minute] = TIME.exec(time.slice(0, 5)) ?? [];
  const day = isKnownTimeZone(timeZone) && parseLocalDate(date) ? dayOfDate(timeZone, date) : null;
  const rule = readRule(`FREQ=DAILY;BYHOUR=${Number(hour)};BYMINUTE=${Number(minute)}`);
  if (!day || !rule.ok) return null;
  const [found] = occurrencesBetween(rule.rule, day.from, timeZone, day, 1);
  // A day that begins where the clock skips midnight has nothing before its beginning.
  if (!found) return { at: day.from, note: 'GAP' };
  return { at: found.start, note: found.note === 'GAP' ? 'GAP' : found.note === 'OVERLAP_FIRST' ? 'OVERLAP' : null };
}

/** What a clock in the zone shows at an instant, to the minute; in UTC when there is no such zone. @param at Unix seconds */
export function localStart(timeZone: string, at: number): { date: string; time: string } {
  const minute = minuteOf(at);
  const window = { from: minute, to: minute + MINUTE };
  const [found] = once.ok && isKnownTimeZone(timeZone) ? occurrencesBetween(once.rule, minute, timeZone, window, 1) : [];
  const text = found?.localStart ?? new Date(minute * 1000).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}
