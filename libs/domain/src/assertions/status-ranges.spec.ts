import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInRanges, parseStatusRanges } from './status-ranges.js';

describe('status ranges', () => {
  it.each([
    ['200', [{ from: 200, to: 200 }]],
    [
      '200-299,304',
      [
        { from: 200, to: 299 },
        { from: 304, to: 304 },
      ],
    ],
    [
      ' 200 - 204 , 418 ',
      [
        { from: 200, to: 204 },
        { from: 418, to: 418 },
      ],
    ],
  ])('reads %j', (text, expected) => {
    expect(parseStatusRanges(text)).toEqual(expected);
  });

  it.each([
    ['', /takes statuses and ranges/],
    ['2xx', /takes statuses and ranges/],
    ['200,', /takes statuses and ranges/],
    ['20', /takes statuses and ranges/],
    ['200-299-399', /takes statuses and ranges/],
    ['099', /from 100 to 599/],
    ['200-600', /from 100 to 599/],
    ['299-200', /ends before it starts/],
    ['200,'.repeat(51), /at most 200 characters/],
  ])('refuses %j', (text, reason) => {
    expect(parseStatusRanges(text)).toMatch(reason);
  });

  const status = fc.integer({ min: 100, max: 599 });
  const pair = fc.tuple(status, status).map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));

  it('reads back what it wrote, and holds exactly what lies between', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 20 }), status, (ranges, each) => {
        const parsed = parseStatusRanges(ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(','));
        expect(parsed).toEqual(ranges);
        expect(isInRanges(each, ranges)).toBe(ranges.some(({ from, to }) => from <= each && each <= to));
      }),
    );
  });

  it('answers for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(['object', 'string']).toContain(typeof parseStatusRanges(text))));
  });
});
