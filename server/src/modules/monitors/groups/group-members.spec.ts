import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { equalWeights, sharesOf } from './group-members.service.js';

describe('weights of a group (data-model §12)', () => {
  it.each([
    [1, [1]],
    [2, [0.5, 0.5]],
    [3, [0.333, 0.333, 0.334]],
    [6, [0.166, 0.166, 0.166, 0.166, 0.166, 0.17]],
  ])('of %i are equal, and the last one takes the remainder', (count, weights) => {
    expect(equalWeights(count)).toEqual(weights);
  });

  it('sum to 1 and stay between 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), (count) => {
        const weights = equalWeights(count);
        expect(weights).toHaveLength(count);
        expect(weights.every((weight) => weight >= 0 && weight <= 1)).toBe(true);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('are read from a list only', () => {
    expect(sharesOf(null)).toEqual([]);
    expect(sharesOf({ monitors: 'x' })).toEqual([]);
    expect(sharesOf({ monitors: [null, 1, { tag: 'a' }, { tag: 'b', weight: 1 }] })).toEqual([{ tag: 'b', weight: 1 }]);
  });
});
