import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ApiAssertion, VALUE_COMPARISONS } from '@clarion/contract';
import { compares } from './compare.js';
import { type AssertedAnswer, judgeAssertions } from './judge-assertions.js';

const NOW = 1_800_000_000;
const DAY = 86_400;
const matches = (pattern: string, text: string): boolean => new RegExp(pattern).test(text);
const anAnswer = (parts: Partial<AssertedAnswer> = {}): AssertedAnswer => ({
  httpStatus: 200,
  headers: { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] },
  body: '{"status":"ok","count":3,"up":true,"nothing":null,"items":[{"id":1},"x",7]}',
  latencyMs: 120,
  certificateEndsAt: NOW + 30 * DAY,
  ...parts,
});
const failuresOf = (assertion: ApiAssertion, parts: Partial<AssertedAnswer> = {}): { message: string; seen: string | null }[] =>
  judgeAssertions([assertion], anAnswer(parts), NOW, matches).failures.map(({ message, seen }) => ({ message, seen }));

describe('assertions of API monitors', () => {
  it.each<[ApiAssertion, Partial<AssertedAnswer>]>([
    [{ kind: 'status', ranges: '200-299,304' }, {}],
    [{ kind: 'status', ranges: '503' }, { httpStatus: 503 }],
    [{ kind: 'header', name: 'Content-Type', comparison: 'equals', value: 'application/json' }, {}],
    [{ kind: 'header', name: 'set-cookie', comparison: 'contains', value: 'b=2' }, {}],
    [{ kind: 'header', name: 'x-none', comparison: 'not_exists' }, {}],
    [{ kind: 'header', name: 'x-none', comparison: 'not_equals', value: 'a' }, {}],
    [{ kind: 'json', path: '$.status', comparison: 'equals', value: 'ok' }, {}],
    [{ kind: 'json', path: '$.count', comparison: 'equals', value: '3.0' }, {}],
    [{ kind: 'json', path: '$.up', comparison: 'equals', value: 'true' }, {}],
    [{ kind: 'json', path: '$.nothing', comparison: 'equals', value: null }, {}],
    [{ kind: 'json', path: '$.nothing', comparison: 'exists' }, {}],
    [{ kind: 'json', path: '$.count', comparison: 'greater_than', value: 2 }, {}],
    [{ kind: 'json', path: '$.count', comparison: 'less_than', value: '4' }, {}],
    [{ kind: 'json', path: '$.items', comparison: 'contains', value: 'x' }, {}],
    [{ kind: 'json', path: '$.items', comparison: 'contains', value: 7 }, {}],
    [{ kind: 'json', path: '$.status', comparison: 'matches', value: '^o' }, {}],
    [{ kind: 'body', comparison: 'contains', value: '"ok"' }, {}],
    [{ kind: 'body', comparison: 'not_contains', value: 'error' }, {}],
    [{ kind: 'body', comparison: 'matches', value: 'count":\\d' }, {}],
    [{ kind: 'response_time', below: 121 }, {}],
    [{ kind: 'certificate', days: 30 }, {}],
  ])('is content: %j', (assertion, parts) => {
    expect(failuresOf(assertion, parts)).toEqual([]);
  });

  it.each<[ApiAssertion, Partial<AssertedAnswer>, string, string | null]>([
    [{ kind: 'status', ranges: '200-299' }, { httpStatus: 304 }, 'HTTP 304 is not in 200-299', null],
    [
      { kind: 'header', name: 'Content-Type', comparison: 'equals', value: 'text/html' },
      {},
      'the header Content-Type is not “text/html”',
      'application/json',
    ],
    [{ kind: 'header', name: 'x-none', comparison: 'exists' }, {}, 'the header x-none is missing', 'nothing'],
    [{ kind: 'json', path: '$.status', comparison: 'equals', value: 'fine' }, {}, '$.status is not “fine”', 'ok'],
    [{ kind: 'json', path: '$.items', comparison: 'equals', value: 'x' }, {}, '$.items is not “x”', 'a list'],
    [{ kind: 'json', path: '$.items[0]', comparison: 'matches', value: 'x' }, {}, '$.items[0] does not match “x”', 'an object'],
    [{ kind: 'json', path: '$.absent', comparison: 'greater_than', value: 1 }, {}, '$.absent is not more than 1', 'nothing'],
    [{ kind: 'json', path: '$.status', comparison: 'less_than', value: 1 }, {}, '$.status is not less than 1', 'ok'],
    [{ kind: 'json', path: '$.up', comparison: 'not_exists' }, {}, '$.up is there', 'true'],
    [{ kind: 'json', path: '$.up', comparison: 'not_exists' }, { body: '<html>' }, 'the body is not JSON', null],
    [{ kind: 'body', comparison: 'contains', value: 'x'.repeat(99) }, {}, `the body does not contain “${'x'.repeat(60)}…”`, null],
    [{ kind: 'body', comparison: 'not_contains', value: 'ok' }, {}, 'the body contains “ok”', null],
    [{ kind: 'body', comparison: 'matches', value: '^ok' }, {}, 'the body does not match “^ok”', null],
    [{ kind: 'response_time', below: 120 }, {}, 'answered in 120 ms, not below 120 ms', null],
    [{ kind: 'certificate', days: 31 }, {}, 'the certificate ends in 30 days, sooner than 31', null],
    [{ kind: 'certificate', days: 1 }, { certificateEndsAt: NOW - DAY }, 'the certificate ends in 0 days, sooner than 1', null],
    [{ kind: 'certificate', days: 1 }, { certificateEndsAt: null }, 'there is no certificate, the answer came without TLS', null],
  ])('names what is wrong: %j', (assertion, parts, message, seen) => {
    expect(failuresOf(assertion, parts)).toEqual([{ message, seen }]);
  });

  it('SEC-41 hands a regular expression no more of a body than it may see', () => {
    const seen: number[] = [];
    const spy = (_: string, text: string): boolean => seen.push(text.length) > 0;
    judgeAssertions([{ kind: 'body', comparison: 'matches', value: 'x' }], anAnswer({ body: 'a'.repeat(200_000) }), NOW, spy);
    const long = JSON.stringify({ text: 'a'.repeat(200_000) });
    judgeAssertions([{ kind: 'json', path: '$.text', comparison: 'matches', value: 'x' }], anAnswer({ body: long }), NOW, spy);
    expect(seen).toEqual([65_536, 65_536]);
    expect(failuresOf({ kind: 'body', comparison: 'matches', value: 'b' }, { body: 'a'.repeat(70_000) })[0]?.message).toMatch(
      /in its first 65536 characters/,
    );
  });

  it('does not read as JSON what is too long for it', () => {
    const body = JSON.stringify('a'.repeat(1024 * 1024));
    expect(failuresOf({ kind: 'json', path: '$', comparison: 'exists' }, { body })[0]?.message).toMatch(/too long to read as JSON/);
  });

  it('names every failure, the worst first', () => {
    const report = judgeAssertions(
      [
        { kind: 'response_time', below: 100, severity: 'DEGRADED' },
        { kind: 'status', ranges: '200' },
        { kind: 'body', comparison: 'contains', value: 'welcome' },
      ],
      anAnswer({ httpStatus: 500 }),
      NOW,
      matches,
    );
    expect(report.status).toBe('DOWN');
    expect(report.failures.map(({ severity, message }) => [severity, message])).toEqual([
      ['DOWN', 'HTTP 500 is not in 200'],
      ['DOWN', 'the body does not contain “welcome”'],
      ['DEGRADED', 'answered in 120 ms, not below 100 ms'],
    ]);
  });

  const assertion = fc.record({
    kind: fc.constant('json' as const),
    path: fc.constantFrom('$.status', '$.count', '$.items[0].id', '$.absent', '$'),
    comparison: fc.constantFrom(...VALUE_COMPARISONS.filter((comparison) => comparison !== 'matches')),
    value: fc.constantFrom('ok', 3, '1', null, true),
    severity: fc.constantFrom('DOWN' as const, 'DEGRADED' as const),
  });
  const RANK = { UP: 0, DEGRADED: 1, DOWN: 2 };
  it('one more assertion never makes a verdict better, and their order never matters to it', () => {
    fc.assert(
      fc.property(fc.array(assertion, { maxLength: 6 }), assertion, fc.json(), (list, more, body) => {
        const judge = (assertions: ApiAssertion[]): { status: keyof typeof RANK; failures: readonly unknown[] } =>
          judgeAssertions(assertions, anAnswer({ body }), NOW, matches);
        const before = judge(list);
        const after = judge([...list, more]);
        expect(RANK[after.status]).toBeGreaterThanOrEqual(RANK[before.status]);
        expect(judge([more, ...list].reverse()).status).toBe(after.status);
        expect(before.status === 'UP').toBe(before.failures.length === 0);
      }),
    );
  });

  it('a comparison and its opposite never agree', () => {
    const opposites = [
      ['equals', 'not_equals'],
      ['contains', 'not_contains'],
      ['exists', 'not_exists'],
    ] as const;
    const found = fc.oneof(
      fc.constant({ isThere: false as const }),
      fc.jsonValue().map((value) => ({ isThere: true as const, value })),
    );
    const expected = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(found, expected, fc.constantFrom(...opposites), (place, value, [comparison, opposite]) => {
        expect(compares(place, comparison, value, matches)).toBe(!compares(place, opposite, value, matches));
      }),
    );
  });
});
