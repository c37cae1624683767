import type { Message } from '../dictionary.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Dictionary = Readonly<Record<string, Message>>;

const formsOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));

/** Placeholders of one text, sorted, each once. */
export const placeholdersOf = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();

const allPlaceholdersOf = (message: Message): string[] => placeholdersOf(formsOf(message).join(' '));

/** Whether a text counts: those have a form per category. */
const counts = (message: Message): boolean => typeof message !== 'string';

/**
 * What is wrong with a locale beside the source language, one sentence each; empty = complete. Keys must be the same, so must parameters (a
 * plural form may leave out its number: "one day"), every plural category of the locale must have its form, and no text may be empty.
 */
export const faultsOf = (locale: string, dictionary: Dictionary, source: Dictionary): string[] => {
  const faults: string[] = [];
  const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  for (const key of Object.keys(source)) if (!(key in dictionary)) faults.push(`${key} is missing`);
  for (const [key, message] of Object.entries(dictionary)) {
    const original = source[key];
    if (original === undefined) {
      faults.push(`${key} is unknown`);
      continue;
    }
    if (counts(message) !== counts(original)) faults.push(`${key} must ${counts(original) ? '' : 'not '}have plural forms`);
    if (typeof message !== 'string') {
      for (const category of categories) if (message[category] === undefined) faults.push(`${key} has no form "${category}"`);
    }
    for (const text of formsOf(message)) if (text.trim() === '') faults.push(`${key} is empty`);
    const [own, expected] = [allPlaceholdersOf(message), allPlaceholdersOf(original)];
    if (own.join() !== expected.join()) faults.push(`${key} has parameters {${own.join()}} instead of {${expected.join()}}`);
  }
  return faults;
};

/** Whether there is anything to translate: words outside of the placeholders. */
const hasWords = (text: string): boolean => /\p{L}/u.test(text.replace(/\{\w+\}/g, ''));

/** Texts that are the English ones to the letter although they have words. Some are right so (“Status”); each of those is named in a list. */
export const sameAsSource = (dictionary: Dictionary, source: Dictionary): string[] =>
  Object.entries(dictionary)
    .filter(([key, message]) => {
      const original = source[key];
      if (original === undefined) return false;
      const english = new Set(formsOf(original).filter(hasWords));
      return formsOf(message).some((text) => english.has(text));
    })
    .map(([key]) => key);

/** Longer than twice the English text means that a button or a table breaks; a few letters more never do. */
const FEW_LETTERS = 16;

/** Texts more than twice as long as the English ones. */
export const muchLongerThanSource = (dictionary: Dictionary, source: Dictionary): string[] => {
  const longest = (message: Message): number => Math.max(...formsOf(message).map((text) => text.length));
  return Object.entries(dictionary)
    .filter(([key, message]) => {
      const original = source[key];
      return original !== undefined && longest(message) > Math.max(2 * longest(original), longest(original) + FEW_LETTERS);
    })
    .map(([key]) => key);
};

const SKIPPED = new Set(['node_modules', 'dist', '.angular', 'locales']);

const sourcesIn = (folder: string, isWanted: (path: string) => boolean): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path, isWanted);
    return /\.(ts|html)$/.test(entry.name) && !/\.spec\.ts$/.test(entry.name) && isWanted(path) ? [readFileSync(path, 'utf8')] : [];
  });

/** Everything in quotes in the sources of some folders: among it, every key in use. Keys are never put together from parts. */
export const quotedIn = (folders: readonly string[], isWanted: (path: string) => boolean = () => true): Set<string> =>
  new Set(
    folders
      .flatMap((folder) => sourcesIn(folder, isWanted))
      .flatMap((source) => [...source.matchAll(/(['"])([a-zA-Z][\w.]*\.[\w.]+)\1/g)].map((match) => match[2]!)),
  );

/** Keys given to a function that translates, in the sources of some folders. */
export const askedIn = (folders: readonly string[]): Set<string> =>
  new Set(
    folders
      .flatMap((folder) => sourcesIn(folder, () => true))
      .flatMap((source) => [...source.matchAll(/\b(?:say|translate)\((?:[\w.()]+,\s*)?'([\w.]+)'/g)].map((match) => match[1]!)),
  );
