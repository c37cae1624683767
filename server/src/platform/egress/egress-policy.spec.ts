import { describe, expect, it } from '@jest/globals';
import { EgressError } from './egress-error.js';
import { EgressPolicy, type EgressProfile } from './egress-policy.js';
import { parseHost } from './host-name.js';

const OPEN = { EGRESS_PRIVATE: 'allow', EGRESS_PRIVATE_OPERATOR: 'allow', EGRESS_ALLOW: [], EGRESS_DENY: [] } as const;
const allows = (policy: EgressPolicy, url: string, profile: EgressProfile): boolean => {
  try {
    policy.assertUrl(new URL(url), profile);
    return true;
  } catch (error) {
    if (error instanceof EgressError && error.reason === 'refused') return false;
    throw error;
  }
};
const verdicts = (policy: EgressPolicy, url: string): boolean[] =>
  (['monitor', 'operator', 'visitor'] as const).map((profile) => allows(policy, url, profile));

describe('EgressPolicy', () => {
  it.each<[string, string, boolean[]]>([
    ['a public address', 'https://1.1.1.1/', [true, true, true]],
    ['a name', 'https://example.org/', [true, true, true]],
    ['a private address', 'https://10.0.0.1/', [true, true, false]],
    ['the loopback address', 'https://127.0.0.1/', [true, true, false]],
    ['link-local', 'https://169.254.1.1/', [false, false, false]],
    ['a metadata address', 'https://169.254.169.254/', [false, false, false]],
    ['a metadata name', 'https://metadata.google.internal/', [false, false, false]],
    ['a metadata name with a dot', 'https://METADATA.google.internal./', [false, false, false]],
    ['plain http', 'http://1.1.1.1/', [true, true, false]],
    ['a low port', 'https://1.1.1.1:22/', [true, true, false]],
    ['a free port', 'https://1.1.1.1:8443/', [true, true, true]],
    ['a user name', 'https://user@1.1.1.1/', [false, false, false]],
    ['a password', 'https://:secret@1.1.1.1/', [false, false, false]],
    ['a file', 'file:///etc/passwd', [false, false, false]],
    ['gopher', 'gopher://1.1.1.1/', [false, false, false]],
    ['data', 'data:text/plain,x', [false, false, false]],
  ])('SEC-20 %s', (_name, url, expected) => {
    expect(verdicts(new EgressPolicy(OPEN), url)).toEqual(expected);
  });

  it('closes private networks for monitors and operators by their own switches, with exceptions', () => {
    const monitors = new EgressPolicy({ ...OPEN, EGRESS_PRIVATE: 'deny' });
    expect(verdicts(monitors, 'https://10.0.0.1/')).toEqual([false, true, false]);
    const operators = new EgressPolicy({ ...OPEN, EGRESS_PRIVATE_OPERATOR: 'deny' });
    expect(verdicts(operators, 'https://10.0.0.1/')).toEqual([true, false, false]);
    const except = new EgressPolicy({
      ...OPEN,
      EGRESS_PRIVATE: 'deny',
      EGRESS_PRIVATE_OPERATOR: 'deny',
      EGRESS_ALLOW: ['10.0.0.0/24', '169.254.169.254'],
    });
    expect(verdicts(except, 'https://10.0.0.1/')).toEqual([true, true, false]);
    expect(verdicts(except, 'https://10.0.1.1/')).toEqual([false, false, false]);
    expect(verdicts(except, 'https://169.254.169.254/')).toEqual([false, false, false]);
  });

  it('never dials what the operator denies, public or not', () => {
    const policy = new EgressPolicy({ ...OPEN, EGRESS_ALLOW: ['10.0.0.0/8'], EGRESS_DENY: ['1.1.1.0/24', '10.9.0.0/16'] });
    expect(verdicts(policy, 'https://1.1.1.1/')).toEqual([false, false, false]);
    expect(verdicts(policy, 'https://[::ffff:1.1.1.1]/')).toEqual([false, false, false]);
    expect(verdicts(policy, 'https://10.9.1.1/')).toEqual([false, false, false]);
    expect(verdicts(policy, 'https://1.1.2.1/')).toEqual([true, true, true]);
  });

  it('keeps everybody away from our own stores, by every spelling of the loopback address', () => {
    const policy = new EgressPolicy(OPEN);
    policy.protect('127.0.0.1', 5433);
    policy.protect('redis', 6379);
    for (const host of ['127.0.0.1', '127.9.9.9', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1']) {
      expect(allows(policy, `http://${host}:5433/`, 'monitor')).toBe(false);
    }
    expect(allows(policy, 'http://127.0.0.1:5434/', 'monitor')).toBe(true);
    expect(allows(policy, 'http://10.0.0.1:5433/', 'monitor')).toBe(true);
    expect(allows(policy, 'http://redis:6379/', 'monitor')).toBe(false);
    expect(policy.protectedNames(6379)).toEqual(['redis']);
  });

  it('lets our own server be watched where private networks are closed', () => {
    const policy = new EgressPolicy({ ...OPEN, EGRESS_PRIVATE: 'deny', EGRESS_PRIVATE_OPERATOR: 'deny' });
    policy.allowOwnServer(3000);
    expect(verdicts(policy, 'http://127.0.0.1:3000/readyz')).toEqual([true, false, false]);
    expect(verdicts(policy, 'http://127.0.0.1:3001/readyz')).toEqual([false, false, false]);
    expect(verdicts(policy, 'http://10.0.0.1:3000/readyz')).toEqual([false, false, false]);
  });
});

describe('parseHost', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['017700000001', '127.0.0.1'],
    ['0x7f.0.0.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['127.0.0.1.', '127.0.0.1'],
    ['１２７.０.０.１', '127.0.0.1'],
    ['①②⑦.⓪.⓪.①', '127.0.0.1'],
    ['169。254。169。254', '169.254.169.254'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    ['[0:0:0:0:0:0:0:1]', '::1'],
    ['::ffff:169.254.169.254', '::ffff:a9fe:a9fe'],
  ])('SEC-21 reads %s as the address %s', (text, address) => {
    expect(parseHost(text)).toMatchObject({ kind: 'address', address });
  });

  it.each([
    ['Example.ORG', 'example.org'],
    ['example.org.', 'example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['db', 'db'],
  ])('reads %s as the name %s', (text, name) => {
    expect(parseHost(text)).toEqual({ kind: 'name', name });
  });

  it.each([
    '',
    ' ',
    'a b',
    'fe80::1%eth0',
    '[fe80::1%25eth0]',
    'user@host',
    'host/path',
    'host?x',
    'host#x',
    'host:80',
    '[::1]:80',
    'a\\b',
    '256.1.1.1',
    '1.2.3.4.5',
    '%31.1.1.1',
    '[::g]',
    'metadata',
    'instance-data.ec2.internal',
    'metadata.tencentyun.com',
    'x'.repeat(260),
  ])('SEC-21 refuses “%s”', (text) => {
    expect(() => parseHost(text)).toThrow(EgressError);
  });
});
