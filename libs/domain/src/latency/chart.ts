import { LATENCY_RANGES, type LatencyRange } from '@clarion/contract';
import { MINUTE, type Window } from '../time.js';
import { ROLLUP_SECONDS, averageMs, emptyRollup, mergeRollups, type Rollup } from './rollup.js';

/** A stored roll-up: its quarter of an hour starts at `bucket`, Unix seconds. */
export interface StoredRollup extends Rollup {
  bucket: number;
}

const DAY = 1_440 * MINUTE;

/** One point of a chart; all null where nothing was measured. */
export interface LatencyPoint {
  /** Middle of its bucket, Unix seconds. */
  at: number;
  avgMs: number | null;
  minMs: number | null;
  maxMs: number | null;
}

/** The stretch that a chart shows, and what it is read from. Instants and the step of its points are seconds. */
export interface ChartWindow extends Window {
  step: number;
  /** Points finer than a roll-up come from samples, which are forgotten earlier. */
  source: 'samples' | 'rollups';
}

const windowUntil = (now: number, span: number, grain = ROLLUP_SECONDS): Window => {
  const to = (Math.floor(now / grain) + 1) * grain;
  return { from: to - span, to };
};

/** It ends with the minute or the quarter of an hour that runs now, as its source has it. */
export function chartWindow(range: LatencyRange, now: number): ChartWindow {
  const { spanMinutes, bucketMinutes } = LATENCY_RANGES[range];
  const step = bucketMinutes * MINUTE;
  const source = step % ROLLUP_SECONDS === 0 ? 'rollups' : 'samples';
  return { ...windowUntil(now, spanMinutes * MINUTE, source === 'rollups' ? ROLLUP_SECONDS : MINUTE), step, source };
}

/** Points of a chart of so many whole days. */
const POINTS_OF_DAYS = 48;

/** The same stretch for any number of days, and seconds of each of its 48 points. */
export function chartOfDays(days: number, now: number): { window: Window; step: number } {
  return { window: windowUntil(now, days * DAY), step: (days * DAY) / POINTS_OF_DAYS };
}

/**
 * The points of a latency chart, oldest first, always as many as the range has.
 * @param rollups of one monitor, any order; those outside `chartWindow(range, now)` are left out
 */
export function chartPoints(rollups: Iterable<StoredRollup>, range: LatencyRange, now: number): LatencyPoint[] {
  const window = chartWindow(range, now);
  return stretchPoints(rollups, window, window.step);
}

/**
 * The same over any stretch.
 * @param window `[from, to)` in Unix seconds, a whole number of steps   @param step seconds of a point
 */
export function stretchPoints(rollups: Iterable<StoredRollup>, { from, to }: Window, step: number): LatencyPoint[] {
  const buckets = Array.from({ length: (to - from) / step }, emptyRollup);
  for (const rollup of rollups) {
    if (rollup.bucket < from || rollup.bucket >= to) continue;
    const index = Math.floor((rollup.bucket - from) / step);
    buckets[index] = mergeRollups(buckets[index]!, rollup);
  }
  return buckets.map((rollup, index) => ({
    at: from + index * step + step / 2,
    avgMs: rollup.n === 0 ? null : Math.round(averageMs(rollup)!),
    minMs: rollup.n === 0 ? null : rollup.lo,
    maxMs: rollup.n === 0 ? null : rollup.hi,
  }));
}
