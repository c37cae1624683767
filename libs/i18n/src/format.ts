import { dateTimeFormat, formatExact, formatNumber, formatRounded, formatTwoDigits, type DateForm } from './intl.js';
import { translate } from './translate.js';

type DateFormatter = (locale: string, timeZone: string, seconds: number) => string;

const formatter =
  (form: DateForm): DateFormatter =>
  (locale, timeZone, seconds) =>
    dateTimeFormat(locale, form, timeZone).format(seconds * 1_000);

/** `Thu 19 Nov`: a day of a strip. All formatters take an instant in Unix seconds. */
export const formatDay = formatter('day');
/** `Thursday, 19 November 2026`: a day as a heading. */
export const formatFullDay = formatter('fullDay');
/** `19 Nov`: a day in a list of days. */
export const formatShortDay = formatter('shortDay');
/** `14:05`. */
export const formatTime = formatter('time');
/** `14:05 UTC`: a time that stands alone names its zone. */
export const formatZonedTime = formatter('zonedTime');
/** `Thu 19 Nov, 14:05`: a moment in a list of them. */
export const formatDayTime = formatter('dayTime');
/** `November 2026`. */
export const formatMonth = formatter('month');
/** `19 November`: a day as the grid of a month counts it, where days have another name. */
export const formatGregorianDay = formatter('gregorianDay');
/** `Thu`, and `Thursday`. */
export const formatWeekday = formatter('weekday');
export const formatLongWeekday = formatter('longWeekday');
/** `19 Nov 2026, 14:05 UTC`. */
export const formatDateTime = formatter('dateTime');

/** `YYYY-MM-DD` of an instant in a zone: the form of `?day=`. */
export const isoDay = (timeZone: string, seconds: number): string => dateTimeFormat('en-CA', 'isoDay', timeZone).format(seconds * 1_000);

/** Value of a `<time datetime>`. */
export const isoInstant = (seconds: number): string => new Date(seconds * 1_000).toISOString().replace('.000', '');

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

/** `Sun 22 Nov, 03:00 – 04:00`: what both ends share is said once. @param to after `from` */
export const formatWindow = (locale: string, timeZone: string, from: number, to: number): string =>
  dateTimeFormat(locale, 'dayTime', timeZone).formatRange(from * 1_000, to * 1_000);

/** How long planned work lasts: `45m`, `3h`, `2h 30m`, `1 day 5h`. @param seconds 0 or more @see incidents-maintenances §B1 */
export const formatPlannedDuration = (locale: string, seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const rest = minutes % 60;
  const parts = [
    days > 0 ? translate(locale, 'duration.plan.days', { count: days }) : '',
    hours > 0 ? translate(locale, 'duration.plan.hours', { count: hours }) : '',
    rest > 0 && days === 0 ? translate(locale, 'duration.plan.minutes', { count: rest }) : '',
  ];
  return parts.filter(Boolean).join(' ') || formatDuration(locale, seconds);
};

/** Time left under an hour as a clock shows it: `41:12`. @param seconds 0 or more */
export const formatClock = (locale: string, seconds: number): string =>
  `${formatNumber(locale, Math.floor(seconds / 60))}:${formatTwoDigits(locale, seconds % 60)}`;

/**
 * A percentage that was computed and floored elsewhere, in the digits and with the sign of the locale: `97.916 %`.
 * @param text display text of status-engine §4, e.g. `97.916`
 */
export const formatPercent = (locale: string, text: string): string => {
  const digits = text.split('.')[1]?.length ?? 0;
  return translate(locale, 'uptime.percent', { value: formatExact(locale, Number(text), digits) });
};

/** `142 ms`, `1.23 s`, `2.5 min`: latency for people. @see status-engine §7 */
export const formatLatency = (locale: string, milliseconds: number): string => {
  if (milliseconds < 1_000) return translate(locale, 'latency.ms', { value: formatRounded(locale, milliseconds, 0) });
  if (milliseconds < 60_000) return translate(locale, 'latency.s', { value: formatRounded(locale, milliseconds / 1_000, 2) });
  return translate(locale, 'latency.min', { value: formatRounded(locale, milliseconds / 60_000, 2) });
};

/** `UTC+1` of a zone at an instant. */
export const zoneOffset = (timeZone: string, seconds: number): string => {
  const parts = dateTimeFormat('en', 'offset', timeZone).formatToParts(seconds * 1_000);
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace(/^GMT/, 'UTC').replace(/\+0$/, '');
};
