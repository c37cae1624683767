import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readTcpRequest } from './tcp-request.js';

describe('what a TCP monitor asks for (monitors §6.3)', () => {
  it('takes the defaults for what is not said', () => {
    expect(readTcpRequest({ hosts: [{ host: ' db.test ' }] })).toEqual({
      hosts: [{ host: 'db.test', port: 80, type: 'DOMAIN', timeoutMs: 1_000 }],
      send: null,
      assertions: [],
      evalText: null,
    });
  });

  it('reads every host, and the function that judges', () => {
    const hosts = [
      { type: 'IP4', host: '10.0.0.1', port: 5432, timeout: 250.2 },
      { type: 'IP6', host: '2001:db8::1', port: '443', timeout: 9_999_999 },
    ];
    const assertions = [{ kind: 'banner', comparison: 'starts_with', value: '+PONG' }];
    expect(readTcpRequest({ hosts, send: 'PING\r\n', assertions, tcpEval: ' (async function () {}) ' })).toEqual({
      hosts: [
        { host: '10.0.0.1', port: 5432, type: 'IP4', timeoutMs: 251 },
        { host: '2001:db8::1', port: 443, type: 'IP6', timeoutMs: 240_000 },
      ],
      send: 'PING\r\n',
      assertions,
      evalText: '(async function () {})',
    });
  });

  it.each<[object, string]>([
    [{}, 'the monitor has no hosts yet'],
    [{ hosts: 'db.test' }, 'the monitor has no hosts yet'],
    [{ hosts: [] }, 'the monitor has no hosts yet'],
    [{ hosts: [{ host: 'a.test' }, null] }, 'host 2 has no name or address'],
    [
      { hosts: [{ host: 'a.test' }], assertions: [{ kind: 'status' }] },
      'assertion 1 cannot be used: kind must be one of banner, response_time',
    ],
    [{ hosts: [{ host: 'a.test' }], assertions: {} }, 'the assertions are not a list of at most 20'],
    [{ hosts: [{ host: 17 }] }, 'host 1 has no name or address'],
    [{ hosts: [{ host: 'a.test', port: 0 }] }, 'host 1: the port must be a number from 1 to 65535'],
    [{ hosts: [{ host: 'a.test', port: 'ssh' }] }, 'host 1: the port must be a number from 1 to 65535'],
    [{ hosts: Array.from({ length: 101 }, () => ({ host: 'a.test' })) }, 'a monitor takes at most 100 hosts'],
  ])('says what is wrong with %j', (typeData, reason) => {
    expect(readTcpRequest(typeData as Record<string, unknown>)).toBe(reason);
  });

  it('never throws, whatever was stored', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('hosts', 'send', 'assertions', 'tcpEval'), fc.anything()), (typeData) => {
        const request = readTcpRequest(typeData);
        expect(typeof request === 'string' || request.hosts.length > 0).toBe(true);
      }),
    );
  });
});
