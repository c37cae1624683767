import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';

import { DICTIONARIES } from './all.js';
import type { Dictionary, Message, MessageKey } from './dictionary.js';
import { LOCALES, type Locale } from './locale.js';
import { en } from './locales/en.js';
import { enSubscribe } from './locales/en-subscribe.js';
import { source as english } from './locales/source.js';
import { OFF_HOME } from './page-texts.js';
import { LONG_TEXTS, SAME_AS_ENGLISH, SIGNS_OF_UNITS } from './testing/allowed.js';
import { askedIn, faultsOf, muchLongerThanSource, quotedIn, sameAsSource } from './testing/completeness.js';

const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const SOURCES = ['public-ui/src', 'server/src', 'libs/i18n/src'].map(folder);

const written = Object.entries(DICTIONARIES) as [Locale, Dictionary][];
const translated = written.filter(([locale]) => locale !== 'en');

describe('dictionaries', () => {
  it('are there for the languages that are on offer', () => {
    expect(Object.keys(DICTIONARIES)).toEqual(Object.keys(LOCALES));
  });

  it.each(written)('%s is complete', (locale, dictionary) => {
    expect(faultsOf(locale, dictionary, english)).toEqual([]);
  });

  it.each(translated)('%s is translated, but for words that are the same', (locale, dictionary) => {
    const allowed: readonly string[] = [...SIGNS_OF_UNITS, ...(SAME_AS_ENGLISH[locale] ?? [])];
    expect(sameAsSource(dictionary, english).filter((key) => !allowed.includes(key))).toEqual([]);
  });

  it.each(translated)('%s has no word on its list that differs by now', (locale, dictionary) => {
    const same = new Set(sameAsSource(dictionary, english));
    expect((SAME_AS_ENGLISH[locale] ?? []).filter((key) => !same.has(key))).toEqual([]);
  });

  it.each(translated)('%s is not twice as long as English', (locale, dictionary) => {
    expect(muchLongerThanSource(dictionary, english).filter((key) => !LONG_TEXTS[locale]?.includes(key as MessageKey))).toEqual([]);
  });

  it('have no text that nothing uses', () => {
    const used = quotedIn(SOURCES);
    expect(Object.keys(english).filter((key) => !used.has(key))).toEqual([]);
  });

  it('have every text that is asked for', () => {
    expect([...askedIn([folder('public-ui/src')])].filter((key) => !(key in english))).toEqual([]);
  });
});

/** Files that only pages of monitors and of events load. */
const OTHER_PAGES =
  /\/detail\/|\/subscribe\/|\/events\/(calendar|event-page|event-texts|incident-page|impact|maintenance-|update-entry)|\/not-found|\/page-title|\/chrome\/subscribe-to/;

describe('what status pages do without', () => {
  it('is not asked for by what they are made of', () => {
    const used = quotedIn([folder('public-ui/src')], (path) => !OTHER_PAGES.test(path));
    expect(Object.keys(en).filter((key) => used.has(key) && OFF_HOME.some((start) => key.startsWith(start)))).toEqual([]);
  });
});

describe('what is read on demand', () => {
  it('is asked for by the parts of the page that bring it', () => {
    const used = quotedIn([folder('public-ui/src')], (path) => !path.includes('/subscribe/'));
    expect(Object.keys(enSubscribe).filter((key) => used.has(key))).toEqual([]);
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

  it('finds English that nobody translated, also in one of several forms', () => {
    expect(sameAsSource({ plain: 'Hello {name}', many: { one: 'ein Tag', other: '{count} days' } }, source)).toEqual(['plain', 'many']);
    expect(sameAsSource({ percent: '{value} %' }, { percent: '{value} %' })).toEqual([]);
  });

  it('finds texts that burst their places', () => {
    expect(muchLongerThanSource({ plain: 'Hallo und herzlich willkommen, {name}' }, source)).toEqual(['plain']);
    expect(muchLongerThanSource({ word: 'Einschränkung' }, { word: 'Limit' })).toEqual([]);
  });

  it('asks for each plural form of the language', () => {
    const dictionary = { plain: '{name}', many: { one: '{count} den', other: '{count} dní' } };
    expect(faultsOf('cs', dictionary, source)).toEqual(['many has no form "few"', 'many has no form "many"']);
  });
});
