import { describe, expect, it } from '@jest/globals';
import { type DnsAssertion } from '@clarion/contract';
import { type DnsRecord, judgeDnsAssertions } from './judge-dns-assertions.js';

const matches = (pattern: string, text: string): boolean => new RegExp(pattern).test(text);
const RECORDS: readonly DnsRecord[] = [
  { value: ['192.0.2.1'], ttl: 300 },
  { value: ['Mail.Shop.test.'], ttl: 60 },
  { value: ['v=spf1 -all', 'v=spf1-all'], ttl: 3_600 },
];
const judge = (assertion: DnsAssertion, records = RECORDS) => judgeDnsAssertions([assertion], { records, latencyMs: 25 }, matches);

describe('assertions on the records of a name', () => {
  it.each<DnsAssertion>([
    { kind: 'record', comparison: 'contains', value: 'mail.shop.test' },
    { kind: 'record', comparison: 'contains', value: 'v=spf1-all' },
    { kind: 'record', comparison: 'not_contains', value: '192.0.2' },
    { kind: 'record', comparison: 'matches', value: '^192\\.0\\.2\\.\\d+$' },
    { kind: 'count', at_least: 3, at_most: 3 },
    { kind: 'count', at_least: null, at_most: 5 },
    { kind: 'ttl', at_least: 60, at_most: 3_600 },
    { kind: 'response_time', below: 26 },
  ])('hold: %j', (assertion) => {
    expect(judge(assertion)).toEqual({ status: 'UP', failures: [] });
  });

  it.each<[DnsAssertion, string, string | null]>([
    [{ kind: 'record', comparison: 'contains', value: '192.0.2.9' }, 'no record is “192.0.2.9”', '192.0.2.1, Mail.Shop.test., v=spf1 -all'],
    [{ kind: 'record', comparison: 'not_contains', value: '192.0.2.1' }, 'a record is “192.0.2.1”', null],
    [{ kind: 'record', comparison: 'matches', value: '^10' }, 'no record matches “^10”', '192.0.2.1, Mail.Shop.test., v=spf1 -all'],
    [{ kind: 'count', at_least: 4 }, '3 records, fewer than 4', null],
    [{ kind: 'count', at_most: 2 }, '3 records, more than 2', null],
    [{ kind: 'ttl', at_least: 120 }, 'a record has 60 seconds to live, fewer than 120', null],
    [{ kind: 'ttl', at_most: 600 }, 'a record has 3600 seconds to live, more than 600', null],
    [{ kind: 'response_time', below: 25 }, 'answered in 25 ms, not below 25 ms', null],
  ])('name what is wrong: %j', (assertion, message, seen) => {
    expect(judge(assertion)).toEqual({ status: 'DOWN', failures: [{ severity: 'DOWN', message, seen }] });
  });

  it('have nothing to find where there are no records', () => {
    expect(judge({ kind: 'record', comparison: 'contains', value: 'a' }, []).failures).toMatchObject([{ seen: 'nothing' }]);
    expect(judge({ kind: 'count', at_most: 0 }, []).status).toBe('UP');
    expect(judge({ kind: 'ttl', at_least: 60 }, []).status).toBe('UP');
  });

  it('ask for the same patterns in the same order, whatever they are told', () => {
    const asked = (answer: boolean): string[] => {
      const texts: string[] = [];
      const assertion: DnsAssertion = { kind: 'record', comparison: 'matches', value: 'x' };
      judgeDnsAssertions([assertion], { records: RECORDS, latencyMs: 1 }, (_, text) => {
        texts.push(text);
        return answer;
      });
      return texts;
    };
    expect(asked(true)).toEqual(asked(false));
  });
});
