import fc from 'fast-check';

import { sparklinePath, sparklineValues } from './sparkline';

describe('sparklinePath', () => {
  it('runs from the lowest to the highest value', () => {
    expect(sparklinePath([10, 20, 30])).toBe('M0 22l2-10 2-10');
  });

  it('leaves gaps open and shows a lonely value', () => {
    expect(sparklinePath([10, 30, null, 20, null])).toBe('M0 22l2-20M6 12h.1');
  });

  it('is level when nothing varies, and empty without values', () => {
    expect(sparklinePath([7, 7])).toBe('M0 12l2 0');
    expect(sparklinePath([null, null])).toBe('');
  });
});

describe('the steps of a sparkline', () => {
  it('lead through every value, each at its half-hour', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 20 })), { maxLength: 48 }), (values) => {
        const points: [number, number][] = [];
        for (const [, x, y, steps = ''] of sparklinePath(values).matchAll(/M(\d+) (\d+)(?:h\.1|l([^M]*))/g)) {
          points.push([Number(x), Number(y)]);
          const numbers = (steps.match(/-?\d+/g) ?? []).map(Number);
          for (let at = 0; at < numbers.length; at += 2) {
            const [lastX = 0, lastY = 0] = points.at(-1) ?? [];
            points.push([lastX + numbers[at]!, lastY + numbers[at + 1]!]);
          }
        }
        const known = values.filter((value) => value !== null);
        const [low, high] = [Math.min(...known), Math.max(...known)];
        const heightOf = (value: number): number => (high > low ? Math.round(22 - ((value - low) * 20) / (high - low)) : 12);
        expect(points).toEqual(values.flatMap((value, index) => (value === null ? [] : [[index * 2, heightOf(value)]])));
      }),
    );
  });
});

describe('sparklineValues', () => {
  it('draw the same line', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 60_000 })), { maxLength: 48 }), (values) => {
        expect(sparklinePath(sparklineValues(sparklinePath(values)))).toBe(sparklinePath(values));
      }),
    );
  });
});
