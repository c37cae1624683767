import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chartPoints, chartWindow, type StoredRollup } from './chart.js';
import { downsample } from './downsample.js';
import { formatLatency } from './format.js';
import { addToRollup, averageMs, emptyRollup, mergeRollups, percentile, type Rollup } from './rollup.js';

const rollupOf = (latencies: readonly number[]): Rollup => latencies.reduce(addToRollup, emptyRollup());
const latencies = fc.array(fc.double({ min: 0, max: 2 ** 24, noNaN: true }), { maxLength: 60 });

it.each([
  [null, ''],
  [0, ''],
  [-3, ''],
  [0.2, '1ms'],
  [123.4, '123ms'],
  [999.6, '1.00s'],
  [1_234, '1.23s'],
  [59_000, '59.00s'],
  [73_800, '1.23m'],
  [4_428_000, '1.23h'],
])('formats %j ms as %j', (ms, text) => {
  expect(formatLatency(ms)).toBe(text);
});

describe('roll-ups', () => {
  it('hold what a sum over the stored rows would give: real values, over 0 only', () => {
    expect(rollupOf([0, 0.1, 250.3, 40])).toMatchObject({
      n: 3,
      total: Math.fround(0.1) + Math.fround(250.3) + 40,
      lo: Math.fround(0.1),
      hi: Math.fround(250.3),
    });
    expect(rollupOf([0])).toEqual(emptyRollup());
    expect(averageMs(rollupOf([10, 20, 0]))).toBe(15);
    expect(averageMs(emptyRollup())).toBeNull();
  });

  it('keep a histogram from the first to the last cell in use', () => {
    expect(rollupOf([1, 2, 1.01]).histogram).toEqual([0, 2, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(rollupOf([1_000]).histogram).toEqual([79, 1]);
    expect(rollupOf([0.01]).histogram).toEqual([0, 1]);
    expect(rollupOf([1e9]).histogram).toEqual([191, 1]);
  });

  it('are the same in pieces as at once', () => {
    fc.assert(
      fc.property(latencies, latencies, (a, b) => {
        const { total, ...whole } = rollupOf([...a, ...b]);
        const { total: sum, ...merged } = mergeRollups(rollupOf(b), rollupOf(a));
        expect(merged).toEqual(whole);
        expect(Math.abs(sum - total)).toBeLessThanOrEqual(total * 1e-12);
        expect(whole.histogram.slice(1).reduce((count, each) => count + each, 0)).toBe(whole.n);
      }),
    );
  });

  it('tell a percentile within 4.5 %', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 2 ** 23, noNaN: true }), { minLength: 1, maxLength: 80 }),
        fc.constantFrom(0, 0.5, 0.9, 0.95, 0.99, 1),
        (list, share) => {
          const exact = [...list].map(Math.fround).sort((a, b) => a - b)[Math.max(1, Math.ceil(share * list.length)) - 1]!;
          expect(Math.abs(percentile(rollupOf(list), share)! / exact - 1)).toBeLessThan(0.045);
        },
      ),
    );
    expect(percentile(emptyRollup(), 0.95)).toBeNull();
  });
});

describe('chartPoints', () => {
  const now = 1_795_271_700; // 14:35 UTC
  const stored = (bucket: number, list: readonly number[]): StoredRollup => ({ ...rollupOf(list), bucket });

  it('ends with the quarter of an hour that runs now', () => {
    expect(chartWindow('24h', now)).toEqual({ from: now + 600 - 86_400, to: now + 600, step: 1_800, source: 'rollups' });
  });

  it('ends with the minute that runs now where a roll-up is too coarse', () => {
    expect(chartWindow('1h', now + 30)).toEqual({ from: now + 60 - 3_600, to: now + 60, step: 60, source: 'samples' });
    expect(chartWindow('6h', now).source).toBe('samples');
    expect(chartWindow('12h', now).source).toBe('rollups');
  });

  it('averages what was measured and leaves gaps', () => {
    const { from } = chartWindow('24h', now);
    const points = chartPoints(
      [stored(from + 900, [30]), stored(from, [10, 20]), stored(from - 900, [999]), stored(from + 1_800, [0])],
      '24h',
      now,
    );
    expect(points).toHaveLength(48);
    expect(points[0]).toEqual({ at: from + 900, avgMs: 20, minMs: 10, maxMs: 30 });
    expect(points[1]).toEqual({ at: from + 2_700, avgMs: null, minMs: null, maxMs: null });
  });

  it.each([
    ['1h', 60],
    ['3h', 36],
    ['6h', 36],
    ['12h', 48],
    ['48h', 48],
    ['14d', 56],
    ['7d', 56],
    ['30d', 60],
    ['90d', 60],
  ] as const)('gives %s %i points', (range, count) => {
    expect(chartPoints([], range, now)).toHaveLength(count);
  });
});

describe('downsample', () => {
  it('leaves a short curve alone', () => {
    const points = [{ at: 0, ms: 1 }];
    expect(downsample(points, 100)).toBe(points);
  });

  it('keeps the ends, the order and a peak', () => {
    const points = Array.from({ length: 1_440 }, (_, index) => ({ at: index * 60, ms: index === 700 ? 9_000 : 20 }));
    const kept = downsample(points, 100);
    expect(kept).toHaveLength(100);
    expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
    expect(kept).toContain(points[700]);
  });

  it('takes its points from the curve, ascending, never more than asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { maxLength: 400 }), fc.integer({ min: 1, max: 120 }), (list, limit) => {
        const points = list.map((ms, index) => ({ at: index * 60, ms }));
        const kept = downsample(points, limit);
        expect(kept).toHaveLength(Math.min(limit, points.length));
        expect(kept).toEqual(points.filter((point) => kept.includes(point)));
      }),
    );
  });
});
