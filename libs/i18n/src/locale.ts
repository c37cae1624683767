/**
 * Languages with a dictionary, in the order the menu shows them, under the name each gives itself.
 * `formats` is the tag `Intl` gets: plain `en` would write dates in the American order, which half of its readers take for another day.
 */
export const LOCALES = {
  en: { name: 'English', direction: 'ltr', formats: 'en-GB' },
} as const satisfies Record<string, { name: string; direction: 'ltr' | 'rtl'; formats: string }>;
export type Locale = keyof typeof LOCALES;

export const DEFAULT_LOCALE: Locale = 'en';

/** Where a language without a dictionary of its own looks next, before the part in front of its hyphen. */
const FALLBACKS = new Map([
  ['dk', 'da'],
  ['nb-NO', 'nb'],
  ['pt', 'pt-BR'],
  ['zh-HK', 'zh-TW'],
  ['zh-MO', 'zh-HK'],
]);

export const isLocale = (candidate: string): candidate is Locale => Object.hasOwn(LOCALES, candidate);

const chain = (candidate: string): string[] => {
  const tried: string[] = [];
  let next: string | undefined = candidate;
  while (next !== undefined && !tried.includes(next)) {
    tried.push(next);
    next = FALLBACKS.get(next) ?? (next.includes('-') ? next.slice(0, next.lastIndexOf('-')) : undefined);
  }
  return tried;
};

/**
 * First of the wanted languages that has a dictionary, by itself or through its fallbacks (zh-HK → zh-TW → …, de-AT → de).
 * @param wanted language tags, dearest first; unknown and malformed ones are passed over
 */
export const resolveLocale = (wanted: readonly string[], fallback: Locale = DEFAULT_LOCALE): Locale => {
  for (const candidate of wanted) {
    const found = chain(candidate).find(isLocale);
    if (found) return found;
  }
  return fallback;
};
