import { type ApiAssertion } from '@clarion/contract';
import { readAssertions } from '../assertions.js';

/** How the answer to an API monitor is judged, beyond its status. */
export interface Judging {
  readonly assertions: readonly ApiAssertion[];
  /** A function of the user's; null = none. */
  readonly code: string | null;
}

/**
 * Reads what somebody once stored as `assertions` and `eval`.
 * @returns how to judge, or why nobody can, in words
 */
export function readJudging(typeData: Readonly<Record<string, unknown>>): Judging | string {
  const { eval: code, assertions: entries } = typeData;
  const assertions = readAssertions(entries, 'API');
  if (typeof assertions === 'string') return assertions;
  return { assertions, code: typeof code === 'string' && code.trim() !== '' ? code : null };
}
