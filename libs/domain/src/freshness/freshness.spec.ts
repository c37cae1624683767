import { describe, expect, it } from '@jest/globals';
import { delayedSince, isDelayed, isStale } from './freshness.js';

describe('isStale', () => {
  it.each([
    [300, 60, false],
    [301, 60, true],
    [900, 300, false],
    [901, 300, true],
    [300, null, false],
    [301, null, true],
  ])('%i s old with an interval of %j s: %j', (age, interval, expected) => {
    expect(isStale(10_000 - age, interval, 10_000)).toBe(expected);
  });

  it('holds of a monitor that never had a sample', () => {
    expect(isStale(null, 60, 10_000)).toBe(true);
  });
});

describe('isDelayed', () => {
  it.each([
    [180, 60, false],
    [181, 60, true],
    [420, 300, false],
    [421, 300, true],
    [9_000, null, false],
  ])('%i s old with an interval of %j s: %j', (age, interval, expected) => {
    expect(isDelayed(10_000 - age, interval, 10_000)).toBe(expected);
  });
});

describe('delayedSince', () => {
  const aged = (age: number, intervalSeconds: number | null) => ({ lastSampleAt: 10_000 - age, intervalSeconds });

  it('names the newest sample once it is older than three of the shortest intervals', () => {
    expect(delayedSince([aged(181, 60), aged(500, 300)], 10_000)).toBe(9_819);
  });

  it('is null while any check keeps coming in', () => {
    expect(delayedSince([aged(180, 60), aged(5_000, 60)], 10_000)).toBeNull();
  });

  it('is null when nothing is scheduled, or nothing was checked yet', () => {
    expect(delayedSince([aged(5_000, null), { lastSampleAt: null, intervalSeconds: 60 }], 10_000)).toBeNull();
    expect(delayedSince([], 10_000)).toBeNull();
  });

  it('reckons with samples once a minute when checks are more frequent', () => {
    expect(delayedSince([aged(100, 10)], 10_000)).toBeNull();
  });
});
