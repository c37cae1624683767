import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DnsValue, judgeDns, normaliseDnsText } from './dns-verdict.js';

const found = (...texts: string[]): DnsValue[] => texts.map((text) => [text]);

describe('verdict over DNS records (monitors §6.4)', () => {
  it.each<[string, DnsValue[], string[], 'ANY' | 'ALL', string, string | null]>([
    ['one of two', found('192.0.2.1', '192.0.2.2'), ['192.0.2.2'], 'ANY', 'UP', null],
    ['one wanted of several', found('192.0.2.1'), ['192.0.2.9', '192.0.2.1'], 'ANY', 'UP', null],
    ['all of them', found('b.test.', 'a.test'), ['A.test', ' b.test '], 'ALL', 'UP', null],
    ['a part', found('a.test'), ['a.test', 'b.test'], 'ALL', 'DOWN', 'missing b.test; found a.test'],
    ['none', found('192.0.2.1'), ['192.0.2.9'], 'ANY', 'DOWN', 'missing 192.0.2.9; found 192.0.2.1'],
    ['none of several', found('x'), ['a', 'b'], 'ANY', 'DOWN', 'expected one of a, b; found x'],
    ['nothing there', [], ['a'], 'ANY', 'DOWN', 'no A records'],
    ['a second spelling', [['v=spf1 -all', 'v=spf1-all']], ['v=spf1-all'], 'ALL', 'UP', null],
    ['a long list', found('1', '2', '3', '4', '5', '6', '7'), ['0'], 'ANY', 'DOWN', 'missing 0; found 1, 2, 3, 4, 5 and 2 more'],
  ])('%s', (_, values, expected, match, status, errorMessage) => {
    expect(judgeDns(values, expected, match, 'A')).toEqual({ status, errorMessage });
  });

  it('drops one dot and no more', () => {
    expect([' A.Test. ', 'a.test..', '.'].map(normaliseDnsText)).toEqual(['a.test', 'a.test.', '']);
  });

  it('asks less with ANY than with ALL, and does not care about order or letters', () => {
    const texts = fc.array(fc.constantFrom('a', 'B', 'c.', 'D', 'e'), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, texts, (answered, expected) => {
        const all = judgeDns(found(...answered), expected, 'ALL', 'TXT').status;
        if (all === 'UP') expect(judgeDns(found(...answered), expected, 'ANY', 'TXT').status).toBe('UP');
        const other = found(...answered.map((text) => text.toUpperCase())).reverse();
        expect(judgeDns(other, [...expected].reverse(), 'ALL', 'TXT').status).toBe(all);
      }),
    );
  });
});
