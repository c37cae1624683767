import { describe, expect, it } from '@jest/globals';
import { OwnWords, STORED_WORDS } from './own-words.js';

const WORDS = new OwnWords([
  { type: 'monitor', id: 1, locale: 'de', field: 'name', text: 'Kasse' },
  { type: 'monitor', id: 1, locale: 'zh-TW', field: 'name', text: '結帳' },
  { type: 'incident', id: 1, locale: 'de', field: 'title', text: 'Störung' },
]);

describe('OwnWords', () => {
  it.each([
    ['de', 'Kasse'],
    ['de-AT', 'Kasse'],
    ['zh-MO', '結帳'],
    ['zh-CN', 'Checkout'],
    ['fr', 'Checkout'],
  ])('say in %s what the language has, or those it falls back to', (locale, name) => {
    expect(WORDS.in(locale)('monitor', 1, 'name', 'Checkout')).toBe(name);
  });

  it('leave other fields and objects as they are stored', () => {
    const say = WORDS.in('de');
    expect(say('monitor', 2, 'name', 'Search')).toBe('Search');
    expect(say('monitor', 1, 'description', null)).toBeNull();
    expect(say('incident', 1, 'title', 'Outage')).toBe('Störung');
  });

  it('cost nothing where there are none', () => {
    expect(OwnWords.NONE.in('de')).toBe(STORED_WORDS);
  });
});
