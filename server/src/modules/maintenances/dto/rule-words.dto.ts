import { type Frequency, type RuleWords, type Weekday } from '@clarion/contract';

/** The nth such weekday of a month. */
export class OrdinalWeekdayDto {
  /** −1 = the last one. */
  nth: number;
  weekday: Weekday;
}

/** What a rule says, as data for a sentence. */
export class RuleWordsDto {
  /** `once` · `repeats`: the other members say all of it · `custom`: only `rule` does. */
  kind: RuleWords['kind'];
  frequency: Frequency;
  /** Every so many years, months, weeks, … */
  interval: number;
  /** Of a weekly rule. */
  weekdays: Weekday[];
  /** Of a monthly or yearly rule. */
  ordinals: OrdinalWeekdayDto[];
  /** Of the month; −1 = its last day. */
  days: number[];
  /** 1..12 */
  months: number[];
  /** How often in all; null = no such end. */
  count: number | null;
  /** Last moment, local wall clock; null = no such end. @example 2026-12-31T23:59 */
  until: string | null;
  rule: string;
}

export const toRuleWordsDto = (words: RuleWords): RuleWordsDto => ({
  kind: words.kind,
  frequency: words.frequency,
  interval: words.interval,
  weekdays: words.weekdays,
  ordinals: words.ordinals.map(({ nth, weekday }) => ({ nth, weekday })),
  days: words.days,
  months: words.months,
  count: words.count,
  until: words.until,
  rule: words.rule,
});
