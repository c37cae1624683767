import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hostPing, judgePing } from './ping-verdict.js';

describe('verdict over pings (monitors §6.2)', () => {
  it('sums up the packets of a host', () => {
    expect(hostPing('a.test', 'DOMAIN', [10, 20, 60])).toEqual({
      alive: true,
      min: 10,
      max: 60,
      avg: 30,
      latencies: [10, 20, 60],
      latency: 30,
      host: 'a.test',
      type: 'DOMAIN',
      reason: null,
    });
    expect(hostPing('a.test', 'DOMAIN', [])).toMatchObject({ alive: false, min: null, max: null, avg: null, latency: 0 });
  });

  it('is UP with the mean of the hosts when all are alive, packets lost or not', () => {
    expect(judgePing([hostPing('a.test', 'DOMAIN', [10, 20]), hostPing('b.test', 'DOMAIN', [45])])).toEqual({
      status: 'UP',
      latencyMs: 30,
      type: 'REALTIME',
      errorMessage: null,
    });
  });

  it('is DOWN when one is silent, and tells which; its silence is no latency', () => {
    expect(judgePing([hostPing('a.test', 'DOMAIN', [10]), hostPing('10.0.0.9', 'IP4', [])])).toEqual({
      status: 'DOWN',
      latencyMs: 10,
      type: 'TIMEOUT',
      errorMessage: 'unreachable: 10.0.0.9',
    });
  });

  it('is an error when no packet could be sent', () => {
    expect(judgePing([hostPing('10.0.0.9', 'IP4', []), hostPing('x.test', 'DOMAIN', [], 'the name does not exist')])).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      latencyMs: 0,
      errorMessage: 'unreachable: 10.0.0.9, x.test (the name does not exist)',
    });
  });

  it('is UP exactly when every host is alive, within the latencies seen', () => {
    const host = fc.array(fc.double({ min: 0.01, max: 5_000, noNaN: true }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(host, { minLength: 1, maxLength: 5 }), (hosts) => {
        const verdict = judgePing(hosts.map((latencies, index) => hostPing(`h${index}`, 'DOMAIN', latencies)));
        expect(verdict.status).toBe(hosts.every((latencies) => latencies.length > 0) ? 'UP' : 'DOWN');
        expect(verdict.latencyMs).toBeLessThanOrEqual(Math.max(0, ...hosts.flat()) + 0.01);
      }),
    );
  });
});
