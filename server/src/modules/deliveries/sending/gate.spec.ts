import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Gate } from './gate.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('lets so many in at once, in the order they came', async () => {
  const gate = new Gate(2);
  const inside: number[] = [];
  const leave = new Map<number, () => void>();
  for (let i = 1; i <= 4; i++) void gate.enter().then((out) => (inside.push(i), leave.set(i, out)));
  await jest.advanceTimersByTimeAsync(0);
  expect(inside).toEqual([1, 2]);
  leave.get(1)!();
  leave.get(1)!();
  await jest.advanceTimersByTimeAsync(0);
  expect(inside).toEqual([1, 2, 3]);
});

it('lets no more in a second than a provider allows', async () => {
  const gate = new Gate(100, 2);
  const at: number[] = [];
  const started = performance.now();
  for (let i = 0; i < 5; i++) void gate.enter().then(() => at.push(Math.round(performance.now() - started)));
  await jest.advanceTimersByTimeAsync(10_000);
  expect(at).toEqual([0, 500, 1000, 1500, 2000]);
});
