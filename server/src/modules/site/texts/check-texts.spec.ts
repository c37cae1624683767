import { describe, expect, it } from '@jest/globals';
import { DICTIONARIES } from '@clarion/i18n/all';
import { checkTexts } from './check-texts.js';

describe('checkTexts', () => {
  it('takes texts, and forms of texts that count', () => {
    const texts = { 'nav.menu': 'Auswahl', 'services.days': { one: 'ein Tag', other: '{count} Tage' } };
    expect(checkTexts('de', texts)).toEqual(texts);
  });

  it('takes every text of ours', () => {
    for (const [locale, texts] of Object.entries(DICTIONARIES)) expect(checkTexts(locale, texts)).toEqual(texts);
  });

  it('leaves empty texts to ours', () => {
    expect(checkTexts('de', { 'nav.menu': '', 'nav.links': null })).toEqual({});
  });

  it.each([
    ['a key nobody knows', { 'nav.nothing': 'x' }, 'There is no such text'],
    ['a member of objects', { constructor: 'x' }, 'There is no such text'],
    ['a parameter nobody knows', { 'table.viewOf': '{name} {other}' }, 'There is no parameter {other} here'],
    ['a missing parameter', { 'table.viewOf': 'Als Tabelle' }, 'The parameter {name} is missing'],
    ['one text where a number decides', { 'services.days': '{count} Tage' }, 'This must have a text for each plural form'],
    ['a form the language has not', { 'services.days': { few: 'x', other: '{count}' } }, 'This language has no plural form “few”'],
    ['no usual form', { 'services.days': { one: 'ein Tag' } }, 'The plural form “other” is missing'],
    ['forms where no number decides', { 'nav.menu': { other: 'x' } }, 'This must be a text'],
    ['blanks', { 'nav.menu': ' ' }, 'This may not be empty'],
    ['a novel', { 'nav.menu': 'x'.repeat(1_001) }, 'This may have at most 1000 characters'],
  ])('refuses %s', (_case, texts, message) => {
    expect(() => checkTexts('de', texts)).toThrow(message);
  });
});
