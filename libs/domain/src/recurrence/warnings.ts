import type { RuleWarning } from '@clarion/contract';
import { type Occurrence } from './occurrences.js';
import { isOneTime, isSubDaily, type RecurrenceRule } from './rule.js';

/** What a person may not have meant. @param occurrences some that follow one another, in order @see incidents-maintenances §B2 */
export function ruleWarnings(rule: RecurrenceRule, durationSeconds: number, occurrences: readonly Occurrence[]): RuleWarning[] {
  const overlaps = occurrences.some(({ start }, index) => index > 0 && occurrences[index - 1]!.start + durationSeconds > start);
  return [...(isSubDaily(rule) && !isOneTime(rule) ? (['SUB_DAILY'] as const) : []), ...(overlaps ? (['OVERLAPS_ITSELF'] as const) : [])];
}
