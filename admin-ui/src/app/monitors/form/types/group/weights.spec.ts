import { equalWeights, isSumOfOne, sumOf } from './weights.js';

describe('weights of a group', () => {
  it.each([
    [2, [0.5, 0.5]],
    [3, [0.333, 0.333, 0.334]],
    [6, [0.166, 0.166, 0.166, 0.166, 0.166, 0.17]],
    [0, []],
  ])('%i members share equally, the last takes the remainder', (count, expected) => {
    expect(equalWeights(count)).toEqual(expected);
  });

  it('sum to one however many there are, and none is negative', () => {
    for (let count = 1; count <= 1_500; count += 1) {
      const weights = equalWeights(count);
      expect(sumOf(weights)).toBe(1);
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
    }
  });

  it.each([
    [[0.5, 0.49], true],
    [[0.5, 0.48], false],
    [[0.5, 0.51], true],
    [[0.5, null], false],
  ])('%j is near enough to one: %s', (weights, isRight) => {
    expect(isSumOfOne(weights)).toBe(isRight);
  });
});
