import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readSslRequest } from './ssl-request.js';

describe('what an SSL monitor asks for (monitors §6.5)', () => {
  it('takes the defaults for what is not said', () => {
    expect(readSslRequest({ host: ' shop.test ' })).toEqual({ host: 'shop.test', port: 443, degradedHours: 168, downHours: 24 });
  });

  it.each([
    ['8443', 8443],
    [993, 993],
    ['', 443],
    [null, 443],
  ])('reads the port %j as %i', (port, expected) => {
    expect(readSslRequest({ host: 'shop.test', port })).toMatchObject({ port: expected });
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'the monitor has no host yet'],
    [{ host: 17 }, 'the monitor has no host yet'],
    [{ host: 'a.test', port: 'https' }, 'the port must be a number from 1 to 65535'],
    [{ host: 'a.test', port: '70000' }, 'the port must be a number from 1 to 65535'],
    [{ host: 'a.test', degradedRemainingHours: 24 }, 'the limits in hours are missing or not in order'],
    [{ host: 'a.test', downRemainingHours: 0 }, 'the limits in hours are missing or not in order'],
    [{ host: 'a.test', degradedRemainingHours: 'soon' }, 'the limits in hours are missing or not in order'],
  ])('says what is wrong with %j', (typeData, reason) => {
    expect(readSslRequest(typeData)).toBe(reason);
  });

  it('never throws, whatever was stored', () => {
    const members = fc.constantFrom('host', 'port', 'degradedRemainingHours', 'downRemainingHours');
    fc.assert(
      fc.property(fc.dictionary(members, fc.anything()), (typeData) => {
        const request = readSslRequest(typeData);
        expect(typeof request === 'string' || request.degradedHours > request.downHours).toBe(true);
      }),
    );
  });
});
