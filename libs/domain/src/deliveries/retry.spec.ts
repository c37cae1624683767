import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterAttempt, type AttemptOutcome, pauseAfter, QUICK_ATTEMPTS, RETRY_FOR_MS } from './retry.js';

const outcome = fc.record(
  {
    kind: fc.constantFrom('delivered' as const, 'temporary' as const, 'permanent' as const, 'gone' as const),
    isFinal: fc.boolean(),
    retryAfterMs: fc.integer({ min: 0, max: 10 * RETRY_FOR_MS }),
  },
  { requiredKeys: ['kind'] },
);
const random = fc.double({ min: 0, max: 0.999_999, noNaN: true });

/** Attempts of a receiver that answers the same for ever. @returns ages of the attempts, ms, and how it ended */
function run(met: AttemptOutcome, chance: number): { ages: number[]; end: string } {
  const ages: number[] = [];
  for (let age = 0; ;) {
    ages.push(age);
    const step = afterAttempt(met, ages.length, age, chance);
    if (step.state !== 'retrying') return { ages, end: step.state };
    age += step.afterMs;
  }
}

describe('OBX-05 attempts', () => {
  it('pause 5 s, 10 s, 2 min, 10 min, 30 min, then an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map(pauseAfter)).toEqual([5, 10, 120, 600, 1800, 3600, 3600, 3600].map((s) => s * 1000));
  });

  it('of a receiver that is down are made for almost 72 hours, and not after', () => {
    fc.assert(
      fc.property(random, (chance) => {
        const { ages, end } = run({ kind: 'temporary' }, chance);
        expect(end).toBe('dead');
        expect(ages.at(-1)!).toBeLessThanOrEqual(RETRY_FOR_MS);
        expect(ages.at(-1)!).toBeGreaterThan(RETRY_FOR_MS - 2 * 3_600_000);
      }),
    );
  });

  it.each(['permanent', 'gone'] as const)('that are answered “%s” end with the quick phase', (kind) => {
    const { ages, end } = run({ kind }, 0.5);
    expect([ages, end]).toEqual([[0, 5_000, 15_000], 'dead']);
  });

  it('that a mail server refuses for good end at once', () => {
    expect(run({ kind: 'permanent', isFinal: true }, 0.5)).toEqual({ ages: [0], end: 'dead' });
  });

  it('switch a channel off when the receiver is gone, and only then', () => {
    fc.assert(
      fc.property(outcome, fc.integer({ min: QUICK_ATTEMPTS, max: 100 }), random, (met, attempts, chance) => {
        const step = afterAttempt(met, attempts, RETRY_FOR_MS, chance);
        expect(step.state === 'dead' && step.switchesOff).toBe(met.kind === 'gone');
      }),
    );
  });

  it('end well exactly when the receiver took it', () => {
    fc.assert(
      fc.property(outcome, fc.integer({ min: 1, max: 100 }), fc.nat({ max: 2 * RETRY_FOR_MS }), random, (met, attempts, age, chance) => {
        expect(afterAttempt(met, attempts, age, chance).state === 'delivered').toBe(met.kind === 'delivered');
      }),
    );
  });

  it('never come before a receiver asks for them, unless that is in more than a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), fc.integer({ min: 1, max: 80 }), random, (retryAfterMs, attempts, chance) => {
        const step = afterAttempt({ kind: 'temporary', retryAfterMs }, attempts, 0, chance);
        if (step.state === 'retrying') expect(step.afterMs).toBeGreaterThanOrEqual(retryAfterMs);
      }),
    );
  });

  it('make up the quick phase whole, however old the message is', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 * RETRY_FOR_MS }), fc.integer({ min: 1, max: QUICK_ATTEMPTS - 1 }), random, (age, attempts, chance) => {
        expect(afterAttempt({ kind: 'temporary' }, attempts, age, chance).state).toBe('retrying');
      }),
    );
  });
});
