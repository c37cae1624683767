import { isLocale, type LocaleTexts, type Message, type MessageKey, type PluralMessage } from '@clarion/i18n';
import { source as english } from '@clarion/i18n/all';

const MOST_CHARACTERS = 1_000;

/** A text that cannot take the place of ours. `key` names which. */
export class TextError extends Error {
  constructor(
    readonly key: string,
    message: string,
  ) {
    super(message);
  }
}

const placeholdersOf = (text: string): Set<string> => new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!));
const formsOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));

/**
 * Words of an owner in the place of ours: known keys, the same parameters as the English text, and one form per plural category where a number
 * decides; all others of a category read like `other`. Empty texts count as none.
 * @throws TextError
 */
export function checkTexts(locale: string, texts: Readonly<Record<string, unknown>>): LocaleTexts {
  const result: Partial<Record<MessageKey, Message>> = {};
  const categories = new Set<string>(new Intl.PluralRules(isLocale(locale) ? locale : 'en').resolvedOptions().pluralCategories);
  for (const [key, value] of Object.entries(texts)) {
    if (!Object.hasOwn(english, key)) throw new TextError(key, 'There is no such text');
    const source: Message = english[key as MessageKey];
    if (value === null || value === '') continue;
    const message = typeof source === 'string' ? plain(key, value) : forms(key, value, categories);
    const known = new Set(formsOf(source).flatMap((text) => [...placeholdersOf(text)]));
    for (const text of formsOf(message)) {
      if (text.trim() === '') throw new TextError(key, 'This may not be empty');
      if (text.length > MOST_CHARACTERS) throw new TextError(key, `This may have at most ${MOST_CHARACTERS} characters`);
      for (const name of placeholdersOf(text)) if (!known.has(name)) throw new TextError(key, `There is no parameter {${name}} here`);
    }
    const used = new Set(formsOf(message).flatMap((text) => [...placeholdersOf(text)]));
    for (const name of known) if (!used.has(name)) throw new TextError(key, `The parameter {${name}} is missing`);
    result[key as MessageKey] = message;
  }
  return result;
}

function plain(key: string, value: unknown): string {
  if (typeof value !== 'string') throw new TextError(key, 'This must be a text');
  return value;
}

function forms(key: string, value: unknown, categories: ReadonlySet<string>): PluralMessage {
  if (typeof value !== 'object' || value === null) throw new TextError(key, 'This must have a text for each plural form');
  const given = Object.entries(value as Readonly<Record<string, unknown>>);
  for (const [category, text] of given) {
    // Every language may have words of its own for exactly one.
    if (category !== 'other' && category !== 'one' && !categories.has(category))
      throw new TextError(key, `This language has no plural form “${category}”`);
    if (typeof text !== 'string') throw new TextError(key, 'Each plural form must be a text');
  }
  if (typeof (value as Partial<PluralMessage>).other !== 'string') throw new TextError(key, 'The plural form “other” is missing');
  return value as PluralMessage;
}
