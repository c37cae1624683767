import { describe, expect, it } from '@jest/globals';
import { noneVerdict, withDefaultStatus, type Verdict } from './default-status.js';

const silent: Verdict = { status: 'NO_DATA', latencyMs: 0, type: 'REALTIME', errorMessage: 'no signal yet' };
const down: Verdict = { status: 'DOWN', latencyMs: 12, type: 'TIMEOUT', errorMessage: 'slow' };

describe('withDefaultStatus', () => {
  it('stores a verdict as seen, whatever the default', () => {
    expect(withDefaultStatus(down, 'UP')).toEqual({ ...down, rawStatus: 'DOWN' });
    expect(withDefaultStatus(down, null)).toEqual({ ...down, rawStatus: 'DOWN' });
  });

  it.each(['UP', 'DOWN', 'DEGRADED', 'MAINTENANCE'] as const)('fills %s in when a check has nothing to report', (status) => {
    const errorMessage = status === 'UP' ? null : `default status applied: ${status}`;
    expect(withDefaultStatus(null, status)).toEqual({ status, rawStatus: null, latencyMs: 0, type: 'DEFAULT', errorMessage });
    expect(withDefaultStatus(silent, status)).toEqual({ status, rawStatus: 'NO_DATA', latencyMs: 0, type: 'DEFAULT', errorMessage });
  });

  it.each([null, 'NO_DATA'] as const)('fills nothing in when the default is %s', (status) => {
    expect(withDefaultStatus(null, status)).toBeNull();
    expect(withDefaultStatus(silent, status)).toEqual({ ...silent, rawStatus: 'NO_DATA' });
  });
});

describe('noneVerdict', () => {
  it('repeats the newest manual sample when told to', () => {
    const verdict = noneVerdict({ status: 'DEGRADED', latencyMs: 40 }, true);
    expect(verdict).toEqual({ status: 'DEGRADED', latencyMs: 40, type: 'MANUAL', errorMessage: null });
    expect(withDefaultStatus(verdict, 'UP')).toMatchObject({ status: 'DEGRADED', rawStatus: null, type: 'MANUAL' });
  });

  it('has nothing to report otherwise', () => {
    expect(noneVerdict({ status: 'DEGRADED', latencyMs: 40 }, false)).toBeNull();
    expect(noneVerdict(null, true)).toBeNull();
  });
});
