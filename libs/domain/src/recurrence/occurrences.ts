import { LIMITS, type OccurrenceNote } from '@clarion/contract';
import { findZone, type Zone } from '../days/zone.js';
import { minuteOf, type Window } from '../time.js';
import { placeInTurn, wallAt, wallText } from './place.js';
import { isOneTime, type RecurrenceRule } from './rule.js';
import { wallsOf } from './walls.js';
import { TooMuchWork, Work } from './work.js';

const DAY = 86_400;
/** How far ahead an occurrence is looked for; every calendar has come round by then. */
const SEARCH_SECONDS = 100 * 366 * DAY;
/** How far ahead events of a maintenance are made. @see incidents-maintenances §B3 */
export const HORIZON_SECONDS = 7 * DAY;

/** One time at which a rule comes true. */
export interface Occurrence {
  /** Unix seconds, a whole minute. */
  start: number;
  /** The wall clock that the rule names, `YYYY-MM-DDTHH:MM`; skipped by a `GAP` it is not the one at `start`. */
  localStart: string;
  note: OccurrenceNote | null;
}

const zoneOf = (name: string): Zone => {
  const zone = findZone(name);
  if (zone === null) throw new RangeError(`Unknown time zone: ${name.slice(0, 64)}`);
  return zone;
};

/** Offsets that may hold near an instant or a wall clock. */
const offsetsAround = (zone: Zone, at: number): number[] => [at - DAY, at, at + DAY].map((instant) => zone.offsetAt(instant));

/** Occurrences in a window, in order; where clocks change a later wall clock may be an earlier instant, so some wait for their turn. */
function* placed(rule: RecurrenceRule, start: number, zone: Zone, window: Window, work: Work): Generator<Occurrence> {
  const until = rule.until?.isLocal === false ? rule.until.at : Infinity;
  const to = Math.min(window.to, until + 1);
  const walls = { from: window.from + Math.min(...offsetsAround(zone, window.from)), to: to + Math.max(...offsetsAround(zone, to)) };
  const waiting: Occurrence[] = [];
  let last = -Infinity;
  const ready = function* (before: number): Generator<Occurrence> {
    while (waiting.length > 0 && waiting[0]!.start < before) {
      const next = waiting.shift()!;
      if (next.start > last && next.start >= window.from && next.start < window.to) yield next;
      last = Math.max(last, next.start);
    }
  };
  const startWall = wallAt(zone, start);
  const place = placeInTurn(zone);
  let minute = Number.NaN;
  for (const wall of wallsOf(rule, startWall, walls, work)) {
    // Seconds of a minute that is in already say nothing new.
    if (minuteOf(wall) === minute) continue;
    const { instant: usual, note, floor } = place(wall);
    // The start is an instant: told to begin at the second of two equal times, a rule does.
    const instant = wall === startWall ? start : usual;
    if (instant > until || instant < start) continue;
    minute = minuteOf(wall);
    yield* ready(minuteOf(floor));
    const at = minuteOf(instant);
    const index = waiting.findLastIndex((each) => each.start <= at) + 1;
    waiting.splice(index, 0, { start: at, localStart: wallText(wall), note });
  }
  yield* ready(Infinity);
}

/**
 * The occurrences of a rule in a window: ascending, on whole minutes, each once. Expanding in pieces gives the same as expanding at once.
 * @param start DTSTART, Unix seconds: the rule keeps the wall clock that it shows in the zone
 * @param zone IANA name
 * @param window `[from, to)`, Unix seconds
 * @param limit after so many it stops
 * @throws RangeError for an unknown zone, or when the rule takes too much work (`TooMuchWork`)   @see reliability SEC-43
 */
export function occurrencesBetween(
  rule: RecurrenceRule,
  start: number,
  zone: string,
  window: Window,
  limit: number = LIMITS.eventsAhead,
  work = new Work(),
): Occurrence[] {
  const found: Occurrence[] = [];
  if (limit <= 0) return found;
  for (const occurrence of placed(rule, start, zoneOf(zone), window, work)) {
    found.push(occurrence);
    if (found.length === limit) break;
  }
  return found;
}

/** The next occurrences at or after an instant; one whose offset from UTC is not that of the one before it says so. @throws as `occurrencesBetween` */
export function nextOccurrences(
  rule: RecurrenceRule,
  start: number,
  zone: string,
  from: number,
  count: number,
  work = new Work(),
): Occurrence[] {
  const begin = Math.max(from, start);
  const found = occurrencesBetween(rule, start, zone, { from: begin, to: begin + SEARCH_SECONDS }, count, work);
  const { offsetAt } = zoneOf(zone);
  return found.map((occurrence, index) => {
    const previous = found[index - 1];
    const isOther = previous !== undefined && offsetAt(previous.start) !== offsetAt(occurrence.start);
    return { ...occurrence, note: occurrence.note ?? (isOther ? 'OFFSET_CHANGED' : null) };
  });
}

/**
 * The last occurrence before an instant, looked for backwards in growing steps; null = none since `notBefore`.
 * @throws as `occurrencesBetween`
 */
export function lastOccurrence(
  rule: RecurrenceRule,
  start: number,
  zone: string,
  before: number,
  notBefore: number,
  work = new Work(),
): Occurrence | null {
  const earliest = Math.max(notBefore, start - DAY);
  let to = before;
  for (let step = DAY; to > earliest; step *= 2) {
    const from = Math.max(earliest, to - step);
    const found = occurrencesBetween(rule, start, zone, { from, to }, Infinity, work);
    if (found.length > 0) return found.at(-1)!;
    to = from;
  }
  return null;
}

export type Judgement = { ok: true } | { ok: false; reason: string };
const refuse = (reason: string): Judgement => ({ ok: false, reason });

const IMPOSSIBLE = 'This rule never comes true.';
const TOO_MUCH = 'This rule takes too much work to expand. Use a lower frequency with BYHOUR and BYMINUTE, or a later start.';

/**
 * Whether events of a rule can be kept ahead: it comes true at least once, gives no more events in a week than are kept, and is found
 * with little work. A high frequency alone is never the reason.
 * @param now Unix seconds   @throws RangeError for an unknown zone
 */
export function judgeRule(rule: RecurrenceRule, start: number, zone: string, now: number): Judgement {
  const { offsetAt } = zoneOf(zone);
  try {
    const [first] = nextOccurrences(rule, start, zone, start, 1);
    if (first === undefined) {
      const { until } = rule;
      const end = until === null ? Infinity : until.isLocal ? until.at - offsetAt(until.at) : until.at;
      return refuse(end < start + DAY ? 'This rule ends before it comes true: UNTIL lies before its first time.' : IMPOSSIBLE);
    }
    if (isOneTime(rule)) return { ok: true };
    const [next] = nextOccurrences(rule, start, zone, now, 1);
    for (const from of new Set([first.start, next?.start ?? first.start])) {
      const week = occurrencesBetween(rule, start, zone, { from, to: from + HORIZON_SECONDS }, LIMITS.eventsAhead + 1);
      if (week.length > LIMITS.eventsAhead) {
        return refuse(
          `This rule gives more than ${LIMITS.eventsAhead} events in seven days. Make its interval longer, or give it fewer times.`,
        );
      }
    }
    return { ok: true };
  } catch (error) {
    if (error instanceof TooMuchWork) return refuse(TOO_MUCH);
    throw error;
  }
}
