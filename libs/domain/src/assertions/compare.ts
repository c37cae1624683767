import { ASSERTION_LIMITS, type ValueComparison } from '@clarion/contract';
import type { Found } from './json-path.js';

/** Whether a pattern is found anywhere in a text. Whoever hands it in answers for its time. */
export type PatternTest = (pattern: string, text: string) => boolean;

/** A value to compare with, as a form or a client writes it. */
export type Expected = string | number | boolean | null;

const numberOf = (value: unknown): number => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
};

/** Values of JSON as text; null for lists and objects, which are no text. */
export function textOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null ? null : String(value);
}

function isEqual(value: unknown, expected: Expected): boolean {
  if (typeof value === 'number') return numberOf(expected) === value;
  return textOf(value) === String(expected);
}

function isContained(value: unknown, expected: Expected): boolean {
  if (Array.isArray(value)) return value.some((entry) => isEqual(entry, expected));
  return typeof value === 'string' && value.includes(String(expected));
}

/**
 * Compares what was found with what was expected. A form knows texts only, so 1 equals “1” and true equals “true”. What is not there
 * equals nothing, contains nothing, and is neither greater nor less than anything.
 */
export function compares(found: Found, comparison: ValueComparison, expected: Expected, matches: PatternTest): boolean {
  switch (comparison) {
    case 'exists':
      return found.isThere;
    case 'not_exists':
      return !found.isThere;
    case 'equals':
      return found.isThere && isEqual(found.value, expected);
    case 'not_equals':
      return !found.isThere || !isEqual(found.value, expected);
    case 'contains':
      return found.isThere && isContained(found.value, expected);
    case 'not_contains':
      return !found.isThere || !isContained(found.value, expected);
    case 'greater_than':
      return found.isThere && numberOf(found.value) > numberOf(expected);
    case 'less_than':
      return found.isThere && numberOf(found.value) < numberOf(expected);
    case 'matches': {
      const text = found.isThere ? textOf(found.value) : null;
      return text !== null && matches(String(expected), text.slice(0, ASSERTION_LIMITS.matchedLength));
    }
  }
}
