import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDnsRequest } from './dns-request.js';

const BASE = { host: 'shop.test', values: ['192.0.2.1'] };

describe('what a DNS monitor asks for (monitors §6.4)', () => {
  it('takes the defaults for what is not said', () => {
    expect(readDnsRequest({ host: ' shop.test. ', values: [' 192.0.2.1 ', '', 17] }, 53)).toEqual({
      name: 'shop.test',
      recordType: 'A',
      match: 'ANY',
      expected: ['192.0.2.1'],
      assertions: [],
      server: null,
    });
  });

  it('reads a server for each transport', () => {
    expect(readDnsRequest({ ...BASE, lookupRecord: 'mx', matchType: 'ALL', nameServer: '192.0.2.53' }, 53)).toMatchObject({
      recordType: 'MX',
      match: 'ALL',
      server: { host: '192.0.2.53', port: 53, transport: 'UDP' },
    });
    const tls = { ...BASE, transport: 'TLS', nameServer: 'dns.test' };
    expect(readDnsRequest(tls, 53)).toMatchObject({
      server: { host: 'dns.test', port: 853, transport: 'TLS', takesAnyCertificate: false },
    });
    expect(readDnsRequest({ ...tls, tlsPort: 8853, tlsServername: 'a.test', allowSelfSignedCert: true }, 53)).toMatchObject({
      server: { port: 8853, servername: 'a.test', takesAnyCertificate: true },
    });
  });

  it('needs no values where assertions say what must come back, and spells theirs alike', () => {
    const assertions = [
      { kind: 'record', comparison: 'contains', value: '2001:DB8:0::1' },
      { kind: 'record', comparison: 'matches', value: '^2001:DB8:0:' },
    ];
    expect(readDnsRequest({ host: 'shop.test', lookupRecord: 'AAAA', assertions }, 53)).toMatchObject({
      expected: [],
      assertions: [{ value: '2001:db8::1' }, { value: '^2001:DB8:0:' }],
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ values: ['x'] }, 'the monitor has no domain name yet'],
    [{ ...BASE, host: 'a..test' }, 'the domain name cannot be looked up'],
    [{ ...BASE, host: 'a b.test' }, 'the domain name cannot be looked up'],
    [{ ...BASE, host: `${'a'.repeat(64)}.test` }, 'the domain name cannot be looked up'],
    [{ ...BASE, host: 'ab.'.repeat(85) }, 'the domain name cannot be looked up'],
    [{ ...BASE, lookupRecord: 'AXFR' }, 'the record type AXFR is not known'],
    [{ host: 'shop.test' }, 'the monitor expects no values yet'],
    [{ host: 'shop.test', values: [' '] }, 'the monitor expects no values yet'],
    [{ ...BASE, matchType: 'SOME' }, 'the values must match ANY or ALL'],
    [{ ...BASE, transport: 'HTTPS' }, 'the transport must be UDP or TLS'],
    [{ ...BASE, transport: 'TLS' }, 'a name server must be given for DNS over TLS'],
    [{ ...BASE, transport: 'TLS', nameServer: 'dns.test', tlsPort: 0 }, 'the TLS port must be a number from 1 to 65535'],
  ])('says what is wrong with %j', (typeData, reason) => {
    expect(readDnsRequest(typeData, 53)).toBe(reason);
  });

  it('never throws, whatever was stored', () => {
    const members = fc.constantFrom('host', 'lookupRecord', 'matchType', 'values', 'transport', 'nameServer', 'tlsPort', 'assertions');
    fc.assert(
      fc.property(fc.dictionary(members, fc.anything()), (typeData) => {
        const request = readDnsRequest({ ...BASE, ...typeData }, 53);
        expect(typeof request === 'string' || request.expected.length + request.assertions.length > 0).toBe(true);
      }),
    );
  });
});
