import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPingRequest } from './ping-request.js';

describe('what a PING monitor asks for (monitors §6.2)', () => {
  it('takes the defaults for what is not said', () => {
    expect(readPingRequest({ hosts: [{ host: 'shop.test' }] })).toEqual({
      hosts: [{ host: 'shop.test', type: 'DOMAIN', timeoutMs: 1_000, count: 3 }],
      evalText: null,
    });
  });

  it('reads every host within bounds, and the function that judges', () => {
    const hosts = [
      { type: 'IP4', host: '10.0.0.1', timeout: 250.5, count: 5 },
      { type: 'IP6', host: '2001:db8::1', timeout: 9e9, count: 101 },
      { host: 'a.test', timeout: -1, count: 1.5 },
    ];
    expect(readPingRequest({ hosts, pingEval: 'async function () {}' })).toEqual({
      hosts: [
        { host: '10.0.0.1', type: 'IP4', timeoutMs: 251, count: 5 },
        { host: '2001:db8::1', type: 'IP6', timeoutMs: 60_000, count: 3 },
        { host: 'a.test', type: 'DOMAIN', timeoutMs: 1_000, count: 3 },
      ],
      evalText: 'async function () {}',
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'the monitor has no hosts yet'],
    [{ hosts: [{}] }, 'host 1 has no name or address'],
  ])('says what is wrong with %j', (typeData, reason) => {
    expect(readPingRequest(typeData)).toBe(reason);
  });

  it('never throws, and never asks for anything but whole numbers', () => {
    const host = fc.record({ host: fc.string(), timeout: fc.anything(), count: fc.anything() }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(fc.oneof(host, fc.anything())), (hosts) => {
        const request = readPingRequest({ hosts });
        if (typeof request === 'string') return;
        for (const { timeoutMs, count } of request.hosts)
          expect([Number.isInteger(timeoutMs), Number.isInteger(count)]).toEqual([true, true]);
      }),
    );
  });
});
