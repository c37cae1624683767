import type { SiteText } from '../api/translations.js';

/** One field of the screen: a sentence, or one plural form of it. */
export interface TextField {
  key: string;
  /** Plural category; null = the sentence has one form. */
  form: string | null;
  builtIn: string;
}

/** Fields of all sentences, in their order. */
export const fieldsOf = (builtIn: Readonly<Record<string, SiteText>>): TextField[] =>
  Object.entries(builtIn).flatMap(([key, text]): TextField[] =>
    typeof text === 'string'
      ? [{ key, form: null, builtIn: text }]
      : Object.entries(text).map(([form, words]) => ({ key, form, builtIn: words })),
  );

/** What is written in a field; empty = the built-in words stand. */
export const writtenIn = (texts: Readonly<Record<string, SiteText>>, { key, form }: TextField): string => {
  const text = texts[key];
  if (text === undefined) return '';
  if (typeof text === 'string') return form === null ? text : '';
  return form === null ? '' : (text[form] ?? '');
};

/**
 * The same texts with other words in one field. A sentence that counts is replaced whole, so its other forms get the built-in words until they
 * are written too; when none is left of a sentence it is gone.
 */
export const withWords = (
  texts: Readonly<Record<string, SiteText>>,
  builtIn: Readonly<Record<string, SiteText>>,
  { key, form }: TextField,
  words: string,
): Readonly<Record<string, SiteText>> => {
  const { [key]: before, ...others } = texts;
  const usual = builtIn[key];
  if (form === null || usual === undefined || typeof usual === 'string') return words === '' ? others : { ...others, [key]: words };
  const forms = { ...usual, ...(typeof before === 'object' ? before : {}), [form]: words === '' ? (usual[form] ?? '') : words };
  const isUsual = Object.entries(forms).every(([name, text]) => usual[name] === text);
  return isUsual ? others : { ...others, [key]: forms };
};
