import { describe, expect, it } from '@jest/globals';
import { MinuteCounter } from './minute-counter.js';

describe('SEC-67 counters', () => {
  it('holds a key back for the rest of its minute once the limit is reached', () => {
    let now = 1_000;
    const counter = new MinuteCounter(3, () => now);
    for (let index = 0; index < 3; index += 1) {
      expect(counter.retryAfterSeconds('a')).toBeNull();
      counter.add('a');
    }
    expect(counter.retryAfterSeconds('a')).toBe(60);
    expect(counter.retryAfterSeconds('b')).toBeNull();
    now += 59_500;
    expect(counter.retryAfterSeconds('a')).toBe(1);
    now += 500;
    expect(counter.retryAfterSeconds('a')).toBeNull();
    counter.add('a');
    expect(counter.retryAfterSeconds('a')).toBeNull();
  });

  it('keeps a bounded number of keys', () => {
    const counter = new MinuteCounter(1, () => 0, 2);
    for (const key of ['a', 'b', 'c']) counter.add(key);
    expect(counter.retryAfterSeconds('a')).toBeNull();
    expect(counter.retryAfterSeconds('c')).toBe(60);
  });
});
