import { describe, expect, it } from '@jest/globals';
import { type TcpAssertion } from '@clarion/contract';
import { type TcpPing } from '../tcp-verdict/tcp-verdict.js';
import { judgeTcpAssertions } from './judge-tcp-assertions.js';

const matches = (pattern: string, text: string): boolean => new RegExp(pattern).test(text);
const open = (banner: string, parts: Partial<TcpPing> = {}): TcpPing => ({
  ...{ status: 'open', latency: 12, host: 'mail.test', port: 25, type: 'DOMAIN', reason: null, banner },
  ...parts,
});
const GREETING = '220 mail.test ESMTP\r\n';
const judge = (assertion: TcpAssertion, ...pings: TcpPing[]) => judgeTcpAssertions([assertion], pings, matches);

describe('assertions on what a port says', () => {
  it.each<TcpAssertion>([
    { kind: 'banner', comparison: 'contains', value: 'ESMTP' },
    { kind: 'banner', comparison: 'not_contains', value: 'SSH' },
    { kind: 'banner', comparison: 'starts_with', value: '220 ' },
    { kind: 'banner', comparison: 'matches', value: '^2\\d\\d ' },
    { kind: 'response_time', below: 13 },
  ])('hold: %j', (assertion) => {
    expect(judge(assertion, open(GREETING))).toEqual({ status: 'UP', failures: [] });
  });

  it.each<[TcpAssertion, string, string | null]>([
    [{ kind: 'banner', comparison: 'contains', value: 'SSH' }, 'the banner does not contain “SSH”', '220 mail.test ESMTP'],
    [{ kind: 'banner', comparison: 'not_contains', value: 'mail' }, 'the banner contains “mail”', '220 mail.test ESMTP'],
    [{ kind: 'banner', comparison: 'starts_with', value: 'ESMTP' }, 'the banner does not start with “ESMTP”', '220 mail.test ESMTP'],
    [{ kind: 'banner', comparison: 'matches', value: '^SSH' }, 'the banner does not match “^SSH”', '220 mail.test ESMTP'],
    [{ kind: 'response_time', below: 12 }, 'answered in 12 ms, not below 12 ms', null],
  ])('name what is wrong, and where: %j', (assertion, message, seen) => {
    expect(judge(assertion, open(GREETING))).toEqual({
      status: 'DOWN',
      failures: [{ severity: 'DOWN', message: `mail.test:25: ${message}`, seen }],
    });
  });

  it('take a port that says nothing for one that says nothing', () => {
    expect(judge({ kind: 'banner', comparison: 'contains', value: 'SSH' }, open('')).failures).toMatchObject([
      { message: 'mail.test:25: the port said nothing', seen: null },
    ]);
    expect(judge({ kind: 'banner', comparison: 'not_contains', value: 'SSH' }, open('')).status).toBe('UP');
  });

  it('look at every open port, and at no other', () => {
    const assertion: TcpAssertion = { kind: 'banner', comparison: 'contains', value: '220', severity: 'DEGRADED' };
    const closed: TcpPing = { status: 'error', latency: 1, host: 'gone.test', port: 25, type: 'DOMAIN', reason: 'connection refused' };
    const other = open('SSH-2.0', { host: '2001:db8::1', port: 22, type: 'IP6' });
    expect(judge(assertion, closed, open(GREETING), other)).toEqual({
      status: 'DEGRADED',
      failures: [{ severity: 'DEGRADED', message: '[2001:db8::1]:22: the banner does not contain “220”', seen: 'SSH-2.0' }],
    });
  });

  it('put the worst first', () => {
    const report = judgeTcpAssertions(
      [
        { kind: 'response_time', below: 1, severity: 'DEGRADED' },
        { kind: 'banner', comparison: 'contains', value: 'SSH' },
      ],
      [open(GREETING)],
      matches,
    );
    expect([report.status, report.failures.map(({ severity }) => severity)]).toEqual(['DOWN', ['DOWN', 'DEGRADED']]);
  });
});
