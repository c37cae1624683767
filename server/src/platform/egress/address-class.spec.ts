import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AddressClass, classifyAddress, isWithin, parseNetwork } from './address-class.js';

/** First, last and neighbouring addresses of every range of SEC-20. */
const CLASSES: Readonly<Record<AddressClass, readonly string[]>> = {
  never: [
    ...[
      '0.0.0.0',
      '0.255.255.255',
      '169.254.0.1',
      '169.254.169.253',
      '192.0.0.1',
      '192.0.2.1',
      '198.51.100.7',
      '203.0.113.255',
      '192.88.99.1',
    ],
    ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::2',
      '::7f00:1',
      '::ffff:0:127.0.0.1',
      '64:ff9b:1::1',
      '100::1',
      '2001::1',
      '2001:1ff::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '3fff::1',
      '5f00::1',
    ],
    ...['fe80::1', 'febf::1', 'fec0::1', 'ff02::1', '4000::1', 'f000::1', '64:ff9b:2::1'],
    ...['::ffff:0.0.0.1', '::ffff:169.254.1.1', '64:ff9b::224.0.0.1'],
    ...['', 'localhost', '1.2.3', 'fe80::1%eth0'],
  ],
  metadata: [
    ...['169.254.169.254', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
    ...['fd00:ec2::254', 'fd20:ce::254', 'fd00:c1::a9fe:a9fe', 'fd00:42::42', 'fd00:a9fe:a9fe::1', 'fd00:100::100:200'],
    ...['::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe', '64:ff9b::100.100.100.200'],
  ],
  private: [
    ...[
      '10.0.0.1',
      '10.255.255.255',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.0.1',
      '100.64.0.1',
      '100.127.255.255',
      '127.0.0.1',
      '127.255.255.254',
      '198.18.0.1',
      '198.19.255.255',
    ],
    ...['::1', 'fc00::1', 'fd12:3456::1', 'fdff::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::10.0.0.1'],
  ],
  public: [
    ...[
      '1.1.1.1',
      '9.255.255.255',
      '11.0.0.1',
      '100.63.255.255',
      '100.128.0.1',
      '126.255.255.255',
      '128.0.0.1',
      '172.15.255.255',
      '172.32.0.1',
      '192.167.1.1',
      '198.17.255.255',
      '198.20.0.1',
      '223.255.255.255',
    ],
    ...['2000::1', '2001:200::1', '2606:4700::1111', '2a00:1450::1', '::ffff:1.1.1.1', '64:ff9b::8.8.8.8'],
  ],
};

describe('classifyAddress', () => {
  it.each(Object.entries(CLASSES).flatMap(([kind, addresses]) => addresses.map((address) => [address, kind] as const)))(
    'SEC-26 %s is %s',
    (address, kind) => {
      expect(classifyAddress(address)).toBe(kind);
    },
  );

  const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));

  it('judges an embedded IPv4 address as the address itself', () => {
    fc.assert(
      fc.property(octets, (parts) => {
        const address = parts.join('.');
        expect(classifyAddress(`::ffff:${address}`)).toBe(classifyAddress(address));
        expect(classifyAddress(`64:ff9b::${address}`)).toBe(classifyAddress(address));
      }),
    );
  });

  it('calls nothing public outside 2000::/3 and the translations', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), (groups) => {
        fc.pre(
          ((groups[0] ?? 0) & 0xe000) !== 0x2000 &&
            !(groups[0] === 0x64 && groups[1] === 0xff9b) &&
            groups.slice(0, 5).some((group) => group !== 0),
        );
        expect(classifyAddress(groups.map((group) => group.toString(16)).join(':'))).not.toBe('public');
      }),
    );
  });
});

it('finds an address in a network whichever way it is written', () => {
  const networks = ['10.1.0.0/16', 'fd00::/8', '192.0.2.7'].map(parseNetwork);
  expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd01::1', '192.0.2.7'].every((address) => isWithin(address, networks))).toBe(true);
  expect(['10.2.0.1', 'fc00::1', '192.0.2.8'].some((address) => isWithin(address, networks))).toBe(false);
});
