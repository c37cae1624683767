/** Frequencies of a recurrence rule, the slowest first. @see RFC 5545 §3.3.10 */
export const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** Days of the week as rules write them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The nth such weekday of a month; −1 = the last one. */
export interface OrdinalWeekday {
  nth: number;
  weekday: Weekday;
}

/** What a recurrence rule says, as data: a dictionary makes the sentence. */
export interface RuleWords {
  /** `once` · `repeats`: the other members say all of it · `custom`: only the rule itself does. */
  kind: 'once' | 'repeats' | 'custom';
  frequency: Frequency;
  /** Every so many years, months, weeks, … */
  interval: number;
  /** Of a weekly rule, Monday first. */
  weekdays: Weekday[];
  /** Of a monthly or yearly rule, such as the first Monday. */
  ordinals: OrdinalWeekday[];
  /** Of the month; −1 = its last day. */
  days: number[];
  /** 1..12; empty = every one. */
  months: number[];
  /** How often in all; null = no such end. */
  count: number | null;
  /** Last moment, local wall clock, `YYYY-MM-DDTHH:MM`; null = no such end. */
  until: string | null;
  /** The rule's own text. */
  rule: string;
}

/** Something about a rule that a person may not have meant. */
export const RULE_WARNINGS = ['SUB_DAILY', 'OVERLAPS_ITSELF'] as const;
export type RuleWarning = (typeof RULE_WARNINGS)[number];

/** What happened to a local time where clocks change: it was skipped, came twice, or is another one in UTC than the time before. */
export const OCCURRENCE_NOTES = ['GAP', 'OVERLAP_FIRST', 'OFFSET_CHANGED'] as const;
export type OccurrenceNote = (typeof OCCURRENCE_NOTES)[number];
