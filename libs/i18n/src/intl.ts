import { isLocale, LOCALES } from './locale.js';

/** Formatters are slow to make and safe to share: one per locale and variant. The variant names its options, since a key must be cheap. */
const cached = <Formatter>(make: (locale: string, variant: string) => Formatter) => {
  const made = new Map<string, Map<string, Formatter>>();
  return (locale: string, variant = ''): Formatter => {
    let ofLocale = made.get(locale);
    if (!ofLocale) made.set(locale, (ofLocale = new Map()));
    let formatter = ofLocale.get(variant);
    if (!formatter) ofLocale.set(variant, (formatter = make(isLocale(locale) ? LOCALES[locale].formats : locale, variant)));
    return formatter;
  };
};

/** The date forms of the public page. Times are always in 24 hours: columns of them must line up. */
const DATE_FORMS = {
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  shortDay: { day: 'numeric', month: 'short' },
  fullDay: { dateStyle: 'full' },
  dayTime: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  // Addresses and grids of months are Gregorian, whatever calendar days are written in.
  month: { month: 'long', year: 'numeric', calendar: 'gregory' },
  weekday: { weekday: 'short' },
  longWeekday: { weekday: 'long' },
  isoDay: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  zonedTime: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' },
  dateTime: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  },
  offset: { timeZoneName: 'shortOffset' },
  monthName: { month: 'long', calendar: 'gregory' },
  gregorianDay: { day: 'numeric', month: 'long', calendar: 'gregory' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DateForm = keyof typeof DATE_FORMS;

const zones = new Map<string, ReturnType<typeof cached<Intl.DateTimeFormat>>>();

/** The formatter of a form in a locale and a zone. @throws RangeError when the zone is unknown */
export const dateTimeFormat = (locale: string, form: DateForm, timeZone: string): Intl.DateTimeFormat => {
  let ofZone = zones.get(timeZone);
  if (!ofZone) {
    ofZone = cached((tag, variant) => new Intl.DateTimeFormat(tag, { ...DATE_FORMS[variant as DateForm], timeZone }));
    zones.set(timeZone, ofZone);
  }
  return ofZone(locale, form);
};

const calendars = cached((tag) => new Intl.DateTimeFormat(tag));

/** Whether days of a language are written in the Gregorian calendar, as its months are here. */
export const isGregorian = (locale: string): boolean => calendars(locale).resolvedOptions().calendar === 'gregory';

const numbers = cached((tag) => new Intl.NumberFormat(tag));
const exact = cached(
  (tag, digits) => new Intl.NumberFormat(tag, { minimumFractionDigits: Number(digits), maximumFractionDigits: Number(digits) }),
);
const atMost = cached((tag, digits) => new Intl.NumberFormat(tag, { maximumFractionDigits: Number(digits) }));
const twoDigits = cached((tag) => new Intl.NumberFormat(tag, { minimumIntegerDigits: 2 }));
const plurals = cached((tag) => new Intl.PluralRules(tag));
// Not `narrow`: in some languages that is “-12 s”.
const agos = cached((tag) => new Intl.RelativeTimeFormat(tag, { style: 'short' }));
const enumerations = cached((tag) => new Intl.ListFormat(tag, { type: 'unit', style: 'short' }));
const lists = cached((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }));

export const formatNumber = (locale: string, value: number): string => numbers(locale).format(value);

/** With exactly so many digits behind the point. */
export const formatExact = (locale: string, value: number, digits: number): string => exact(locale, String(digits)).format(value);

/** Rounded to so many digits behind the point, trailing zeros left out. */
export const formatRounded = (locale: string, value: number, digits: number): string => atMost(locale, String(digits)).format(value);

/** `05`: a part of a clock. */
export const formatTwoDigits = (locale: string, value: number): string => twoDigits(locale).format(value);

export const pluralCategory = (locale: string, count: number): Intl.LDMLPluralRule => plurals(locale).select(count);

/** `a, b and c` in the words of the locale. */
export const formatList = (locale: string, items: readonly string[]): string => lists(locale).format(items);

/** `a, b, c`, without a word before the last: for enumerations. */
export const formatUnits = (locale: string, items: readonly string[]): string => enumerations(locale).format(items);

/** How long ago, in the largest unit that fits and the short style: `12 sec ago`, `3 min ago`. @param seconds how long ago, 0 or more */
export const formatAgo = (locale: string, seconds: number): string => {
  const relative = agos(locale);
  if (seconds < 60) return relative.format(-Math.max(0, Math.round(seconds)), 'second');
  if (seconds < 3_600) return relative.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3_600), 'hour');
  return relative.format(-Math.floor(seconds / 86_400), 'day');
};
