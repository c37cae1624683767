const FORMS = {
  time: { hour: '2-digit', minute: '2-digit' },
  date: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  dateTime: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
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

/** `Sun, 22 Nov 2026, 02:30 – 03:30`; with both dates where they differ. */
export function formatWindowIn(timeZone: string, from: number, to: number): string {
  const isSameDay = formatDateIn(timeZone, from) === formatDateIn(timeZone, to);
  return `${formatDateTimeIn(timeZone, from)} – ${isSameDay ? formatTimeIn(timeZone, to) : formatDateTimeIn(timeZone, to)}`;
}
