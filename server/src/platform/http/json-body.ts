import { LIMITS } from '@clarion/contract';
import { AppError } from '../errors/app-error.js';

/** Keys that reach into prototypes when somebody merges carelessly. @see reliability SEC-13 */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

const invalidJson = (cause?: unknown): AppError => new AppError('BAD_REQUEST', 'Invalid JSON body', { cause });

/**
 * Bounds what was parsed: forbidden keys, depth, number of nodes.
 * @throws AppError `BAD_REQUEST`
 */
export function assertHarmless(value: unknown): void {
  let nodes = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LIMITS.documentDepth)
      throw new AppError('BAD_REQUEST', `The request body is nested deeper than ${LIMITS.documentDepth} levels`);
    const next: unknown[] = [];
    for (const node of level) {
      if (++nodes > LIMITS.documentNodes)
        throw new AppError('BAD_REQUEST', `The request body has more than ${LIMITS.documentNodes} values`);
      if (typeof node !== 'object' || node === null) continue;
      if (Array.isArray(node)) {
        for (const item of node) next.push(item);
        continue;
      }
      for (const [key, child] of Object.entries(node)) {
        if (FORBIDDEN_KEYS.has(key)) throw new AppError('BAD_REQUEST', `The key ${key} is not allowed`);
        next.push(child);
      }
    }
    level = next;
  }
}

/** Parsing builds the whole tree before it can be measured; brackets are counted first, so a bomb stops at the scan. */
function assertShallow(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (inString) {
      if (char === 0x5c) index++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > LIMITS.documentDepth + 1)
        throw new AppError('BAD_REQUEST', `The request body is nested deeper than ${LIMITS.documentDepth} levels`);
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
}

/**
 * Parses the body of an API request: one JSON object in UTF-8, whatever its content type says.
 * @throws AppError `BAD_REQUEST` with the contract's `Invalid JSON body`, or naming the bound that was crossed
 * @see rest-api-v4 §1, reliability SEC-13
 */
export function parseJsonBody(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch (error) {
    throw invalidJson(error);
  }
  assertShallow(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalidJson(error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidJson();
  assertHarmless(value);
  return value as Record<string, unknown>;
}
