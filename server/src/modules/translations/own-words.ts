import { localeChain } from '@clarion/i18n';
import type { TranslatedType } from './objects.js';

/** One stored text. */
export interface TranslationRow {
  type: TranslatedType;
  id: number;
  locale: string;
  field: string;
  text: string;
}

/** The text of an object in a reader's language. @param stored what stands in for a translation that is missing */
export type Words = <Stored extends string | null>(type: TranslatedType, id: number, field: string, stored: Stored) => Stored | string;

/** Words of a reader who reads what is stored. */
export const STORED_WORDS: Words = (_type, _id, _field, stored) => stored;

const keyOf = (type: string, id: number, field: string): string => `${type}\n${id}\n${field}`;

/** Translations of some objects, in every language they have. */
export class OwnWords {
  static readonly NONE = new OwnWords([]);
  private readonly texts = new Map<string, Map<string, string>>();

  constructor(rows: readonly TranslationRow[]) {
    for (const { type, id, locale, field, text } of rows) {
      const key = keyOf(type, id, field);
      const byLocale = this.texts.get(key) ?? new Map<string, string>();
      byLocale.set(locale, text);
      this.texts.set(key, byLocale);
    }
  }

  /** What a reader of a language gets: its text, else that of the languages it falls back to, else what is stored. @see ux D */
  in(locale: string): Words {
    if (this.texts.size === 0) return STORED_WORDS;
    const wanted = localeChain(locale);
    return (type, id, field, stored) => {
      const byLocale = this.texts.get(keyOf(type, id, field));
      if (byLocale === undefined) return stored;
      for (const each of wanted) {
        const text = byLocale.get(each);
        if (text !== undefined) return text;
      }
      return stored;
    };
  }
}
