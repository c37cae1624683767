import type { Dictionary, Message, MessageKey, Parameters } from './dictionary.js';
import { formatNumber, pluralCategory } from './intl.js';
import type { Locale } from './locale.js';
import { DEFAULT_LOCALE, factsOf } from './locale.js';
import { en } from './locales/en.js';

/** Texts of a locale, by key; English stands in for those that are missing. */
export type LocaleTexts = Partial<Dictionary>;

const dictionaries = new Map<string, LocaleTexts>([[DEFAULT_LOCALE, en]]);

/** Makes a locale known; a browser loads the one it needs, a server loads all. */
export const registerDictionary = (locale: Locale, texts: LocaleTexts): void => {
  dictionaries.set(locale, texts);
};

/** English, which stands in for every text that is missing. */
const english: Record<string, Message> = { ...en };

/** Makes English texts known that are not in the first script of a page. */
export const addSource = (texts: LocaleTexts): void => void Object.assign(english, texts);

/** Whether the words of a locale are here. */
export const isRegistered = (locale: string): boolean => dictionaries.has(locale);

/** Texts cut at their placeholders, once: words at even places, names at odd ones. */
const cut = new Map<string, readonly string[]>();
const partsOf = (text: string): readonly string[] => {
  let parts = cut.get(text);
  if (!parts) cut.set(text, (parts = text.split(/\{(\w+)\}/)));
  return parts;
};

/** Exactly one takes the form `one` where a text has it, also in languages whose grammar knows no singular: “every day”, not “every 1 days”. */
const textOf = (locale: string, message: Message, count: string | number | undefined): string => {
  if (typeof message === 'string') return message;
  const amount = Number(count ?? 0);
  return (amount === 1 ? message.one : undefined) ?? message[pluralCategory(locale, amount)] ?? message.other;
};

/** Begins with a Latin letter: a time with its zone does not, and runs with the text around it. */
const LATIN = /^[^\p{L}\p{N}]*\p{Script=Latin}/u;

/** A name in Latin letters would pull the words around it out of their order in a text that runs from right to left. */
const isolated = (locale: string, value: string): string =>
  factsOf(locale).direction === 'rtl' && LATIN.test(value) ? `\u2068${value}\u2069` : value;

/**
 * The text of a key in a locale, with its parameters filled in. Numbers are written as the locale writes them; texts stay as they are
 * (the caller escapes where it prints markup). A text that is not loaded is English.
 */
export const translate = <Key extends MessageKey>(locale: string, key: Key, ...[parameters]: Parameters<Key>): string => {
  const values = parameters as Readonly<Record<string, string | number>> | undefined;
  const message: Message = dictionaries.get(locale)?.[key] ?? english[key]!;
  if (!values) return textOf(locale, message, undefined);
  return partsOf(textOf(locale, message, values['count']))
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const value = values[part] ?? `{${part}}`;
      return typeof value === 'number' ? formatNumber(locale, value) : isolated(locale, value);
    })
    .join('');
};
