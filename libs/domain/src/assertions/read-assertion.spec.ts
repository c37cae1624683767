import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ASSERTION_KINDS } from '@clarion/contract';
import { patternOf, readAssertion } from './read-assertion.js';

const memberAtFault = (value: unknown): string | null | undefined => {
  const read = readAssertion(value);
  return read.ok ? undefined : read.fault.member;
};

describe('assertions as they are written', () => {
  it.each([
    { kind: 'status', ranges: '200-299,304' },
    { kind: 'status', ranges: '200', severity: 'DEGRADED' },
    { kind: 'status', ranges: '200', severity: null, note: 'members nobody knows stay' },
    { kind: 'header', name: 'Content-Type', comparison: 'contains', value: 'json' },
    { kind: 'header', name: 'x-cache', comparison: 'exists' },
    { kind: 'json', path: '$.a[0]', comparison: 'equals', value: null },
    { kind: 'json', path: '$.a[0]', comparison: 'less_than', value: '5.5' },
    { kind: 'json', path: '$', comparison: 'not_exists' },
    { kind: 'body', comparison: 'matches', value: '^ok' },
    { kind: 'response_time', below: 800 },
    { kind: 'certificate', days: 14 },
  ])('takes %j', (value) => {
    expect(readAssertion(value)).toEqual({ ok: true, assertion: value });
  });

  it.each<[unknown, string | null]>([
    ['status', null],
    [null, null],
    [[], null],
    [{}, 'kind'],
    [{ kind: 'script' }, 'kind'],
    [{ kind: 'toString' }, 'kind'],
    [{ kind: 'status' }, 'ranges'],
    [{ kind: 'status', ranges: '2xx' }, 'ranges'],
    [{ kind: 'status', ranges: '200', severity: 'UP' }, 'severity'],
    [{ kind: 'header', name: 'a b', comparison: 'exists' }, 'name'],
    [{ kind: 'header', name: 'a', comparison: 'is' }, 'comparison'],
    [{ kind: 'header', name: 'a', comparison: 'equals' }, 'value'],
    [{ kind: 'header', name: 'a', comparison: 'equals', value: 1 }, 'value'],
    [{ kind: 'json', path: '$..a', comparison: 'exists' }, 'path'],
    [{ kind: 'json', path: '$', comparison: 'equals', value: {} }, 'value'],
    [{ kind: 'json', path: '$', comparison: 'equals' }, 'value'],
    [{ kind: 'json', path: '$', comparison: 'greater_than', value: 'many' }, 'value'],
    [{ kind: 'json', path: '$', comparison: 'greater_than', value: '' }, 'value'],
    [{ kind: 'json', path: '$', comparison: 'matches', value: 'a'.repeat(1_001) }, 'value'],
    [{ kind: 'body', comparison: 'exists', value: 'a' }, 'comparison'],
    [{ kind: 'body', comparison: 'contains', value: '' }, 'value'],
    [{ kind: 'body', comparison: 'matches', value: 'a'.repeat(1_001) }, 'value'],
    [{ kind: 'response_time', below: 0 }, 'below'],
    [{ kind: 'response_time', below: '800' }, 'below'],
    [{ kind: 'certificate', days: -1 }, 'days'],
    [{ kind: 'certificate', days: NaN }, 'days'],
  ])('refuses %j by its member %s', (value, member) => {
    expect(memberAtFault(value)).toBe(member);
  });

  it('answers for anything', () => {
    const assertionLike = fc.record(
      {
        kind: fc.constantFrom(...ASSERTION_KINDS),
        severity: fc.jsonValue(),
        ranges: fc.jsonValue(),
        name: fc.jsonValue(),
        path: fc.jsonValue(),
        comparison: fc.oneof(fc.constantFrom('equals', 'matches', 'exists', 'less_than'), fc.jsonValue()),
        value: fc.jsonValue(),
        below: fc.jsonValue(),
        days: fc.jsonValue(),
      },
      { requiredKeys: ['kind'] },
    );
    fc.assert(fc.property(fc.oneof(fc.anything(), assertionLike), (value) => expect(typeof readAssertion(value).ok).toBe('boolean')));
  });

  it('names the regular expression of those that have one', () => {
    expect(patternOf({ kind: 'body', comparison: 'matches', value: 'a+' })).toBe('a+');
    expect(patternOf({ kind: 'json', path: '$', comparison: 'matches', value: 5 })).toBe('5');
    expect(patternOf({ kind: 'body', comparison: 'contains', value: 'a+' })).toBeNull();
    expect(patternOf({ kind: 'certificate', days: 1 })).toBeNull();
  });
});
