import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeTcp, type TcpPing } from './tcp-verdict.js';

const aPing = (parts: Partial<TcpPing> = {}): TcpPing => ({
  status: 'open',
  latency: 10,
  host: 'db.test',
  port: 5432,
  type: 'DOMAIN',
  reason: null,
  ...parts,
});
const pings = fc.array(
  fc.record<TcpPing>({
    status: fc.constantFrom('open' as const, 'timeout' as const, 'error' as const),
    latency: fc.double({ min: 0, max: 10_000, noNaN: true }),
    host: fc.domain(),
    port: fc.integer({ min: 1, max: 65_535 }),
    type: fc.constant('DOMAIN' as const),
    reason: fc.constantFrom(null, 'connection refused'),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('verdict over TCP ports (monitors §6.3)', () => {
  it('is UP with the mean latency when every port is open', () => {
    expect(judgeTcp([aPing({ latency: 10 }), aPing({ latency: 15.5 })])).toEqual({
      status: 'UP',
      latencyMs: 12.75,
      type: 'REALTIME',
      errorMessage: null,
    });
  });

  it('names every port that is not open, and why', () => {
    const verdict = judgeTcp([
      aPing(),
      aPing({ host: '10.0.0.1', type: 'IP4', status: 'timeout', reason: 'connection timed out' }),
      aPing({ host: '2001:db8::1', type: 'IP6', port: 443, status: 'error', reason: 'connection refused' }),
    ]);
    expect(verdict).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      errorMessage: '10.0.0.1:5432 timeout; [2001:db8::1]:443 error (connection refused)',
    });
  });

  it('is a timeout when nothing but time was missing', () => {
    expect(judgeTcp([aPing(), aPing({ status: 'timeout' })])).toMatchObject({ status: 'DOWN', type: 'TIMEOUT' });
  });

  it('is UP exactly when every port is open, whatever their order', () => {
    fc.assert(
      fc.property(pings, (list) => {
        const isUp = list.every(({ status }) => status === 'open');
        const there = judgeTcp(list);
        const back = judgeTcp([...list].reverse());
        expect(there.status).toBe(isUp ? 'UP' : 'DOWN');
        expect(there.errorMessage === null).toBe(isUp);
        expect([back.status, back.type]).toEqual([there.status, there.type]);
        expect(there.latencyMs).toBeLessThanOrEqual(Math.max(...list.map(({ latency }) => latency)) + 0.01);
      }),
    );
  });
});
