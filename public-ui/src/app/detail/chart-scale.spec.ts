import fc from 'fast-check';

import { bandPath, CHART_HEIGHT, type ChartPoint, linePath, niceAxis, shadePath, yOf } from './chart-scale';

const point = (avgMs: number | null): ChartPoint => ({ at: 0, avgMs, minMs: avgMs, maxMs: avgMs });

describe('niceAxis', () => {
  it.each([
    [0, 1],
    [87, 100],
    [142, 150],
    [1_204, 1_500],
  ])('%d fits under %d', (highest, top) => {
    expect(niceAxis(highest).top).toBe(top);
  });

  it('starts at 0, covers the highest value and stays readable', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (highest) => {
        const { top, ticks } = niceAxis(highest);
        expect(ticks[0]).toBe(0);
        expect(top).toBeGreaterThanOrEqual(highest * 0.999_999);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('the line', () => {
  it('breaks where nothing was measured', () => {
    expect(
      linePath(
        [point(0), point(50), null, point(100)].map((p) => p ?? point(null)),
        100,
      ),
    ).toBe('M125 200L375 100M875 0h2');
  });

  it('has 0 at the bottom', () => {
    expect([yOf(0, 100), yOf(100, 100)]).toEqual([CHART_HEIGHT, 0]);
  });
});

describe('shaded windows', () => {
  const points = [0, 100, 200, 300].map((at) => ({ at, avgMs: 1, minMs: null, maxMs: null }));

  it('reach as far as the chart does, and to its end while they are open', () => {
    expect(shadePath(points, [{ from: 50, to: 150 }])).toBe('M250 0H500V200H250z');
    expect(shadePath(points, [{ from: -900, to: 50 }])).toBe('M0 0H250V200H0z');
    expect(shadePath(points, [{ from: 250, to: null }])).toBe('M750 0H1000V200H750z');
  });

  it('are left out where they do not touch it', () => {
    expect(shadePath(points, [{ from: -90, to: -50 }])).toBe('');
    expect(shadePath(points, [{ from: 350, to: 360 }])).toBe('');
    expect(shadePath([], [{ from: 0, to: 10 }])).toBe('');
  });
});

describe('the band', () => {
  it('goes along the highest and back along the lowest values', () => {
    const points = [
      { at: 0, avgMs: 50, minMs: 0, maxMs: 100 },
      { at: 1, avgMs: 50, minMs: 25, maxMs: 75 },
    ];
    expect(bandPath(points, 100)).toBe('M250 0L750 50L750 150L250 200z');
  });
});
