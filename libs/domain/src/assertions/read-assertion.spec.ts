import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ASSERTION_KINDS, type AssertedType, DNS_ASSERTION_KINDS, TCP_ASSERTION_KINDS } from '@clarion/contract';
import { patternOf, readAssertion } from './read-assertion.js';

const memberAtFault = (value: unknown, type: AssertedType = 'API'): string | null | undefined => {
  const read = readAssertion(value, type);
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
    expect(readAssertion(value, 'API')).toEqual({ ok: true, assertion: value });
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

  it.each<[AssertedType, object]>([
    ['TCP', { kind: 'banner', comparison: 'starts_with', value: '220' }],
    ['TCP', { kind: 'banner', comparison: 'matches', value: '^SSH-2' }],
    ['TCP', { kind: 'response_time', below: 20 }],
    ['DNS', { kind: 'record', comparison: 'not_contains', value: '192.0.2.9' }],
    ['DNS', { kind: 'count', at_least: 2, at_most: 2 }],
    ['DNS', { kind: 'count', at_most: 0 }],
    ['DNS', { kind: 'ttl', at_least: 60, at_most: null, severity: 'DEGRADED' }],
  ])('takes for a %s monitor %j', (type, value) => {
    expect(readAssertion(value, type)).toEqual({ ok: true, assertion: value });
  });

  it.each<[AssertedType, unknown, string | null]>([
    ['TCP', { kind: 'status', ranges: '200' }, 'kind'],
    ['API', { kind: 'banner', comparison: 'contains', value: '220' }, 'kind'],
    ['TCP', { kind: 'banner', comparison: 'equals', value: '220' }, 'comparison'],
    ['TCP', { kind: 'banner', comparison: 'starts_with', value: '' }, 'value'],
    ['DNS', { kind: 'record', comparison: 'starts_with', value: 'a' }, 'comparison'],
    ['DNS', { kind: 'count' }, 'at_least'],
    ['DNS', { kind: 'count', at_least: '2' }, 'at_least'],
    ['DNS', { kind: 'count', at_most: 1.5 }, 'at_most'],
    ['DNS', { kind: 'ttl', at_least: -1 }, 'at_least'],
    ['DNS', { kind: 'ttl', at_least: 300, at_most: 60 }, 'at_least'],
  ])('refuses for a %s monitor %j by its member %s', (type, value, member) => {
    expect(memberAtFault(value, type)).toBe(member);
  });

  it('answers for anything', () => {
    const assertionLike = fc.record(
      {
        kind: fc.constantFrom(...ASSERTION_KINDS, ...TCP_ASSERTION_KINDS, ...DNS_ASSERTION_KINDS),
        severity: fc.jsonValue(),
        ranges: fc.jsonValue(),
        name: fc.jsonValue(),
        path: fc.jsonValue(),
        comparison: fc.oneof(fc.constantFrom('equals', 'matches', 'exists', 'less_than'), fc.jsonValue()),
        value: fc.jsonValue(),
        below: fc.jsonValue(),
        days: fc.jsonValue(),
        at_least: fc.jsonValue(),
        at_most: fc.jsonValue(),
      },
      { requiredKeys: ['kind'] },
    );
    const type = fc.constantFrom<AssertedType>('API', 'TCP', 'DNS');
    fc.assert(
      fc.property(fc.oneof(fc.anything(), assertionLike), type, (value, of) => expect(typeof readAssertion(value, of).ok).toBe('boolean')),
    );
  });

  it('names the regular expression of those that have one', () => {
    expect(patternOf({ kind: 'body', comparison: 'matches', value: 'a+' })).toBe('a+');
    expect(patternOf({ kind: 'json', path: '$', comparison: 'matches', value: 5 })).toBe('5');
    expect(patternOf({ kind: 'body', comparison: 'contains', value: 'a+' })).toBeNull();
    expect(patternOf({ kind: 'certificate', days: 1 })).toBeNull();
  });
});
