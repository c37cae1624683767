import { fieldsOf, withWords, writtenIn } from './text-rows.js';

const BUILT_IN = { 'nav.menu': 'Menu', 'services.days': { one: '{count} day', other: '{count} days' } };
const [menu, one, other] = fieldsOf(BUILT_IN);

describe('texts of the site', () => {
  it('are one field each, or one for each plural form', () => {
    expect([menu, one, other]).toEqual([
      { key: 'nav.menu', form: null, builtIn: 'Menu' },
      { key: 'services.days', form: 'one', builtIn: '{count} day' },
      { key: 'services.days', form: 'other', builtIn: '{count} days' },
    ]);
  });

  it('are replaced whole, with built-in words where nothing is written', () => {
    const texts = withWords({}, BUILT_IN, one!, 'a day');
    expect(texts).toEqual({ 'services.days': { one: 'a day', other: '{count} days' } });
    expect([writtenIn(texts, one!), writtenIn(texts, menu!)]).toEqual(['a day', '']);
  });

  it('are gone once they say what they said', () => {
    expect(withWords(withWords({}, BUILT_IN, one!, 'a day'), BUILT_IN, one!, '')).toEqual({});
    expect(withWords({ 'nav.menu': 'Options' }, BUILT_IN, menu!, '')).toEqual({});
  });
});
