import { type AssertedType, ASSERTION_LIMITS, type ErrorDetail } from '@clarion/contract';
import { patternOf, readAssertion } from '@clarion/domain';
import { patternFault } from '../evaluation/pattern-fault.js';
import { fault, type Rule } from './member-rules.js';

/** The list of a monitor's assertions; as with other lists, the first fault is told. */
export const assertionsOf =
  (type: AssertedType): Rule =>
  (value, path) => {
    if (!Array.isArray(value)) return fault(path, 'must be a list');
    if (value.length > ASSERTION_LIMITS.count) return fault(path, `takes at most ${ASSERTION_LIMITS.count} entries`);
    let patternsLength = 0;
    for (const [index, entry] of value.entries()) {
      const { details, pattern } = judgeEntry(type, entry, `${path}[${index}]`);
      if (details.length > 0) return details;
      patternsLength += pattern?.length ?? 0;
      if (patternsLength > ASSERTION_LIMITS.patternsLength)
        return fault(path, `has regular expressions of more than ${ASSERTION_LIMITS.patternsLength} characters together`);
      const reason = pattern === null ? null : patternFault(pattern);
      if (reason !== null) return fault(`${path}[${index}].value`, reason);
    }
    return [];
  };

function judgeEntry(type: AssertedType, entry: unknown, path: string): { details: readonly ErrorDetail[]; pattern: string | null } {
  const read = readAssertion(entry, type);
  if (read.ok) return { details: [], pattern: patternOf(read.assertion) };
  const { member, message } = read.fault;
  return { details: fault(member === null ? path : `${path}.${member}`, message), pattern: null };
}
