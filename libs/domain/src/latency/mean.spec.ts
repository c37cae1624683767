import { expect, it } from '@jest/globals';
import { meanMs } from './mean.js';

it.each([
  [[], 0],
  [[3], 3],
  [[1, 2], 1.5],
  [[0.011, 0.02], 0.02],
])('the mean of %p is %p', (latencies, mean) => {
  expect(meanMs(latencies)).toBe(mean);
});
