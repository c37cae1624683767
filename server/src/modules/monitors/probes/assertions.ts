import { type AssertedType, type Assertion, ASSERTION_LIMITS, type AssertionsByType } from '@clarion/contract';
import { type AssertionFailure, type AssertionReport, type PatternTest, patternOf, readAssertion, type Verdict } from '@clarion/domain';
import { type Evaluations, type PatternSearch } from '../evaluation/evaluations.service.js';

/** Too much of ours waits for the sandbox: that is no fault of the target. */
export const NOBODY_LOOKED = 'the assertions were not looked at: too much waits to be judged';
export const nobodyLooked = (latencyMs: number): Verdict => ({
  status: 'NO_DATA',
  latencyMs,
  type: 'ERROR',
  errorMessage: NOBODY_LOOKED,
});

/**
 * Reads what somebody once stored as `assertions`.
 * @returns the list, or why nobody can judge by it, in words
 */
export function readAssertions<Type extends AssertedType>(entries: unknown, type: Type): readonly AssertionsByType[Type][] | string {
  if (entries === undefined || entries === null) return [];
  if (!Array.isArray(entries) || entries.length > ASSERTION_LIMITS.count) {
    return `the assertions are not a list of at most ${ASSERTION_LIMITS.count}`;
  }
  const assertions: AssertionsByType[Type][] = [];
  for (const [index, entry] of entries.entries()) {
    const read = readAssertion(entry, type);
    if (!read.ok) return `assertion ${index + 1} cannot be used: ${read.fault.member ?? 'it'} ${read.fault.message}`;
    assertions.push(read.assertion);
  }
  return assertions;
}

/**
 * Regular expressions run in the sandbox, so the assertions are walked twice: to learn what to look for, and to judge what was found.
 * @param judge asks for the same patterns in the same order whatever it is told
 * @returns null = nobody could look, for reasons of ours
 */
export async function judgeAssertionsBy(
  evaluations: Pick<Evaluations, 'search'>,
  assertions: readonly Assertion[],
  judge: (matches: PatternTest) => AssertionReport,
): Promise<AssertionReport | null> {
  const searches: PatternSearch[] = [];
  if (assertions.some((assertion) => patternOf(assertion) !== null)) {
    judge((pattern, text) => searches.push({ pattern, text }) === 0);
  }
  const found = await evaluations.search(searches);
  if (found === null) return null;
  const next = found.values();
  return judge(() => next.next().value === true);
}

/** A verdict with what assertions say: they make it worse, never better. */
export function withAssertions(own: Verdict, { status, failures }: AssertionReport): Verdict {
  const notes = [own.errorMessage, ...failures.map(({ message }) => message)].filter((note) => note !== null);
  return { ...own, status: own.status === 'UP' ? status : own.status, errorMessage: notes.length === 0 ? null : notes.join('; ') };
}

/** How assertions came out, for whoever edits the monitor: it may quote the answer. Empty without assertions. */
export function explainAssertions(assertions: readonly Assertion[], failures: readonly AssertionFailure[]): string[] {
  if (assertions.length === 0) return [];
  const of = assertions.length === 1 ? '1 assertion' : `${assertions.length} assertions`;
  if (failures.length === 0) return [`${of} hold${assertions.length === 1 ? 's' : ''}`];
  const named = failures.map(({ severity, message, seen }) => `${message}${seen === null ? '' : `, but “${seen}”`} (${severity})`);
  return [`${failures.length} of ${of} failed: ${named.join(', ')}`];
}
