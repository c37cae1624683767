import { factsOf } from './locale.js';

/** Styles of the platform for `P…` and `p…`: as long as the locale has them. */
const STYLES = ['short', 'medium', 'long', 'full'] as const;
type Style = (typeof STYLES)[number];

type Field = (numbers: Numbers, at: Date, locale: string, timeZone: string) => string;
type Part = string | Field;
interface Numbers {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** A pattern that this software does not understand. The message names the part and is for the person who wrote it. */
export class DatePatternError extends Error {
  override readonly name = 'DatePatternError';
}

const made = new Map<string, Intl.DateTimeFormat>();
const formatOf = (locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale}\n${timeZone}\n${JSON.stringify(options)}`;
  let format = made.get(key);
  if (!format) made.set(key, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone })));
  return format;
};

const digits =
  (value: (numbers: Numbers) => number, minimum: number): Field =>
  (numbers, _at, locale) =>
    new Intl.NumberFormat(factsOf(locale).formats, { minimumIntegerDigits: minimum, useGrouping: false }).format(value(numbers));

/** One named part of what the platform writes: months have the form they have beside a day. */
const part =
  (type: Intl.DateTimeFormatPartTypes, options: Intl.DateTimeFormatOptions): Field =>
  (_numbers, at, locale, timeZone) => {
    const parts = formatOf(factsOf(locale).formats, timeZone, { calendar: 'gregory', ...options }).formatToParts(at);
    return parts.find((each) => each.type === type)?.value ?? '';
  };

const month = (style: 'short' | 'long'): Field => part('month', { month: style, day: 'numeric' });
const weekday = (style: 'short' | 'long' | 'narrow'): Field => part('weekday', { weekday: style });
const dayPeriod = part('dayPeriod', { hour: 'numeric', hour12: true });
const zoneName = part('timeZoneName', { timeZoneName: 'short' });

const offset: Field = (_numbers, at, _locale, timeZone) => {
  const parts = formatOf('en', timeZone, { timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name === 'GMT' || name === 'GMT+00:00' ? 'Z' : name.replace('GMT', '');
};

const ENGLISH_ORDINALS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
/** Languages that put a point after the number of a day that is counted. */
const POINTED = new Set(['cs', 'da', 'de', 'fi', 'hu', 'nb', 'sk']);

/** The day as it is counted: 1st, 1., 1er; in most languages dates have the plain number. */
const ordinalDay: Field = (numbers, at, locale, timeZone) => {
  const day = digits((each) => each.day, 1)(numbers, at, locale, timeZone);
  const language = locale.split('-', 1)[0]!;
  if (language === 'en') return day + (ENGLISH_ORDINALS[new Intl.PluralRules('en', { type: 'ordinal' }).select(numbers.day)] ?? 'th');
  if (language === 'fr') return numbers.day === 1 ? `${day}er` : day;
  return POINTED.has(language) ? `${day}.` : day;
};

/** Every part that may stand in a pattern; what means nothing else stands for itself. @see https://date-fns.org/docs/format */
const FIELDS: Readonly<Record<string, Field>> = {
  y: digits(({ year }) => year, 1),
  yy: digits(({ year }) => year % 100, 2),
  yyyy: digits(({ year }) => year, 4),
  M: digits((numbers) => numbers.month, 1),
  MM: digits((numbers) => numbers.month, 2),
  MMM: month('short'),
  MMMM: month('long'),
  LLL: part('month', { month: 'short' }),
  LLLL: part('month', { month: 'long' }),
  d: digits(({ day }) => day, 1),
  dd: digits(({ day }) => day, 2),
  do: ordinalDay,
  E: weekday('short'),
  EE: weekday('short'),
  EEE: weekday('short'),
  EEEE: weekday('long'),
  EEEEE: weekday('narrow'),
  H: digits(({ hour }) => hour, 1),
  HH: digits(({ hour }) => hour, 2),
  h: digits(({ hour }) => hour % 12 || 12, 1),
  hh: digits(({ hour }) => hour % 12 || 12, 2),
  m: digits(({ minute }) => minute, 1),
  mm: digits(({ minute }) => minute, 2),
  s: digits(({ second }) => second, 1),
  ss: digits(({ second }) => second, 2),
  a: dayPeriod,
  aa: dayPeriod,
  aaa: dayPeriod,
  z: zoneName,
  zzz: zoneName,
  XXX: offset,
};

/** `PPp` and its like: a date, a time, or both, as the locale writes them. */
const localised = (dates: number, times: number): Field => {
  const style = (length: number): Style => STYLES[length - 1]!;
  const options: Intl.DateTimeFormatOptions = {
    ...(dates > 0 ? { dateStyle: style(dates) } : {}),
    ...(times > 0 ? { timeStyle: style(times) } : {}),
  };
  return (_numbers, at, locale, timeZone) => formatOf(factsOf(locale).formats, timeZone, options).format(at);
};

const TOKENS = /P{0,9}p{0,9}(?<=[Pp])|do|'(?:''|[^'])*'?|([A-Za-z])\1*|[^A-Za-z']+/g;
const MOST_CHARACTERS = 50;

const readText = (token: string): string => {
  if (token === "''") return "'";
  if (!token.endsWith("'") || token.length < 2) throw new DatePatternError(`the text ${token} has no end`);
  return token.slice(1, -1).replaceAll("''", "'");
};

const read = (pattern: string): readonly Part[] =>
  [...pattern.matchAll(TOKENS)].map(([token]): Part => {
    if (token.startsWith("'")) return readText(token);
    if (/^[Pp]/.test(token)) {
      const [dates, times] = [token.lastIndexOf('P') + 1, token.length - (token.lastIndexOf('P') + 1)];
      if (dates > STYLES.length || times > STYLES.length) throw new DatePatternError(`${token} is longer than any style`);
      return localised(dates, times);
    }
    if (!/^[A-Za-z]/.test(token)) return token;
    const field = Object.hasOwn(FIELDS, token) ? FIELDS[token] : undefined;
    if (field === undefined) throw new DatePatternError(`${token} is no part of a date; words stand in single quotes`);
    return field;
  });

const known = new Map<string, readonly Part[]>();
const partsOf = (pattern: string): readonly Part[] => {
  let parts = known.get(pattern);
  if (!parts) known.set(pattern, (parts = read(pattern)));
  return parts;
};

/** What is wrong with a pattern; null = it can be used. */
export const datePatternFault = (pattern: string): string | null => {
  if (pattern.length > MOST_CHARACTERS) return `it is longer than ${MOST_CHARACTERS} characters`;
  try {
    return read(pattern).some((each) => typeof each !== 'string') ? null : 'it says neither a date nor a time';
  } catch (error) {
    if (error instanceof DatePatternError) return error.message;
    throw error;
  }
};

const numbersOf = (at: Date, timeZone: string): Numbers => {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const parts = formatOf('en-u-ca-gregory-nu-latn', timeZone, { ...numeric, hourCycle: 'h23' }).formatToParts(at);
  const value = (type: keyof Numbers): number => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return {
    ...{ year: value('year'), month: value('month'), day: value('day') },
    ...{ hour: value('hour'), minute: value('minute'), second: value('second') },
  };
};

/**
 * An instant by a pattern in the letters of date-fns: `PPp`, `yyyy-MM-dd HH:mm`, `EEEE d MMMM 'at' h:mm a`. Names and digits are those of the
 * locale; what is put together from parts is Gregorian.
 * @param seconds Unix seconds   @throws DatePatternError
 */
export const formatPattern = (locale: string, timeZone: string, pattern: string, seconds: number): string => {
  const at = new Date(seconds * 1_000);
  const numbers = numbersOf(at, timeZone);
  return partsOf(pattern)
    .map((each) => (typeof each === 'string' ? each : each(numbers, at, locale, timeZone)))
    .join('');
};

/** Whether a pattern says its zone. */
export const namesZone = (pattern: string): boolean =>
  [...pattern.matchAll(TOKENS)].some(([token]) => /^(z|X|p{3,4}$|P+p{3,4}$)/.test(token));
