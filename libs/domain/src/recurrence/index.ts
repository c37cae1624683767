export { readRule, isOneTime, isSubDaily, type DayRule, type RecurrenceRule, type RuleEnd, type RuleReading } from './rule.js';
export {
  HORIZON_SECONDS,
  judgeRule,
  lastOccurrence,
  nextOccurrences,
  occurrencesBetween,
  type Judgement,
  type Occurrence,
} from './occurrences.js';
export { ONE_TIME_RULE, ruleFields, splitRule, writeRule, type RuleEnding, type RuleFields, type SplitRule } from './write-rule.js';
export { ruleWords, type RuleStart } from './rule-words.js';
export { ruleWarnings } from './warnings.js';
export { TooMuchWork, Work } from './work.js';
