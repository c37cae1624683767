import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stackDay } from './stack-day.js';

const COLUMN = 32;
const minutes = fc.integer({ min: 0, max: 1_440 });
const dayMinutes = fc.tuple(minutes, minutes, minutes, minutes, minutes).filter((day) => day.slice(0, 4).some((count) => count > 0));

describe('stackDay', () => {
  it('fills the column exactly', () => {
    fc.assert(fc.property(dayMinutes, (day) => stackDay(day, COLUMN).reduce((sum, height) => sum + height, 0) === COLUMN));
  });

  it('never hides a problem', () => {
    fc.assert(
      fc.property(dayMinutes, (day) => {
        const [, degraded, down, maintenance] = day;
        const heights = stackDay(day, COLUMN);
        [down, degraded, maintenance].forEach((count, index) => {
          if (count > 0) expect(heights[index]).toBeGreaterThanOrEqual(4);
          else expect(heights[index]).toBe(0);
        });
      }),
    );
  });

  it('draws no green on a day without a minute up', () => {
    fc.assert(
      fc.property(
        dayMinutes,
        ([, ...problems]) => problems[0] + problems[1] + problems[2] === 0 || stackDay([0, ...problems], COLUMN)[3] === 0,
      ),
    );
  });

  it('gives one minute of failure four pixels', () => {
    expect(stackDay([1_439, 0, 1, 0, 0], COLUMN)).toEqual([4, 0, 0, 28, 0]);
  });
});
