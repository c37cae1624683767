import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * What an address is to us. `never` and `metadata` are refused to everybody, `private` depends on who asks, `public` is allowed.
 * @see reliability SEC-20
 */
export type AddressClass = 'never' | 'metadata' | 'private' | 'public';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Rule = readonly [network: Address, bits: number, kind: AddressClass | 'unwrap'];

const IPV4: Readonly<Record<AddressClass, readonly string[]>> = {
  never: [
    '0.0.0.0/8',
    '169.254.0.0/16',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '192.88.99.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '255.255.255.255/32',
  ],
  metadata: ['169.254.169.254/32', '100.100.100.200/32', '168.63.129.16/32', '192.0.0.192/32'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '198.18.0.0/15'],
  public: ['0.0.0.0/0'],
};

/** `::/0` is refused: only `2000::/3` is out there. What translates to IPv4 is judged as the IPv4 address inside. */
const IPV6: Readonly<Record<AddressClass | 'unwrap', readonly string[]>> = {
  never: [
    '::/0',
    '::/128',
    '::/96',
    '::ffff:0:0:0/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    '5f00::/16',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8',
  ],
  metadata: [
    'fd00:ec2::/32',
    'fd20:ce::254/128',
    'fd00:c1::a9fe:a9fe/128',
    'fd00:42::42/128',
    'fd00:a9fe:a9fe::1/128',
    'fd00:100::100:200/128',
  ],
  private: ['::1/128', 'fc00::/7'],
  public: ['2000::/3'],
  unwrap: ['::ffff:0:0/96', '64:ff9b::/96'],
};

/** The most specific network comes first, so the first match decides. */
const rulesOf = (table: Readonly<Partial<Record<Rule[2], readonly string[]>>>): readonly Rule[] =>
  Object.entries(table)
    .flatMap(([kind, networks]) => networks.map((network): Rule => [...ipaddr.parseCIDR(network), kind as Rule[2]]))
    .sort((a, b) => b[1] - a[1]);

const RULES = { ipv4: rulesOf(IPV4), ipv6: rulesOf(IPV6) } as const;
const EMBEDDED_FROM = 12;

/** The IPv4 address that an IPv6 address stands for, or the address itself. @throws Error when the text is no address */
export function unwrapAddress(text: string): Address {
  const address = ipaddr.parse(text);
  const rule = RULES[address.kind()].find(([network, bits]) => address.match(network, bits));
  return rule?.[2] === 'unwrap' ? ipaddr.fromByteArray(address.toByteArray().slice(EMBEDDED_FROM)) : address;
}

/** Class of an address literal. What is no address is `never`. */
export function classifyAddress(text: string): AddressClass {
  if (isIP(text) === 0 || text.includes('%')) return 'never';
  const address = unwrapAddress(text);
  const kind = RULES[address.kind()].find(([network, bits]) => address.match(network, bits))?.[2];
  return kind === undefined || kind === 'unwrap' ? 'never' : kind;
}

/** A network such as `10.0.0.0/8`; a single address is a network of one. */
export type Network = readonly [Address, number];

export function parseNetwork(text: string): Network {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** True when one of the networks holds the address; both sides are compared by the address that is meant. */
export function isWithin(text: string, networks: readonly Network[]): boolean {
  const address = unwrapAddress(text);
  return networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}
