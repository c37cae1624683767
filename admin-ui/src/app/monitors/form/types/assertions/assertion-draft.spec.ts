import type { AssertedType } from '@clarion/contract';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { applyEach, form } from '@angular/forms/signals';
import { assertionRules, readAssertion, writeAssertion } from './assertion-draft.js';

const errorsOf = (data: Record<string, unknown>, type: AssertedType = 'API'): string[] => {
  const draft = signal({ rows: [readAssertion(data, type)] });
  const tree = TestBed.runInInjectionContext(() => form(draft, (path) => applyEach(path.rows, assertionRules)));
  return tree()
    .errorSummary()
    .map(({ message }) => message ?? '');
};

describe('an assertion', () => {
  it.each([
    { kind: 'status', ranges: '200-299,304', severity: 'DOWN' },
    { kind: 'header', name: 'content-type', comparison: 'contains', value: 'json', severity: 'DEGRADED' },
    { kind: 'header', name: 'x-cache', comparison: 'exists', severity: 'DOWN' },
    { kind: 'json', path: '$.items[0].name', comparison: 'greater_than', value: '3', severity: 'DOWN' },
    { kind: 'json', path: '$', comparison: 'equals', value: '', severity: 'DOWN' },
    { kind: 'body', comparison: 'matches', value: '^ok', severity: 'DOWN' },
    { kind: 'response_time', below: 800, severity: 'DEGRADED' },
    { kind: 'certificate', days: 14, severity: 'DEGRADED' },
    { kind: 'colour', of: { the: 'answer' } },
  ])('comes back as it was stored, and is right: %j', (data) => {
    expect(writeAssertion(readAssertion(data, 'API'))).toEqual(data);
    expect(errorsOf(data)).toEqual([]);
  });

  it.each<[AssertedType, Record<string, unknown>]>([
    ['TCP', { kind: 'banner', comparison: 'starts_with', value: '220', severity: 'DOWN' }],
    ['TCP', { kind: 'banner', comparison: 'matches', value: '^\\+PONG', severity: 'DEGRADED' }],
    ['TCP', { kind: 'response_time', below: 50, severity: 'DEGRADED' }],
    ['TCP', { kind: 'status', ranges: '200' }],
    ['DNS', { kind: 'record', comparison: 'not_contains', value: '192.0.2.1', severity: 'DOWN' }],
    ['DNS', { kind: 'count', at_least: 2, at_most: 4, severity: 'DOWN' }],
    ['DNS', { kind: 'ttl', at_most: 3_600, severity: 'DEGRADED' }],
    ['DNS', { kind: 'count', at_most: 0, severity: 'DOWN' }],
  ])('of a %s monitor comes back as it was stored, and is right: %j', (type, data) => {
    expect(writeAssertion(readAssertion(data, type))).toEqual(data);
    expect(errorsOf(data, type)).toEqual([]);
  });

  it.each<[AssertedType, Record<string, unknown>, string]>([
    ['TCP', { kind: 'banner', comparison: 'contains', value: '' }, 'Enter what to look for.'],
    ['DNS', { kind: 'record', comparison: 'matches', value: '' }, 'Enter what to look for.'],
    ['DNS', { kind: 'count' }, 'Enter at least one of the two.'],
    ['DNS', { kind: 'count', at_least: 1.5 }, 'A whole number from 0 to 65535.'],
    ['DNS', { kind: 'ttl', at_least: 300, at_most: 60 }, 'This leaves nothing between the two.'],
  ])('of a %s monitor refuses %j', (type, data, message) => {
    expect(errorsOf(data, type)).toEqual([message]);
  });

  it('shows values of any sort as text', () => {
    expect(readAssertion({ kind: 'json', path: '$.n', comparison: 'equals', value: null }, 'API').value).toBe('null');
    expect(readAssertion({ kind: 'json', path: '$.n', comparison: 'equals', value: true }, 'API').value).toBe('true');
  });

  it.each([
    [{ kind: 'status', ranges: '200-' }, 'Statuses and ranges of them, such as 200-299,304.'],
    [{ kind: 'status', ranges: '304,299-200' }, '299-200 ends before it starts.'],
    [{ kind: 'status', ranges: '' }, 'Statuses and ranges of them, such as 200-299,304.'],
    [{ kind: 'header', name: 'two words', comparison: 'exists' }, 'The name of a header, such as content-type.'],
    [{ kind: 'json', path: 'items', comparison: 'exists' }, 'A path from $, such as $.items[0].name.'],
    [{ kind: 'json', path: '$.n', comparison: 'less_than', value: 'few' }, 'Enter a number.'],
    [{ kind: 'body', comparison: 'contains', value: '' }, 'Enter what to look for.'],
    [{ kind: 'body', comparison: 'equals', value: 'x' }, 'Choose how to compare.'],
    [{ kind: 'response_time', below: 0 }, 'From 1 to 300000 ms.'],
    [{ kind: 'certificate', days: 9_999 }, 'From 0 to 3650 days.'],
  ])('refuses %j', (data, message) => {
    expect(errorsOf(data)).toEqual([message]);
  });
});
