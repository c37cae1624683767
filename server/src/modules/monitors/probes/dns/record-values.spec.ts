import { describe, expect, it } from '@jest/globals';
import { type Answer, decode, encode } from 'dns-packet';
import { isRecordType, spelledAs, valueOf } from './record-values.js';

/** The record as it comes off the wire. */
const received = (type: string, data: unknown): Answer =>
  decode(encode({ type: 'response', answers: [{ type, name: 'shop.test', data } as unknown as Answer] })).answers![0]!;

describe('DNS records as people write them (monitors §6.4)', () => {
  it.each<[string, unknown, string[]]>([
    ['A', '192.0.2.1', ['192.0.2.1']],
    ['AAAA', '2001:0db8:0:0:0:0:0:1', ['2001:db8::1']],
    ['CNAME', 'www.shop.test', ['www.shop.test']],
    ['NS', 'ns1.shop.test', ['ns1.shop.test']],
    ['MX', { preference: 10, exchange: 'mail.shop.test' }, ['mail.shop.test']],
    ['TXT', ['v=spf1 -all'], ['v=spf1 -all']],
    ['TXT', ['first', 'second'], ['first second', 'firstsecond']],
    [
      'SOA',
      { mname: 'ns.shop.test', rname: 'admin.shop.test', serial: 7, refresh: 1, retry: 2, expire: 3, minimum: 4 },
      ['ns.shop.test admin.shop.test 7 1 2 3 4'],
    ],
    ['SRV', { priority: 1, weight: 2, port: 5060, target: 'sip.shop.test' }, ['1 2 5060 sip.shop.test', 'sip.shop.test']],
    ['CAA', { flags: 0, tag: 'issue', value: 'ca.test' }, ['0 issue "ca.test"', '0 issue ca.test', 'ca.test']],
    ['DS', { keyTag: 5, algorithm: 8, digestType: 2, digest: Buffer.from('abcd', 'hex') }, ['5 8 2 abcd']],
  ])('%s %j', (type, data, value) => {
    expect(valueOf(received(type, data))).toEqual(value);
  });

  it('reads what it has no words for as digits', () => {
    expect(valueOf({ type: 'URI', name: 'shop.test', data: Buffer.from([1, 255]) } as unknown as Answer)).toEqual(['01ff']);
  });

  it('takes expected values in the spelling of its own', () => {
    expect(spelledAs('MX', '10 mail.shop.test')).toBe('mail.shop.test');
    expect(spelledAs('AAAA', '2001:DB8:0::1')).toBe('2001:db8::1');
    expect(spelledAs('AAAA', 'not:an:address')).toBe('not:an:address');
    expect(spelledAs('TXT', '10 apples')).toBe('10 apples');
  });

  it.each([
    ['A', true],
    ['CAA', true],
    ['TLSA', true],
    ['ANY', false],
    ['AXFR', false],
    ['OPT', false],
    ['WHATEVER', false],
    ['UNKNOWN_0', false],
  ])('knows whether %s can be asked for', (type, isKnown) => {
    expect(isRecordType(type)).toBe(isKnown);
  });
});
