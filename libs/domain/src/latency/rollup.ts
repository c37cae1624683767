/** Seconds of a roll-up's bucket; every time zone's days and every chart range are made of whole ones. */
export const ROLLUP_SECONDS = 900;

/**
 * Latencies of some samples, those over 0 only.
 *
 * The histogram is log-scaled: cell `i` counts latencies in `[2^(i/8), 2^((i+1)/8))` ms for i = 0..191; less than 1 ms goes into cell 0,
 * more than 2^24 ms (4.6 h) into cell 191. It is kept as `[first cell, count, count, …]` from the first to the last cell in use,
 * empty when there is nothing, so a quarter of an hour takes about ten integers.
 */
export interface Rollup {
  n: number;
  /** Milliseconds. */
  total: number;
  /** Milliseconds; 0 when `n` is 0. */
  lo: number;
  hi: number;
  histogram: readonly number[];
}

const CELLS_PER_OCTAVE = 8;
const LAST_CELL = 24 * CELLS_PER_OCTAVE - 1;

const cellOf = (ms: number): number => Math.min(LAST_CELL, Math.max(0, Math.floor(Math.log2(ms) * CELLS_PER_OCTAVE)));

export const emptyRollup = (): Rollup => ({ n: 0, total: 0, lo: 0, hi: 0, histogram: [] });

function mergeHistograms(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const first = Math.min(a[0]!, b[0]!);
  const end = Math.max(a[0]! + a.length - 1, b[0]! + b.length - 1);
  const merged = [first, ...Array.from({ length: end - first }, () => 0)];
  for (const histogram of [a, b]) {
    const shift = histogram[0]! - first;
    for (let index = 1; index < histogram.length; index += 1) merged[index + shift]! += histogram[index]!;
  }
  return merged;
}

/** Two roll-ups of different samples as one. Order and grouping do not matter, but for the last digit of `total`. */
export function mergeRollups(a: Rollup, b: Rollup): Rollup {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  return {
    n: a.n + b.n,
    total: a.total + b.total,
    lo: Math.min(a.lo, b.lo),
    hi: Math.max(a.hi, b.hi),
    histogram: mergeHistograms(a.histogram, b.histogram),
  };
}

/** The roll-up with one sample more. Latencies of 0 are not measurements. @param latencyMs milliseconds */
export function addToRollup(rollup: Rollup, latencyMs: number): Rollup {
  // The column is `real`: what is computed here must be what the database would compute from the stored row.
  const value = Math.fround(latencyMs);
  if (!(value > 0)) return rollup;
  return mergeRollups(rollup, { n: 1, total: value, lo: value, hi: value, histogram: [cellOf(value), 1] });
}

/**
 * The latency that a share of the samples does not exceed, by nearest rank, within 4.5 % (half a cell) between 1 ms and 4.6 h.
 * @param share e.g. 0.95
 * @returns milliseconds; null when there is nothing
 */
export function percentile({ n, lo, hi, histogram }: Pick<Rollup, 'n' | 'lo' | 'hi' | 'histogram'>, share: number): number | null {
  if (n === 0) return null;
  const rank = Math.max(1, Math.ceil(share * n));
  let seen = 0;
  for (let index = 1; index < histogram.length; index += 1) {
    seen += histogram[index]!;
    if (seen < rank) continue;
    const middle = 2 ** ((histogram[0]! + index - 0.5) / CELLS_PER_OCTAVE);
    return Math.min(hi, Math.max(lo, middle));
  }
  return hi;
}

/** Average in ms over the samples that measured something; null when there is none. */
export const averageMs = ({ n, total }: Pick<Rollup, 'n' | 'total'>): number | null => (n === 0 ? null : total / n);
