import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';

import type { Message } from './dictionary.js';
import { LOCALES } from './locale.js';
import { en } from './locales/en.js';
import { askedIn, faultsOf, quotedIn } from './testing/completeness.js';

const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const SOURCES = ['public-ui/src', 'server/src', 'libs/i18n/src'].map(folder);

/** A new locale is added here by name, and to `LOCALES`. */
const DICTIONARIES: Readonly<Record<keyof typeof LOCALES, Readonly<Record<string, Message>>>> = { en };

describe('dictionaries', () => {
  it.each(Object.keys(LOCALES) as (keyof typeof LOCALES)[])('%s is complete', (locale) => {
    expect(faultsOf(locale, DICTIONARIES[locale], en)).toEqual([]);
  });

  it('have no text that nothing uses', () => {
    const used = quotedIn(SOURCES);
    expect(Object.keys(en).filter((key) => !used.has(key))).toEqual([]);
  });

  it('have every text that is asked for', () => {
    expect([...askedIn([folder('public-ui/src')])].filter((key) => !(key in en))).toEqual([]);
  });
});

describe('faultsOf', () => {
  const source = { plain: 'Hello {name}', many: { one: '{count} day', other: '{count} days' } };

  it('passes a complete translation, also one that spells out its singular', () => {
    expect(faultsOf('de', { plain: 'Hallo {name}', many: { one: 'ein Tag', other: '{count} Tage' } }, source)).toEqual([]);
  });

  it.each<[string, Record<string, Message>, string]>([
    ['a missing key', { plain: 'Hallo {name}' }, 'many is missing'],
    ['an unknown key', { plain: '{name}', many: source.many, extra: 'x' }, 'extra is unknown'],
    ['another parameter', { plain: 'Hallo {nome}', many: source.many }, 'plain has parameters {nome} instead of {name}'],
    ['a text without its plural forms', { plain: '{name}', many: '{count} Tage' }, 'many must have plural forms'],
    ['an empty text', { plain: ' ', many: source.many }, 'plain is empty'],
  ])('finds %s', (_case, dictionary, fault) => {
    expect(faultsOf('de', dictionary, source)).toContain(fault);
  });

  it('asks for each plural form of the language', () => {
    const dictionary = { plain: '{name}', many: { one: '{count} den', other: '{count} dní' } };
    expect(faultsOf('cs', dictionary, source)).toEqual(['many has no form "few"', 'many has no form "many"']);
  });
});
