import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EVIDENCE_EVERY, type EvidenceBefore, isEvidenceDue, type SeenFailure } from './evidence-due.js';

const T = 1_763_700_000;
const down = (minute: number, errorMessage: string | null = 'HTTP 500'): SeenFailure => ({
  timestamp: T + minute * 60,
  status: 'DOWN',
  errorMessage,
});
const since = (newest: SeenFailure | null): EvidenceBefore => ({ wasUp: false, newest });

describe('a check leaves evidence', () => {
  it('never when it found its target UP', () => {
    expect(isEvidenceDue({ ...down(0), status: 'UP' }, { wasUp: true, newest: null })).toBe(false);
  });

  it('when it is the first to fail, however young the evidence of the run before', () => {
    expect(isEvidenceDue(down(2), { wasUp: true, newest: down(0) })).toBe(true);
    expect(isEvidenceDue(down(2), since(null))).toBe(true);
  });

  it('when status or words are other ones', () => {
    expect(isEvidenceDue({ ...down(1), status: 'DEGRADED' }, since(down(0)))).toBe(true);
    expect(isEvidenceDue(down(1, 'HTTP 503'), since(down(0)))).toBe(true);
    expect(isEvidenceDue(down(1, null), since(down(0)))).toBe(true);
    expect(isEvidenceDue(down(1, 'DOWN: A is 192.0.2.2'), since(down(0, 'DOWN: A is 192.0.2.1')))).toBe(true);
  });

  it.each([
    ['the latency is 812 ms, at most 500 ms', 'the latency is 640.5 ms, at most 500 ms'],
    ['the certificate expired 3 hours ago', 'the certificate expired 4 hours ago'],
    ['12% lost', '98% lost'],
  ])('not when only what was measured differs: %s', (before, after) => {
    expect(isEvidenceDue(down(1, after), since(down(0, before)))).toBe(false);
  });

  it('once in a quarter of an hour while nothing changes', () => {
    expect(isEvidenceDue(down(14), since(down(0)))).toBe(false);
    expect(isEvidenceDue(down(15), since(down(0)))).toBe(true);
  });
});

/** Plays a monitor, one check a minute. @returns minutes with evidence */
function play(seen: readonly ('UP' | 'DEGRADED' | 'DOWN')[]): number[] {
  let before: EvidenceBefore = { wasUp: true, newest: null };
  const kept: number[] = [];
  seen.forEach((status, minute) => {
    const failure = { ...down(minute, status === 'UP' ? null : status), status };
    const isDue = isEvidenceDue(failure, before);
    if (isDue) kept.push(minute);
    before = { wasUp: status === 'UP', newest: isDue ? failure : before.newest };
  });
  return kept;
}

describe('the laws of evidence', () => {
  const statuses = fc.array(fc.constantFrom('UP', 'DEGRADED', 'DOWN'), { maxLength: 200 }) as fc.Arbitrary<('UP' | 'DEGRADED' | 'DOWN')[]>;

  it('every failing minute has some of its own status at or before it in its run, no older than a quarter of an hour', () => {
    fc.assert(
      fc.property(statuses, (seen) => {
        const kept = play(seen);
        seen.forEach((status, minute) => {
          if (status === 'UP') return;
          const at = kept.filter((each) => each <= minute).at(-1)!;
          expect((minute - at) * 60).toBeLessThan(EVIDENCE_EVERY);
          expect(seen.slice(at, minute + 1)).toEqual(Array(minute + 1 - at).fill(status));
        });
      }),
    );
  });

  it('a failure that stays the same leaves one row a quarter of an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), (minutes) => play(Array(minutes).fill('DOWN')).length === Math.ceil(minutes / 15)),
    );
  });
});
