import { isLocale, LOCALES } from './locale.js';

/** Formatters are slow to make and safe to share: one per locale, zone and set of options. */
const cached = <Formatter>(make: (locale: string, options: object) => Formatter) => {
  const made = new Map<string, Formatter>();
  return (locale: string, options: object = {}): Formatter => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = made.get(key);
    if (known) return known;
    const formatter = make(isLocale(locale) ? LOCALES[locale].formats : locale, options);
    made.set(key, formatter);
    return formatter;
  };
};

export const dateTimeFormat = cached((locale, options) => new Intl.DateTimeFormat(locale, options as Intl.DateTimeFormatOptions));
export const numberFormat = cached((locale, options) => new Intl.NumberFormat(locale, options as Intl.NumberFormatOptions));
const pluralRules = cached((locale) => new Intl.PluralRules(locale));
const relativeTimeFormat = cached((locale, options) => new Intl.RelativeTimeFormat(locale, options as Intl.RelativeTimeFormatOptions));
const listFormat = cached((locale, options) => new Intl.ListFormat(locale, options as Intl.ListFormatOptions));

export const formatNumber = (locale: string, value: number): string => numberFormat(locale).format(value);

export const pluralCategory = (locale: string, count: number): Intl.LDMLPluralRule => pluralRules(locale).select(count);

/** `a, b and c` in the words of the locale. */
export const formatList = (locale: string, items: readonly string[]): string => listFormat(locale, { type: 'conjunction' }).format(items);

/** How long ago, in the largest unit that fits and the short style: `12 sec. ago`, `3 min. ago`. @param seconds how long ago, 0 or more */
export const formatAgo = (locale: string, seconds: number): string => {
  const relative = relativeTimeFormat(locale, { style: 'narrow' });
  if (seconds < 60) return relative.format(-Math.max(0, Math.round(seconds)), 'second');
  if (seconds < 3_600) return relative.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3_600), 'hour');
  return relative.format(-Math.floor(seconds / 86_400), 'day');
};
