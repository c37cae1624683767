import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeCertificate } from './certificate-verdict.js';

const T = 1_800_000_000;
const HOUR = 3_600;
const left = (hours: number): { from: number; until: number } => ({ from: T - 1_000 * HOUR, until: T + hours * HOUR });

describe('verdict over a certificate (monitors §6.5)', () => {
  it.each([
    [168.01, 'UP', null],
    [168, 'DEGRADED', 'the certificate expires in 7 days'],
    [71.5, 'DEGRADED', 'the certificate expires in 71 hours'],
    [24.01, 'DEGRADED', 'the certificate expires in 24 hours'],
    [24, 'DOWN', 'the certificate expires in 24 hours'],
    [1.5, 'DOWN', 'the certificate expires in 1 hour'],
    [0.5, 'DOWN', 'the certificate expires in 0 hours'],
    [0, 'DOWN', 'the certificate expired 0 hours ago'],
    [-100, 'DOWN', 'the certificate expired 4 days ago'],
  ])('%p hours left are %s', (hours, status, errorMessage) => {
    expect(judgeCertificate(left(hours), T, 168, 24)).toEqual({ status, errorMessage });
  });

  it('is DOWN for a certificate from the future', () => {
    expect(judgeCertificate({ from: T + 2 * HOUR, until: T + 9_000 * HOUR }, T, 168, 24)).toEqual({
      status: 'DOWN',
      errorMessage: 'the certificate becomes valid in 2 hours',
    });
  });

  it('never gets better while time passes', () => {
    const rank = { UP: 2, DEGRADED: 1, DOWN: 0 } as Readonly<Record<string, number>>;
    const hours = fc.double({ min: 0.01, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(hours, hours, hours, fc.integer({ min: 0, max: 10_000_000 }), (first, second, remaining, later) => {
        const [down, degraded] = [Math.min(first, second), Math.max(first, second)];
        fc.pre(down < degraded);
        const now = judgeCertificate(left(remaining), T, degraded, down).status;
        const then = judgeCertificate(left(remaining), T + later, degraded, down).status;
        expect(rank[then]).toBeLessThanOrEqual(rank[now] ?? 0);
      }),
    );
  });
});
