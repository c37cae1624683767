import { timeZone } from '../platform/formats.js';

const DAY = 86_400;
const FORMS = {
  time: { hour: '2-digit', minute: '2-digit' },
  date: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  dateTime: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  dayTime: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatter =
  (form: keyof typeof FORMS) =>
  (timeZone: string, at: number): string => {
    const key = `${form} ${timeZone}`;
    const known = formatters.get(key) ?? new Intl.DateTimeFormat(undefined, { ...FORMS[form], timeZone });
    formatters.set(key, known);
    return known.format(at * 1000);
  };

/** `02:30` on a clock of the zone. Instants are Unix seconds. @throws RangeError for an unknown zone */
export const formatTimeIn = formatter('time');
/** `Sun, 22 Nov 2026`. */
export const formatDateIn = formatter('date');
/** `Sun, 22 Nov 2026, 02:30`. */
export const formatDateTimeIn = formatter('dateTime');

/** `Sun 03:30`. */
const formatDayTimeIn = formatter('dayTime');

/** `Sun, 22 Nov 2026, 02:30 – 03:30`; `– Mon 00:30` where it ends on the next day, and the whole date where it lasts longer. */
export function formatWindowIn(timeZone: string, from: number, to: number): string {
  const isSameDay = formatDateIn(timeZone, from) === formatDateIn(timeZone, to);
  const format = isSameDay ? formatTimeIn : to - from < DAY ? formatDayTimeIn : formatDateTimeIn;
  return `${formatDateTimeIn(timeZone, from)} – ${format(timeZone, to)}`;
}

/** A moment on a clock of the zone, which is named where it is not the person's own. */
export const formatMomentIn = (zone: string, at: number): string => `${formatDateTimeIn(zone, at)}${zone === timeZone ? '' : ` ${zone}`}`;
