import type { LatencyRange } from '@clarion/contract';

/** Texts of numbers and instants in the browser's language and zone. Instants are Unix seconds unless a name says otherwise. */
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const momentOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
const dateOnly = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const dayOnly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const timeOnly = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const timeWithSeconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const integer = new Intl.NumberFormat();
const seconds = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
export const formatDateTime = (at: number): string => dateTime.format(at * 1000);
/** Date and time without the year while it is this one: for tables. */
export const formatMoment = (at: number, now: number): string =>
  (new Date(at * 1000).getFullYear() === new Date(now * 1000).getFullYear() ? momentOfYear : dateTime).format(at * 1000);
export const formatDate = (at: number): string => dateOnly.format(at * 1000);
/** Without the day of the week: for tables. */
export const formatDay = (at: number): string => dayOnly.format(at * 1000);
export const formatTime = (at: number): string => timeOnly.format(at * 1000);
export const formatClock = (at: Date): string => timeWithSeconds.format(at);
export const formatInteger = (value: number): string => integer.format(value);
export const toSeconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000);

/** `84 ms`, `1.2 s`. */
export function formatMs(ms: number | null): string {
  if (ms === null) return '–';
  if (ms > 0 && ms < 1) return '< 1 ms';
  return ms < 1000 ? `${integer.format(Math.round(ms))} ms` : `${seconds.format(ms / 1000)} s`;
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** `5 minutes ago` within a week, the date after that. */
export function formatAgo(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) >= 7 * 86_400) return formatDateTime(at);
  for (const [unit, size] of STEPS) {
    if (Math.abs(distance) >= size) return relative.format(Math.trunc(distance / size), unit);
  }
  return Math.abs(distance) < 10 ? 'just now' : relative.format(Math.trunc(distance), 'second');
}

/** `2 h 5 min`, at most two units. */
export function formatDuration(total: number): string {
  if (total < 60) return `${Math.max(0, Math.round(total))} s`;
  const parts: string[] = [];
  const units = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ] as const;
  let rest = total;
  for (const [size, name] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.slice(0, 2).join(' ');
}

/** How often a monitor is checked: `1 min`, `2 h`. */
export const formatInterval = (intervalSeconds: number | null): string =>
  intervalSeconds === null ? 'no schedule' : formatDuration(intervalSeconds);

export const RANGE_WORDS: Readonly<Record<LatencyRange, string>> = {
  '1h': '1 hour',
  '3h': '3 hours',
  '6h': '6 hours',
  '12h': '12 hours',
  '24h': '24 hours',
  '48h': '48 hours',
  '7d': '7 days',
  '14d': '14 days',
  '30d': '30 days',
  '90d': '90 days',
};

/** Value of an `<input type="datetime-local">` in the browser's zone. */
export function toLocalInput(at: number): string {
  const date = new Date(at * 1000);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** @returns Unix seconds, or null while the field is incomplete. */
export function fromLocalInput(text: string): number | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}
