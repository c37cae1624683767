import { isLocale, LOCALES, resolveLocale } from '@clarion/i18n';
import type { LocaleEntry } from './site-draft.js';

/** A language as the list shows it. */
export interface LocaleRow {
  code: string;
  name: string;
  isSelected: boolean;
  /** Code and name of the language it is shown in; null when it speaks for itself. */
  spokenAs: string | null;
}

/** Every language there is a dictionary of, then those that were stored and have none. */
export function localeRows(stored: readonly LocaleEntry[]): LocaleRow[] {
  const isOn = ({ selected, disabled }: LocaleEntry): boolean => selected && !disabled;
  const known = Object.entries(LOCALES).map(([code, { name }]): LocaleRow => {
    const entry = stored.find((each) => each.code === code);
    return { code, name, isSelected: entry !== undefined && isOn(entry), spokenAs: null };
  });
  const others = stored
    .filter(({ code }) => !isLocale(code))
    .map((entry): LocaleRow => {
      const { name } = LOCALES[resolveLocale([entry.code])];
      return { code: entry.code, name: entry.name || entry.code, isSelected: isOn(entry), spokenAs: name };
    });
  return [...known, ...others];
}

/** The stored list with one language on or off. What was never on is not listed. */
export function withLocale(stored: readonly LocaleEntry[], { code, name }: Pick<LocaleRow, 'code' | 'name'>, isOn: boolean): LocaleEntry[] {
  if (!stored.some((each) => each.code === code)) return isOn ? [...stored, { code, name, selected: true, disabled: false }] : [...stored];
  return stored.map((each) => (each.code === code ? { ...each, selected: isOn, disabled: isOn ? false : each.disabled } : each));
}
