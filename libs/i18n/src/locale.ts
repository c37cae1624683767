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

/** Weeks begin on Sunday or Saturday there; elsewhere on Monday. Browsers do not all know. */
const FIRST_WEEKDAYS: Readonly<Record<string, number>> = {
  ...{ en: 1, 'en-US': 7, ar: 6, fa: 6, he: 7, hi: 7, ja: 7, ko: 7, 'pt-BR': 7, id: 7 },
  ...{ 'zh-TW': 7, 'zh-HK': 7, 'zh-MO': 7 },
};

/** First day of the week of a language, 1 = Monday … 7 = Sunday. */
export const firstWeekday = (locale: string): number => {
  const known = FIRST_WEEKDAYS[locale];
  if (known !== undefined) return known;
  const info = new Intl.Locale(isLocale(locale) ? LOCALES[locale].formats : locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
  };
  return info.getWeekInfo?.().firstDay ?? 1;
};

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
