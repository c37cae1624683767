import { dateTimeFormat, numberFormat } from './intl.js';
import { translate } from './translate.js';

const at = (seconds: number): Date => new Date(seconds * 1_000);

/** `Thu 19 Nov`: a day of this year's strip. @param seconds an instant of the day, Unix seconds */
export const formatDay = (locale: string, timeZone: string, seconds: number): string =>
  dateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(at(seconds));

/** `Thursday, November 19, 2026`: a day as a heading. */
export const formatFullDay = (locale: string, timeZone: string, seconds: number): string =>
  dateTimeFormat(locale, { timeZone, dateStyle: 'full' }).format(at(seconds));

/** `19 Nov`: a day in a list of days. */
export const formatShortDay = (locale: string, timeZone: string, seconds: number): string =>
  dateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' }).format(at(seconds));

/** `14:05`, always 24 hours: columns of times must line up. */
export const formatTime = (locale: string, timeZone: string, seconds: number): string =>
  dateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at(seconds));

/** `14:05 UTC`: a time that stands alone names its zone. */
export const formatZonedTime = (locale: string, timeZone: string, seconds: number): string =>
  dateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' }).format(at(seconds));

/** `19 Nov 2026, 14:05 UTC`. */
export const formatDateTime = (locale: string, timeZone: string, seconds: number): string =>
  dateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at(seconds));

/** `YYYY-MM-DD` of an instant in a zone: the form of `?day=`. */
export const isoDay = (timeZone: string, seconds: number): string =>
  dateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at(seconds));

/** Value of a `<time datetime>`. */
export const isoInstant = (seconds: number): string => at(seconds).toISOString().replace('.000', '');

/** The two largest units of a duration, floored: `2 days 4 h`, `1 h 12 min`, `47 min`. @param seconds 0 or more */
export const formatDuration = (locale: string, seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return translate(locale, 'duration.now');
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const rest = minutes % 60;
  const parts = [
    days > 0 ? translate(locale, 'duration.days', { count: days }) : '',
    hours > 0 ? translate(locale, 'duration.hours', { count: hours }) : '',
    rest > 0 && days === 0 ? translate(locale, 'duration.minutes', { count: rest }) : '',
  ];
  return parts.filter(Boolean).join(' ');
};

/**
 * A percentage that was computed and floored elsewhere, in the digits and with the sign of the locale: `97.916 %`.
 * @param text display text of status-engine §4, e.g. `97.916`
 */
export const formatPercent = (locale: string, text: string): string => {
  const digits = text.split('.')[1]?.length ?? 0;
  const value = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Number(text));
  return translate(locale, 'uptime.percent', { value });
};

const fixed = (locale: string, value: number, digits: number): string =>
  numberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: digits }).format(value);

/** `142 ms`, `1.23 s`, `2.5 min`: latency for people. @see status-engine §7 */
export const formatLatency = (locale: string, milliseconds: number): string => {
  if (milliseconds < 1_000) return translate(locale, 'latency.ms', { value: fixed(locale, milliseconds, 0) });
  if (milliseconds < 60_000) return translate(locale, 'latency.s', { value: fixed(locale, milliseconds / 1_000, 2) });
  return translate(locale, 'latency.min', { value: fixed(locale, milliseconds / 60_000, 2) });
};

const OFFSET = /GMT|UTC/;

/** `UTC+1` of a zone at an instant. */
export const zoneOffset = (timeZone: string, seconds: number): string => {
  const parts = dateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at(seconds));
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace(OFFSET, 'UTC');
};
