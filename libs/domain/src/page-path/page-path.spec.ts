import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPagePath, sanitizePath } from './page-path.js';

describe('sanitizePath', () => {
  it.each([
    ['EU Region', 'eu-region'],
    ['  EU \t\n Region ', 'eu-region'],
    ['~home', 'home'],
    ['a/b', 'ab'],
    ['Grüße', 'gre'],
    ['___', '___'],
    ['!?', ''],
    ['', ''],
  ])('makes %j into %j', (text, path) => expect(sanitizePath(text)).toBe(path));

  it('answers a path that stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const path = sanitizePath(text);
        expect(path).toMatch(/^[a-z0-9_-]*$/);
        expect(sanitizePath(path)).toBe(path);
      }),
    );
  });
});

it.each(['api', 'manage', 'events', 'monitors', 'assets', ''])('does not take “%s” for the path of a page', (word) => {
  expect(isPagePath(word)).toBe(false);
});
