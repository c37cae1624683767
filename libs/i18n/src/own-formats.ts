import { formatPattern, namesZone } from './date-pattern.js';
import { formatDateTime, formatDayTime, formatFullDay, formatTime, formatWindow, formatZonedTime, isoDay } from './format.js';

/** How a site writes dates and times, in patterns; what is absent has the page's own form. @see pages-site §5 `dateAndTimeFormat` */
export interface OwnFormats {
  readonly dateTime?: string;
  readonly date?: string;
  readonly time?: string;
}

const zoned = (pattern: string): string => (namesZone(pattern) ? pattern : `${pattern} z`);

/** The same as the functions of `format.ts`, in the site's own forms where it has some. All take an instant in Unix seconds. */
export const formatsOf = ({ dateTime, date, time }: OwnFormats) => ({
  time: (locale: string, timeZone: string, at: number): string =>
    time === undefined ? formatTime(locale, timeZone, at) : formatPattern(locale, timeZone, time, at),
  zonedTime: (locale: string, timeZone: string, at: number): string =>
    time === undefined ? formatZonedTime(locale, timeZone, at) : formatPattern(locale, timeZone, zoned(time), at),
  fullDay: (locale: string, timeZone: string, at: number): string =>
    date === undefined ? formatFullDay(locale, timeZone, at) : formatPattern(locale, timeZone, date, at),
  dateTime: (locale: string, timeZone: string, at: number): string =>
    dateTime === undefined ? formatDateTime(locale, timeZone, at) : formatPattern(locale, timeZone, zoned(dateTime), at),
  dayTime: (locale: string, timeZone: string, at: number): string =>
    dateTime === undefined ? formatDayTime(locale, timeZone, at) : formatPattern(locale, timeZone, dateTime, at),
  window: (locale: string, timeZone: string, from: number, to: number): string => {
    if (dateTime === undefined) return formatWindow(locale, timeZone, from, to);
    const isOneDay = time !== undefined && isoDay(timeZone, from) === isoDay(timeZone, to);
    return `${formatPattern(locale, timeZone, dateTime, from)} – ${formatPattern(locale, timeZone, isOneDay ? time : dateTime, to)}`;
  },
});
