import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Evaluation, explainEvaluation, judgeEvaluation } from './judge-evaluation.js';

const MEASURED = { latencyMs: 42, isTimeout: false };
const TIMED_OUT = { latencyMs: 42, isTimeout: true };

describe('verdicts of functions (monitors §5)', () => {
  it.each(['UP', 'DEGRADED', 'DOWN', 'MAINTENANCE'])('takes %s with its latency', (status) => {
    expect(judgeEvaluation({ kind: 'object', status, latency: 7.5 }, MEASURED)).toEqual({
      status,
      latencyMs: 7.5,
      type: 'REALTIME',
      errorMessage: null,
    });
  });

  it.each([undefined, null, '7', NaN, Infinity, -1, 1e300, true])('keeps the measured latency instead of %p and says so', (latency) => {
    expect(judgeEvaluation({ kind: 'object', status: 'UP', latency }, MEASURED)).toEqual({
      status: 'UP',
      latencyMs: 42,
      type: 'REALTIME',
      errorMessage: 'the function returned no usable latency, the measured one is kept',
    });
  });

  it.each<[Evaluation, string]>([
    [{ kind: 'object', status: undefined, latency: 1 }, 'the function returned no status'],
    [{ kind: 'object', status: null, latency: 1 }, 'the function returned no status'],
    [{ kind: 'object', status: 'up', latency: 1 }, 'the function returned the status “up”, which is not known'],
    [{ kind: 'object', status: 'NO_DATA', latency: 1 }, 'the function returned the status “NO_DATA”, which is not known'],
    [{ kind: 'object', status: 1, latency: 1 }, 'the function returned the status 1, which is not known'],
    [{ kind: 'other', what: 'undefined' }, 'the function returned undefined, not an object with a status and a latency'],
    [{ kind: 'failed', reason: 'TypeError: no' }, 'the function failed: TypeError: no'],
  ])('calls %j DOWN, as an error with the measured latency', (evaluation, errorMessage) => {
    expect(judgeEvaluation(evaluation, MEASURED)).toEqual({ status: 'DOWN', latencyMs: 42, type: 'ERROR', errorMessage });
  });

  it('knows nothing when the function was not run', () => {
    expect(judgeEvaluation({ kind: 'unavailable', reason: 'too many wait' }, MEASURED)).toMatchObject({ status: 'NO_DATA', type: 'ERROR' });
  });

  it('keeps what a function says of a request that timed out, as TIMEOUT', () => {
    expect(judgeEvaluation({ kind: 'object', status: 'DEGRADED', latency: 3 }, TIMED_OUT)).toMatchObject({
      status: 'DEGRADED',
      type: 'TIMEOUT',
    });
    expect(judgeEvaluation({ kind: 'failed', reason: 'x' }, TIMED_OUT)).toMatchObject({ status: 'DOWN', type: 'TIMEOUT' });
  });

  it('keeps messages short, whatever a function threw or returned', () => {
    const evaluation = fc.oneof(
      fc.record({ kind: fc.constant('failed' as const), reason: fc.string({ maxLength: 1_000 }) }),
      fc.record({ kind: fc.constant('other' as const), what: fc.string({ maxLength: 1_000 }) }),
      fc.record({
        kind: fc.constant('object' as const),
        status: fc.oneof(fc.string({ maxLength: 1_000 }), fc.double(), fc.boolean(), fc.constant(null)),
        latency: fc.oneof(fc.double(), fc.string(), fc.constant(undefined)),
      }),
    );
    fc.assert(
      fc.property(evaluation, (each) => {
        const { latencyMs, errorMessage } = judgeEvaluation(each, MEASURED);
        expect(errorMessage?.length ?? 0).toBeLessThanOrEqual(200);
        expect(latencyMs >= 0 && latencyMs <= 86_400_000).toBe(true);
        expect(explainEvaluation(each)).toMatch(/^the function /);
      }),
    );
  });

  it('says what a function returned', () => {
    expect(explainEvaluation({ kind: 'object', status: 'DOWN', latency: 12 })).toBe(
      'the function returned the status “DOWN” and the latency 12',
    );
    expect(explainEvaluation({ kind: 'object', status: undefined, latency: undefined })).toBe(
      'the function returned the status undefined and the latency undefined',
    );
  });
});
