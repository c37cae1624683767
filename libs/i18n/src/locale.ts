/** What is known of a language without its dictionary. */
export interface LocaleFacts {
  /** The name it gives itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** The tag `Intl` gets. */
  formats: string;
}

const ltr = <Tag extends string>(name: string, formats: Tag) => ({ name, direction: 'ltr', formats }) as const;
const rtl = <Tag extends string>(name: string, formats: Tag) => ({ name, direction: 'rtl', formats }) as const;

/**
 * Languages with a dictionary, in the order the menu shows them. Some need a region to be written as their readers expect: plain `en` has dates in
 * the American order, which half of its readers take for another day, and plain `ar` has European digits. `fa` has days of the Persian
 * calendar; months that stand alone are Gregorian everywhere, because addresses name them. @see ux A12
 */
export const LOCALES = {
  ar: rtl('العربية', 'ar-EG'),
  cs: ltr('Čeština', 'cs'),
  da: ltr('Dansk', 'da'),
  de: ltr('Deutsch', 'de'),
  en: ltr('English', 'en-GB'),
  es: ltr('Español', 'es'),
  fa: rtl('فارسی', 'fa'),
  fi: ltr('Suomi', 'fi'),
  fr: ltr('Français', 'fr'),
  he: rtl('עברית', 'he'),
  hi: ltr('हिन्दी', 'hi'),
  hu: ltr('Magyar', 'hu'),
  id: ltr('Bahasa Indonesia', 'id'),
  it: ltr('Italiano', 'it'),
  ja: ltr('日本語', 'ja'),
  ko: ltr('한국어', 'ko'),
  nb: ltr('Norsk bokmål', 'nb'),
  nl: ltr('Nederlands', 'nl'),
  pl: ltr('Polski', 'pl'),
  'pt-BR': ltr('Português (Brasil)', 'pt-BR'),
  ro: ltr('Română', 'ro'),
  ru: ltr('Русский', 'ru'),
  sk: ltr('Slovenčina', 'sk'),
  sv: ltr('Svenska', 'sv'),
  tr: ltr('Türkçe', 'tr'),
  uk: ltr('Українська', 'uk'),
  vi: ltr('Tiếng Việt', 'vi'),
  'zh-CN': ltr('简体中文', 'zh-CN'),
  'zh-HK': ltr('繁體中文（香港）', 'zh-HK'),
  'zh-MO': ltr('繁體中文（澳門）', 'zh-MO'),
  'zh-TW': ltr('繁體中文（台灣）', 'zh-TW'),
} as const satisfies Record<string, LocaleFacts>;
export type Locale = keyof typeof LOCALES;

export const DEFAULT_LOCALE: Locale = 'en';

/** Older names of languages: taken wherever a language is named, and given back as they were stored. @see pages-site §8 */
const ALIASES = new Map<string, Locale>([
  ['dk', 'da'],
  ['nb-no', 'nb'],
  ['no', 'nb'],
  ['nn', 'nb'],
  ['iw', 'he'],
  ['in', 'id'],
  ['zh', 'zh-CN'],
  ['zh-hans', 'zh-CN'],
  ['zh-hant', 'zh-TW'],
  ['zh-hant-tw', 'zh-TW'],
  ['zh-hant-hk', 'zh-HK'],
  ['zh-hant-mo', 'zh-MO'],
  ['pt', 'pt-BR'],
]);

/** Where a language looks next, before the part in front of its hyphen. Traditional writing never falls back to simplified. @see ux D */
const FALLBACKS = new Map<string, string>([
  ['zh-HK', 'zh-TW'],
  ['zh-MO', 'zh-HK'],
  ['zh-TW', DEFAULT_LOCALE],
]);

const BY_LOWER_CASE = new Map<string, string>(Object.keys(LOCALES).map((code) => [code.toLowerCase(), code]));

export const isLocale = (candidate: string): candidate is Locale => Object.hasOwn(LOCALES, candidate);

/** The facts of a language; of one without a dictionary, those of the source language. */
export const factsOf = (locale: string): LocaleFacts => LOCALES[isLocale(locale) ? locale : DEFAULT_LOCALE];

/** The name a language has here: `da` for `dk`, `zh-CN` for `zh-cn`. What nobody knows stays as it is. */
export const canonicalLocale = (code: string): string => {
  const lower = code.toLowerCase();
  return ALIASES.get(lower) ?? BY_LOWER_CASE.get(lower) ?? code;
};

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

/** A language and those it looks to when something is missing, dearest first: `zh-MO`, `zh-HK`, `zh-TW`, `en`; `de-AT`, `de`. */
export const localeChain = (code: string): readonly string[] => {
  const tried: string[] = [];
  let next: string | undefined = canonicalLocale(code);
  while (next !== undefined && !tried.includes(next)) {
    tried.push(next);
    const fallback: string | undefined = FALLBACKS.get(next) ?? (next.includes('-') ? next.slice(0, next.lastIndexOf('-')) : undefined);
    next = fallback === undefined ? undefined : canonicalLocale(fallback);
  }
  return tried;
};

/**
 * First of the wanted languages that has a dictionary, by itself or through its fallbacks (zh-HK → zh-TW → …, de-AT → de).
 * @param wanted language tags, dearest first; unknown and malformed ones are passed over
 */
export const resolveLocale = (wanted: readonly string[], fallback: Locale = DEFAULT_LOCALE): Locale => {
  for (const candidate of wanted) {
    const found = localeChain(candidate).find(isLocale);
    if (found) return found;
  }
  return fallback;
};

/**
 * First of the wanted languages that is on offer, by itself or through its fallbacks; null = none of them.
 * @param offered codes as they are stored, older names among them
 * @returns the code as it is offered
 */
export const chooseLocale = (wanted: readonly string[], offered: readonly string[]): string | null => {
  for (const candidate of wanted) {
    for (const code of localeChain(candidate)) {
      const found = offered.find((each) => canonicalLocale(each) === code);
      if (found !== undefined) return found;
    }
  }
  return null;
};

/** Most languages of a browser's list that are looked at; browsers send five. */
const MOST_ACCEPTED = 12;

/** The languages of an `Accept-Language` header, dearest first; those with `q=0` are not wanted, and `*` names none. */
export const acceptedLocales = (header: string): string[] =>
  header
    .split(',', MOST_ACCEPTED)
    .map((entry) => {
      const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ tag, quality }) => /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
