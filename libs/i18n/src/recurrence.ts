import { WEEKDAYS, type OrdinalWeekday, type RuleWords, type Weekday } from '@clarion/contract';
import type { MessageKey } from './dictionary.js';
import { formatPlannedDuration } from './format.js';
import { dateTimeFormat, formatList } from './intl.js';
import { translate } from './translate.js';

const DAY = 86_400;
/** A Monday. */
const MONDAY = 4 * DAY;
const WORKING_DAYS = 'MO,TU,WE,TH,FR';

const ORDINALS = new Map([
  [1, 'recurrence.first'],
  [2, 'recurrence.second'],
  [3, 'recurrence.third'],
  [4, 'recurrence.fourth'],
  [5, 'recurrence.fifth'],
  [-1, 'recurrence.last'],
] as const satisfies readonly (readonly [number, MessageKey])[]);

/** `Monday`, in the locale's words. */
const weekdayText = (locale: string, weekday: Weekday): string =>
  dateTimeFormat(locale, 'longWeekday', 'UTC').format((MONDAY + WEEKDAYS.indexOf(weekday) * DAY) * 1_000);

/** `March`. @param month 1..12 */
const monthText = (locale: string, month: number): string =>
  dateTimeFormat(locale, 'monthName', 'UTC').format(Date.UTC(2026, month - 1, 1));

function ordinalText(locale: string, { nth, weekday }: OrdinalWeekday): string {
  const name = weekdayText(locale, weekday);
  const key = ORDINALS.get(nth as 1);
  return key === undefined ? name : translate(locale, key, { weekday: name });
}

const dayText = (locale: string, day: number): string =>
  day === -1 ? translate(locale, 'recurrence.lastDay') : translate(locale, 'recurrence.dayOfMonth', { day });

function frequencyText(locale: string, words: RuleWords): string {
  const { frequency, interval: count } = words;
  const days = formatList(locale, [
    ...words.weekdays.map((day) => weekdayText(locale, day)),
    ...words.ordinals.map((ordinal) => ordinalText(locale, ordinal)),
    ...words.days.map((day) => dayText(locale, day)),
  ]);
  switch (frequency) {
    case 'SECONDLY':
      return translate(locale, 'recurrence.secondly', { count });
    case 'MINUTELY':
      return translate(locale, 'recurrence.minutely', { count });
    case 'HOURLY':
      return translate(locale, 'recurrence.hourly', { count });
    case 'DAILY':
      return translate(locale, 'recurrence.daily', { count });
    case 'WEEKLY':
      if (count === 1 && words.weekdays.join() === WORKING_DAYS) return translate(locale, 'recurrence.weekdays');
      return days === '' ? translate(locale, 'recurrence.weeklyPlain', { count }) : translate(locale, 'recurrence.weekly', { count, days });
    case 'MONTHLY':
      return days === ''
        ? translate(locale, 'recurrence.monthlyPlain', { count })
        : translate(locale, 'recurrence.monthly', { count, days });
    case 'YEARLY': {
      const months = formatList(
        locale,
        words.months.map((month) => monthText(locale, month)),
      );
      return days === '' || months === ''
        ? translate(locale, 'recurrence.yearlyPlain', { count })
        : translate(locale, 'recurrence.yearly', { count, days, months });
    }
  }
}

/** How often planned work comes back: `Every 2 weeks on Sunday, until 31 December 2026`. */
export function formatRecurrence(locale: string, words: RuleWords): string {
  if (words.kind === 'once') return translate(locale, 'recurrence.once');
  if (words.kind === 'custom') return translate(locale, 'recurrence.custom', { rule: words.rule });
  const rule = frequencyText(locale, words);
  if (words.count !== null) return translate(locale, 'recurrence.times', { rule, count: words.count });
  if (words.until === null) return rule;
  return translate(locale, 'recurrence.until', {
    rule,
    date: dateTimeFormat(locale, 'date', 'UTC').format(Date.parse(`${words.until}:00Z`)),
  });
}

/** When an occurrence begins and how long it lasts. */
export interface PlannedWindow {
  /** `YYYY-MM-DDTHH:MM` in its zone. */
  localStart: string;
  durationSeconds: number;
  timeZone: string;
}

/** The same with its window: `Every 2 weeks on Sunday, 02:30–03:30 Europe/Berlin`. From a day on the length is said instead of the end. */
export function formatSchedule(locale: string, words: RuleWords, { localStart, durationSeconds, timeZone }: PlannedWindow): string {
  const start = Date.parse(`${localStart}:00Z`) / 1_000;
  const time = (at: number): string => dateTimeFormat(locale, 'time', 'UTC').format(at * 1_000);
  const rule = formatRecurrence(locale, words);
  if (durationSeconds >= DAY) {
    return translate(locale, 'recurrence.start', {
      rule,
      from: time(start),
      zone: timeZone,
      duration: formatPlannedDuration(locale, durationSeconds),
    });
  }
  return translate(locale, 'recurrence.window', { rule, from: time(start), to: time(start + durationSeconds), zone: timeZone });
}
