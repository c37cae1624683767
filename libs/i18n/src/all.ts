// Every dictionary: for servers. A browser loads the one it needs.
import type { Dictionary } from './dictionary.js';
import type { Locale } from './locale.js';
import { ar } from './locales/ar.js';
import { de } from './locales/de.js';
import { en } from './locales/en.js';
import { registerDictionary } from './translate.js';

/** The texts of every language as they were written; a new language is added here by name, and to `LOCALES`. */
export const DICTIONARIES: Readonly<Partial<Record<Locale, Dictionary>>> = { ar, de, en };

for (const [locale, dictionary] of Object.entries(DICTIONARIES)) registerDictionary(locale as Locale, dictionary);
