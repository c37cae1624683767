import { LOCALES } from '@clarion/i18n';
import { localeRows, withLocale } from './locale-rows.js';

const english = { code: 'en', name: 'English', selected: true, disabled: false };

it('lists every language there is a dictionary of, and stored ones without', () => {
  const rows = localeRows([english, { code: 'xx', name: 'Xish', selected: true, disabled: true }]);
  expect(rows).toHaveLength(Object.keys(LOCALES).length + 1);
  expect(rows.find(({ code }) => code === 'en')).toEqual({ code: 'en', name: 'English', isSelected: true, spokenAs: null });
  expect(rows.at(-1)).toEqual({ code: 'xx', name: 'Xish', isSelected: false, spokenAs: 'English' });
});

it('puts a language on and off, and lists none that never was on', () => {
  const german = { code: 'de', name: 'Deutsch' };
  expect(withLocale([english], german, true)).toEqual([english, { ...german, selected: true, disabled: false }]);
  expect(withLocale([english], german, false)).toEqual([english]);
  expect(withLocale([english], english, false)).toEqual([{ ...english, selected: false }]);
  expect(withLocale([{ ...english, selected: false, disabled: true }], english, true)).toEqual([english]);
});
