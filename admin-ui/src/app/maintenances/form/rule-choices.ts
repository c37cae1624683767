import { WEEKDAYS, type Frequency, type OrdinalWeekday, type Weekday } from '@clarion/contract';
import { readRule, ruleFields, type RuleFields } from '@clarion/domain';

export const PRESETS = [
  { words: 'Every day', rule: 'FREQ=DAILY' },
  { words: 'Weekdays', rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' },
  { words: 'Every Sunday', rule: 'FREQ=WEEKLY;BYDAY=SU' },
  { words: 'Every Monday', rule: 'FREQ=WEEKLY;BYDAY=MO' },
  { words: 'Every second Monday', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO' },
  { words: 'First of the month', rule: 'FREQ=MONTHLY;BYMONTHDAY=1' },
] as const;

export const UNITS: readonly { frequency: Frequency; one: string; many: string }[] = [
  { frequency: 'DAILY', one: 'day', many: 'days' },
  { frequency: 'WEEKLY', one: 'week', many: 'weeks' },
  { frequency: 'MONTHLY', one: 'month', many: 'months' },
  { frequency: 'YEARLY', one: 'year', many: 'years' },
];
/** Offered only to a rule that has one already: nobody should come upon them by chance. */
export const FAST_UNITS: readonly { frequency: Frequency; one: string; many: string }[] = [
  { frequency: 'HOURLY', one: 'hour', many: 'hours' },
  { frequency: 'MINUTELY', one: 'minute', many: 'minutes' },
  { frequency: 'SECONDLY', one: 'second', many: 'seconds' },
];

export const ORDINALS = [
  { nth: 1, words: 'first' },
  { nth: 2, words: 'second' },
  { nth: 3, words: 'third' },
  { nth: 4, words: 'fourth' },
  { nth: -1, words: 'last' },
] as const;

/** 1..31, and the last one. */
export const MONTH_DAYS: readonly number[] = [...Array.from({ length: 31 }, (_, index) => index + 1), -1];

// 4 January 2027 is a Monday.
const dayName = (style: 'short' | 'long') => {
  const format = new Intl.DateTimeFormat(undefined, { weekday: style, timeZone: 'UTC' });
  return (weekday: Weekday): string => format.format(Date.UTC(2027, 0, 4 + WEEKDAYS.indexOf(weekday)));
};
export const shortDay = dayName('short');
export const longDay = dayName('long');
const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'long', timeZone: 'UTC' });
/** @param month 1..12 */
export const monthName = (month: number): string => monthFormat.format(Date.UTC(2027, month - 1, 1));

/** The local date of the start, as far as rules leave days to it. */
export interface StartDay {
  weekday: Weekday;
  day: number;
  month: number;
}

/** @param date `YYYY-MM-DD`; anything else counts as the first of January */
export function startDay(date: string): StartDay {
  const time = Date.parse(`${date}T00:00:00Z`);
  const at = new Date(Number.isNaN(time) ? Date.UTC(2027, 0, 1) : time);
  return { weekday: WEEKDAYS[(at.getUTCDay() + 6) % 7] ?? 'MO', day: at.getUTCDate(), month: at.getUTCMonth() + 1 };
}

/** The fields of a rule, with what it leaves to its start filled in; null when it says more than the fields of the screen can. */
export function choicesOf(text: string, start: StartDay): RuleFields | null {
  const reading = readRule(text);
  const fields = reading.ok ? ruleFields(reading.rule) : null;
  if (!fields || fields.ordinals.length > 1 || !fields.ordinals.every(isOffered) || !fields.days.every((day) => MONTH_DAYS.includes(day))) {
    return null;
  }
  return withStart(fields, start);
}

const isOffered = ({ nth }: OrdinalWeekday): boolean => ORDINALS.some((ordinal) => ordinal.nth === nth);

/** Fills in the days that a frequency needs and that were not chosen. */
export function withStart(fields: RuleFields, start: StartDay): RuleFields {
  const isByDate = fields.frequency === 'MONTHLY' || fields.frequency === 'YEARLY';
  return {
    ...fields,
    weekdays: fields.frequency === 'WEEKLY' && fields.weekdays.length === 0 ? [start.weekday] : fields.weekdays,
    days: isByDate && fields.days.length === 0 && fields.ordinals.length === 0 ? [start.day] : fields.days,
    months: fields.frequency === 'YEARLY' && fields.months.length === 0 ? [start.month] : fields.months,
  };
}
