import { TestBed } from '@angular/core/testing';

import { aPage, NOW } from '../../../testing/fixtures.ts';
import { setUp } from '../../../testing/setup.ts';
import { ageOf, Freshness } from './freshness';

const at = (seconds: number): Freshness => {
  const freshness = TestBed.inject(Freshness);
  vi.setSystemTime((NOW + seconds) * 1_000);
  freshness.tick();
  return freshness;
};

describe('Freshness', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    setUp(aPage());
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('speaks in absolute times until the clock of the browser runs', () => {
    const freshness = TestBed.inject(Freshness);
    expect(freshness.updated()).toBe('Updated 14:05 UTC');
    expect(freshness.age()).toBe('fresh');
  });

  it.each([
    [2, 'Updated just now'],
    [13, 'Updated 10 sec ago'],
    [200, 'Updated 3 min ago'],
  ])('after %d s says "%s"', (seconds, text) => {
    expect(at(seconds).updated()).toBe(text);
  });

  it.each([
    [90, 'fresh'],
    [91, 'paused'],
    [600, 'paused'],
    [601, 'stale'],
  ])('data of %d s is %s', (seconds, age) => {
    expect(ageOf(seconds)).toBe(age);
    expect(at(seconds).age()).toBe(age);
  });

  it('is fresh again when the server confirms what is shown', () => {
    const freshness = at(700);
    freshness.confirm();
    expect(freshness.age()).toBe('fresh');
    expect(freshness.confirmedAt()).toBe(NOW + 700);
  });

  it('follows the clock of the server, not the visitor’s', () => {
    const freshness = at(7_200);
    freshness.synchronise(NOW + 3);
    freshness.tick();
    expect(freshness.now()).toBe(NOW + 3);
    expect(freshness.age()).toBe('fresh');
  });

  it('is live only while connected, online, fresh and not delayed', () => {
    const freshness = at(1);
    expect(freshness.isLive()).toBe(false);
    freshness.isConnected.set(true);
    expect(freshness.isLive()).toBe(true);
    freshness.isOnline.set(false);
    expect(freshness.isLive()).toBe(false);
  });
});
