import { expect, it } from '@jest/globals';
import { judgeHeartbeat } from './heartbeat.js';

it.each([
  [0, 'UP', null],
  [300, 'UP', null],
  [300.5, 'DEGRADED', 'last signal 5 min ago, expected within 5 min'],
  [600, 'DEGRADED', 'last signal 10 min ago, expected within 5 min'],
  [601, 'DOWN', 'last signal 10 min ago, expected within 10 min'],
] as const)('calls a signal that is %d s old %s', (age, status, errorMessage) => {
  expect(judgeHeartbeat(10_000 - age, 10_000, 5, 10)).toEqual({ status, latencyMs: age * 1_000, type: 'REALTIME', errorMessage });
});

it('has no data before the first signal', () => {
  expect(judgeHeartbeat(null, 10_000, 5, 10)).toMatchObject({ status: 'NO_DATA', latencyMs: 0 });
});

it('takes a signal from a clock that runs ahead for a fresh one', () => {
  expect(judgeHeartbeat(10_003, 10_000, 5, 10)).toMatchObject({ status: 'UP', latencyMs: 0 });
});
