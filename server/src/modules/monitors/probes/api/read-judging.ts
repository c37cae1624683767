import { type ApiAssertion, ASSERTION_LIMITS } from '@clarion/contract';
import { readAssertion } from '@clarion/domain';

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
  const { eval: code, assertions: entries = null } = typeData;
  const judging = { assertions: [] as ApiAssertion[], code: typeof code === 'string' && code.trim() !== '' ? code : null };
  if (entries === null) return judging;
  if (!Array.isArray(entries) || entries.length > ASSERTION_LIMITS.count) {
    return `the assertions are not a list of at most ${ASSERTION_LIMITS.count}`;
  }
  for (const [index, entry] of entries.entries()) {
    const read = readAssertion(entry);
    if (!read.ok) return `assertion ${index + 1} cannot be used: ${read.fault.member ?? 'it'} ${read.fault.message}`;
    judging.assertions.push(read.assertion);
  }
  return judging;
}
