import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { acceptedLocales, canonicalLocale, chooseLocale, isLocale, localeChain, LOCALES, resolveLocale } from './locale.js';

describe('resolveLocale', () => {
  it.each([
    [['tlh', 'en-AU'], 'en'],
    [['de-AT'], 'de'],
    [['dk'], 'da'],
    [['nb-NO'], 'nb'],
    [['zh-tw'], 'zh-TW'],
    [['zh-Hans-SG'], 'zh-CN'],
    [['pt-PT'], 'pt-BR'],
    [['zh-MO', '', '-', 'x-y-z'], 'zh-MO'],
    [['', '-', 'x-y-z'], 'en'],
  ])('%j speaks %s', (wanted, locale) => {
    expect(resolveLocale(wanted)).toBe(locale);
  });

  it('does not take names of object members for languages', () => {
    expect(resolveLocale(['constructor', 'toString'])).toBe('en');
  });

  it('answers a language that has a dictionary, whatever is wanted', () => {
    fc.assert(fc.property(fc.array(fc.string()), (wanted) => isLocale(resolveLocale(wanted))));
  });
});

describe('localeChain', () => {
  it('never leads from traditional to simplified writing', () => {
    expect(localeChain('zh-MO')).toEqual(['zh-MO', 'zh-HK', 'zh-TW', 'en']);
  });

  it('leads from a region to its language', () => {
    expect(localeChain('de-CH-1996')).toEqual(['de-CH-1996', 'de-CH', 'de']);
  });
});

describe('canonicalLocale', () => {
  it('is idempotent', () => {
    const code = fc.oneof(fc.string(), fc.constantFrom('dk', 'nb-NO', 'zh', 'iw', ...Object.keys(LOCALES)));
    fc.assert(fc.property(code, (each) => canonicalLocale(canonicalLocale(each)) === canonicalLocale(each)));
  });
});

describe('chooseLocale', () => {
  const offered = ['en', 'dk', 'de', 'zh-TW'];

  it.each([
    [['da'], 'dk'],
    [['da-DK'], 'dk'],
    [['dk'], 'dk'],
    [['fr', 'de-AT', 'en'], 'de'],
    [['zh-HK'], 'zh-TW'],
    [['zh-CN', 'fr'], null],
    [[], null],
  ])('%j chooses %s', (wanted, locale) => {
    expect(chooseLocale(wanted, offered)).toBe(locale);
  });
});

describe('acceptedLocales', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', ['de-AT', 'de', 'en']],
    ['en;q=0.2, fa;q=0.7, *;q=0.1', ['fa', 'en']],
    ['de;q=0, fr', ['fr']],
    ['', []],
    ['../../etc, <script>', []],
  ])('reads %j', (header, locales) => {
    expect(acceptedLocales(header)).toEqual(locales);
  });

  it('reads a dozen languages at most, whatever is sent', () => {
    fc.assert(fc.property(fc.string(), (header) => acceptedLocales(`${header},${'de,'.repeat(1_000)}`).length <= 12));
  });
});
