import { createHash } from 'node:crypto';
import { DEFAULT_LOCALE, isLocale, type Locale, type LocaleTexts, pageTexts, registerDictionary } from '@clarion/i18n';
import { DICTIONARIES } from '@clarion/i18n/all';
import { Injectable } from '@nestjs/common';

/** The owner's own words, by locale and key. */
export type TextOverrides = Readonly<Record<string, LocaleTexts>>;

/** The texts of a language as pages and browsers take them. */
export interface DictionaryFile {
  /** `de.3f9c….json`: never the same for other texts. */
  name: string;
  /** An object of texts by key. */
  json: string;
}

/** Files of older texts that are still answered: a page drawn before a change may ask for them. */
const MOST_FILES = 200;

/** The words of every language, with the owner's own in the place of ours. What this process says follows them from then on. */
@Injectable()
export class Dictionaries {
  private overrides: TextOverrides = {};
  private taken = '{}';
  private readonly current = new Map<Locale, DictionaryFile | null>();
  private readonly files = new Map<string, DictionaryFile>();

  /** Takes over what is stored. */
  take(overrides: TextOverrides): void {
    const text = JSON.stringify(overrides);
    if (text === this.taken) return;
    const changed = new Set([...Object.keys(this.overrides), ...Object.keys(overrides)].filter(isLocale));
    [this.overrides, this.taken] = [overrides, text];
    for (const locale of changed) {
      this.current.delete(locale);
      registerDictionary(locale, this.textsOf(locale));
    }
  }

  /** All texts of a language. */
  textsOf(locale: Locale): LocaleTexts {
    return { ...DICTIONARIES[locale], ...this.overrides[locale] };
  }

  /** The file of a language; null = a page has these texts in its script. */
  fileOf(locale: Locale): DictionaryFile | null {
    const known = this.current.get(locale);
    if (known !== undefined) return known;
    const own = pageTexts(this.overrides[locale] ?? {});
    const texts = locale === DEFAULT_LOCALE ? own : pageTexts(this.textsOf(locale));
    const file = Object.keys(texts).length === 0 ? null : fileOf(locale, JSON.stringify(texts));
    this.current.set(locale, file);
    if (file !== null) {
      this.files.set(file.name, file);
      if (this.files.size > MOST_FILES) this.files.delete(this.files.keys().next().value!);
    }
    return file;
  }

  /** A file by its name. After a start the files of all languages are known again. */
  find(name: string): DictionaryFile | undefined {
    const locale = name.slice(0, name.indexOf('.'));
    if (isLocale(locale)) this.fileOf(locale);
    return this.files.get(name);
  }
}

function fileOf(locale: Locale, json: string): DictionaryFile {
  const hash = createHash('sha256').update(json).digest('hex').slice(0, 12);
  return { name: `${locale}.${hash}.json`, json };
}
