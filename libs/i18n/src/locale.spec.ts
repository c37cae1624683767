import { describe, expect, it } from '@jest/globals';

import { resolveLocale } from './locale.js';

describe('resolveLocale', () => {
  it('takes the first language that has a dictionary, by itself or through its base', () => {
    expect(resolveLocale(['tlh', 'en-AU'])).toBe('en');
  });

  it('falls back when nothing fits', () => {
    expect(resolveLocale(['zh-MO', '', '-', 'x-y-z'])).toBe('en');
  });

  it('does not take names of object members for languages', () => {
    expect(resolveLocale(['constructor', 'toString'])).toBe('en');
  });
});
