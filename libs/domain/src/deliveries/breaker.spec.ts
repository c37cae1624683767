import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterSend, type Breaker, BREAKER_THRESHOLD, breakerAllows, CLOSED } from './breaker.js';

const DOWN = { kind: 'temporary' } as const;
const failed = (times: number, now = 0): Breaker => Array.from({ length: times }).reduce<Breaker>((b) => afterSend(b, DOWN, now), CLOSED);

describe('OBX-06 a breaker', () => {
  it('opens after failures in a row, for ten seconds', () => {
    expect(breakerAllows(failed(BREAKER_THRESHOLD - 1), 0)).toBe('go');
    const open = failed(BREAKER_THRESHOLD);
    expect([breakerAllows(open, 0), breakerAllows(open, 9_999), breakerAllows(open, 10_000)]).toEqual(['wait', 'wait', 'probe']);
  });

  it('opens longer each time a probe fails, and closes when one is answered', () => {
    let breaker = failed(BREAKER_THRESHOLD);
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const now = breaker.openUntil!;
      breaker = afterSend(breaker, DOWN, now);
      waits.push(breaker.openUntil! - now);
    }
    expect(waits).toEqual([20, 40, 80, 160, 300, 300, 300, 300].map((s) => s * 1000));
    expect(afterSend(breaker, { kind: 'delivered' }, 0)).toEqual(CLOSED);
    expect(afterSend(breaker, { kind: 'permanent' }, 0)).toEqual(CLOSED);
  });

  it('is not opened for longer by messages that were under way when it opened', () => {
    const open = failed(BREAKER_THRESHOLD, 1_000);
    expect(afterSend(open, DOWN, 1_500).openUntil).toBe(open.openUntil);
  });

  it('waits at once when the receiver asks for it, five minutes at most', () => {
    expect(breakerAllows(afterSend(CLOSED, { kind: 'temporary', retryAfterMs: 30_000 }, 0), 29_999)).toBe('wait');
    expect(afterSend(CLOSED, { kind: 'temporary', retryAfterMs: 86_400_000 }, 0).openUntil).toBe(300_000);
  });

  it('never keeps anybody waiting for more than five minutes, whatever happens', () => {
    const step = fc.record(
      { kind: fc.constantFrom('delivered' as const, 'temporary' as const, 'permanent' as const), retryAfterMs: fc.nat({ max: 1e9 }) },
      { requiredKeys: ['kind'] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat({ max: 600_000 })), { maxLength: 50 }), (steps) => {
        let [breaker, now] = [CLOSED, 0];
        for (const [outcome, pause] of steps) {
          now += pause;
          breaker = afterSend(breaker, outcome, now);
          expect((breaker.openUntil ?? now) - now).toBeLessThanOrEqual(300_000);
        }
      }),
    );
  });
});
