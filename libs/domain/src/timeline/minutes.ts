import { DAY_LETTERS, type DayMinutes, type Status } from '@clarion/contract';
import { MINUTE, minuteOf, minutesBetween, type Window } from '../time.js';
import { firstEndingAfter } from './spans.js';
import type { EffectiveSpan, MinuteCounts, Span } from './types.js';

const COUNTER = { UP: 'up', DEGRADED: 'degraded', DOWN: 'down', MAINTENANCE: 'maintenance', NO_DATA: 'noData' } as const satisfies Record<
  Status,
  keyof MinuteCounts
>;

export const noMinutes = (): MinuteCounts => ({ up: 0, degraded: 0, down: 0, maintenance: 0, noData: 0 });

/** Counts of separate windows taken together. */
export function sumMinutes(counts: Iterable<MinuteCounts>): MinuteCounts {
  const sum = noMinutes();
  for (const count of counts) {
    sum.up += count.up;
    sum.degraded += count.degraded;
    sum.down += count.down;
    sum.maintenance += count.maintenance;
    sum.noData += count.noData;
  }
  return sum;
}

/** The counts in the order a snapshot carries them. */
export const asDayMinutes = (counts: MinuteCounts): DayMinutes => [
  counts.up,
  counts.degraded,
  counts.down,
  counts.maintenance,
  counts.noData,
];

/**
 * Minutes per status for each of the windows that `edges` mark off, in one walk over the timeline.
 * @param timeline ascending and separate, as `compose` answers it; what it leaves out counts as `noData`
 * @param edges ascending instants, n + 1 for n windows, e.g. `dayStarts`
 * @returns n counts
 */
export function countMinutesBetween(timeline: readonly Span[], edges: readonly number[]): MinuteCounts[] {
  const results: MinuteCounts[] = [];
  let first = edges.length === 0 ? 0 : firstEndingAfter(timeline, edges[0]!);
  for (let edge = 0; edge + 1 < edges.length; edge += 1) {
    const from = edges[edge]!;
    const to = edges[edge + 1]!;
    const counts = noMinutes();
    let rest = minutesBetween(from, to);
    while (first < timeline.length && timeline[first]!.to <= from) first += 1;
    for (let index = first; index < timeline.length; index += 1) {
      const span = timeline[index]!;
      if (span.from >= to) break;
      const minutes = minutesBetween(Math.max(span.from, from), Math.min(span.to, to));
      counts[COUNTER[span.status]] += minutes;
      rest -= minutes;
    }
    counts.noData += rest;
    results.push(counts);
  }
  return results;
}

/**
 * Minutes per status in a window. A minute has the status of its first second, so the counts of two windows that meet add up to those
 * of the whole, wherever they meet.
 * @param timeline ascending and separate, as `compose` answers it; what it leaves out counts as `noData`
 * @param window `[from, to)`, Unix seconds; end it now, or minutes still to come are counted too
 */
export const countMinutes = (timeline: readonly Span[], window: Window): MinuteCounts =>
  countMinutesBetween(timeline, [window.from, window.to])[0]!;

/**
 * One letter a minute, for the minute grid of a day. `.` = still to come; so is a minute that runs now and has no sample yet.
 * @param timeline as `compose` answers it for this window
 * @param window the day `[from, to)`   @see DAY_LETTERS
 */
export function minuteLetters(timeline: readonly EffectiveSpan[], window: Window, now: number): string {
  const current = minuteOf(now);
  const known = Math.min(window.to, Math.max(window.from, current + MINUTE));
  let letters = '';
  let at = window.from;
  const add = (letter: string, to: number): void => {
    letters += letter.repeat(minutesBetween(at, to));
    at = Math.max(at, to);
  };
  for (let index = firstEndingAfter(timeline, window.from); index < timeline.length && at < known; index += 1) {
    const span = timeline[index]!;
    if (span.source === 'none') continue;
    add(DAY_LETTERS.NO_DATA, Math.min(span.from, known));
    add(DAY_LETTERS[span.status], Math.min(span.to, known));
  }
  if (at < known) add(DAY_LETTERS.NO_DATA, Math.max(at, Math.min(known, current)));
  add('.', window.to);
  return letters;
}
