import { max, min, required, validate, type SchemaPath, type SchemaPathTree } from '@angular/forms/signals';

/** A whole number in a range, with words that name it. @param unit what is counted: `ms`, `hours` */
export function wholeNumber(path: SchemaPath<number | null>, least: number, most: number, unit = ''): void {
  const words = unit === '' ? '' : ` ${unit}`;
  const range = most === Infinity ? `At least ${least}${words}.` : `From ${least} to ${most}${words}.`;
  required(path, { message: `Enter a number. ${range}` });
  min(path, least, { message: range });
  if (most !== Infinity) max(path, most, { message: range });
  validate(path, ({ value }) => {
    const number = value();
    return number === null || Number.isInteger(number) ? undefined : { kind: 'whole', message: 'Enter a whole number.' };
  });
}

export const milliseconds = (path: SchemaPath<number | null>, least = 1): void => wholeNumber(path, least, Infinity, 'ms');
export const portNumber = (path: SchemaPath<number | null>): void => wholeNumber(path, 1, 65_535);

/** A host name or address alone: people paste whole URLs. Names like `$SECRET_HOST` are filled in on the server. */
export function hostName(path: SchemaPath<string>): void {
  required(path, { message: 'Enter a host name or an address.' });
  validate(path, ({ value }) => {
    const text = value().trim();
    if (/:\/\/|\//.test(text)) return { kind: 'host', message: 'Only the host, without https:// and without a path.' };
    return /\s/.test(text) ? { kind: 'host', message: 'A host has no spaces.' } : undefined;
  });
}

const FUNCTION = /^\(?\s*(async\s*)?(function\b|\(|[A-Za-z_$][\w$]*\s*=>)/;

/** Empty = the built-in rule; otherwise a function expression. @see monitors §5 */
export function functionText(path: SchemaPath<string>): void {
  validate(path, ({ value }) => {
    const text = value().trim();
    return text === '' || FUNCTION.test(text)
      ? undefined
      : { kind: 'function', message: 'Write one function expression, such as (async function (…) { … }).' };
  });
}

/** At least one row, each of them judged by its own rules. */
export function someRows<T>(path: SchemaPathTree<T[]> & SchemaPath<T[]>, message: string): void {
  validate(path, ({ value }) => (value().length > 0 ? undefined : { kind: 'rows', message }));
}
