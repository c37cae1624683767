import { ASSERTION_LIMITS } from '@clarion/contract';

/** Steps from the root: a member's name, or an index; negative ones count from the end. */
export type JsonPath = readonly (string | number)[];

/** A place in a document: there, with its value, or not. */
export type Found = { readonly isThere: true; readonly value: unknown } | { readonly isThere: false };

const NAME = /\.([\p{L}_$][\p{L}\p{N}_$-]*)/uy;
const INDEX = /\[(0|-?[1-9]\d{0,8})\]/y;
const QUOTED = /\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/sy;
const ESCAPED = /\\(.)/gs;
const SHOWN = 20;

/**
 * Reads `$.items[0]['name']`: names after a dot, names in quotes within brackets, indexes. No wildcards, filters, scripts or slices: a path
 * leads to one place at most.
 * @returns the steps, or what is wrong   @see reliability SEC-41
 */
export function parseJsonPath(text: string): JsonPath | string {
  if (text.length > ASSERTION_LIMITS.pathLength) return `has at most ${ASSERTION_LIMITS.pathLength} characters`;
  if (!text.startsWith('$')) return 'starts with $, such as $.items[0].name';
  const steps: (string | number)[] = [];
  let at = 1;
  while (at < text.length) {
    const step = stepAt(text, at);
    if (step === null) return `is not understood from “${text.slice(at, at + SHOWN)}”; it takes steps such as .name, ['name'] and [0]`;
    if (steps.length === ASSERTION_LIMITS.pathSteps) return `has at most ${ASSERTION_LIMITS.pathSteps} steps`;
    steps.push(step.value);
    at = step.end;
  }
  return steps;
}

function stepAt(text: string, at: number): { value: string | number; end: number } | null {
  for (const pattern of [NAME, INDEX, QUOTED]) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const [whole, first, second] = match;
    const end = at + whole.length;
    if (pattern === INDEX) return { value: Number(first), end };
    const name = first ?? second ?? '';
    return { value: pattern === QUOTED ? name.replaceAll(ESCAPED, '$1') : name, end };
  }
  return null;
}

/** Follows a path through a parsed document: own members of objects and entries of lists, nothing a prototype lends. */
export function findByPath(document: unknown, path: JsonPath): Found {
  let value = document;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return { isThere: false };
    let next: unknown;
    if (Array.isArray(value)) next = typeof step === 'number' ? value.at(step) : undefined;
    else if (typeof step === 'string' && Object.hasOwn(value, step)) next = (value as Record<string, unknown>)[step];
    // JSON knows no undefined: what is undefined is not there.
    if (next === undefined) return { isThere: false };
    value = next;
  }
  return { isThere: true, value };
}
