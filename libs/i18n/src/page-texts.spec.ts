import { describe, expect, it } from '@jest/globals';

import { de } from './locales/de.js';
import { en } from './locales/en.js';
import { pageTexts, textsFromList, textsToList } from './page-texts.js';

describe('texts of a page', () => {
  it('leave out what only servers write', () => {
    expect(pageTexts(de)).toMatchObject({ 'nav.menu': 'Menü' });
    expect(pageTexts(de)).not.toHaveProperty(['badge.notFound']);
  });

  it('come back from their list as they were', () => {
    const early = Object.fromEntries(Object.entries(pageTexts(de)).filter(([key]) => key in en));
    expect(textsFromList(textsToList(de))).toEqual(early);
    expect(textsFromList(textsToList({ 'nav.menu': 'Speisekarte' }))).toEqual({ 'nav.menu': 'Speisekarte' });
  });

  it('may be left out by the beginnings of their keys', () => {
    const list = textsToList({ 'nav.menu': 'Menü', 'day.close': 'Schließen' }, ['day.']);
    expect(textsFromList(list)).toEqual({ 'nav.menu': 'Menü' });
  });
});
