import { describe, expect, it } from '@jest/globals';
import { codingFor, holds } from './representation.js';

describe('codingFor', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR;Q=0.1', 'br'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['identity;q=1, *;q=0', 'identity'],
    ['deflate', 'identity'],
    ['br;q=x', 'identity'],
  ])('answers %p with %p', (header, coding) => {
    expect(codingFor(header)).toBe(coding);
    expect(codingFor(header)).toBe(coding);
  });
});

describe('holds', () => {
  it.each([
    [undefined, false],
    ['"1.7-abc-br"', true],
    ['"1.7-abc-gzip"', true],
    ['W/"1.7-abc-identity"', true],
    ['"0.9-x-br", "1.7-abc-br"', true],
    ['*', true],
    ['"1.7-abd-br"', false],
    ['"1.7-abc-zstd"', false],
    ['1.7-abc-br', false],
  ])('takes %p for %p', (header, expected) => {
    expect(holds(header, '1.7-abc')).toBe(expected);
  });
});
