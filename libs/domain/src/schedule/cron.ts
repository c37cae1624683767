import { LIMITS } from '@clarion/contract';
import { Cron as Croner } from 'croner';

/** A cron expression that was understood; made by `parseCron` only. */
export interface Cron {
  /** Five or six fields, single spaces. */
  readonly text: string;
  /** The first second that the expression names strictly after an instant; null when there is none in sight. Unix seconds UTC. */
  readonly next: (after: number) => number | null;
  /** The last second that it names strictly before an instant. */
  readonly previous: (before: number) => number | null;
}

export type CronResult = { ok: true; cron: Cron } | { ok: false; reason: string };

const FIELDS = [
  { name: 'second', range: '0–59' },
  { name: 'minute', range: '0–59' },
  { name: 'hour', range: '0–23' },
  { name: 'day of the month', range: '1–31' },
  { name: 'month', range: '1–12 or JAN–DEC' },
  { name: 'day of the week', range: '0–7 or SUN–SAT' },
] as const;

const CHARACTERS = /^[0-9a-z*,/#-]+$/i;
const FIVE_YEARS = 5 * 366 * 86_400;
/** The calendar repeats, so any fixed day will do to see whether an expression ever comes true; the answer must not change with the date. */
const REFERENCE = Date.UTC(2026, 0, 1) / 1_000;
/** How many expressions stay parsed. */
const REMEMBERED = 1_000;

const seconds = (date: Date | null | undefined): number | null => (date == null ? null : Math.floor(date.getTime() / 1_000));
const understood = new Map<string, CronResult>();

/** UTC by a fixed offset: the library's zone arithmetic is eight times slower. */
const read = (text: string): Croner => new Croner(text, { utcOffset: 0, mode: '5-or-6-parts', paused: true });

function isReadable(text: string): boolean {
  try {
    read(text);
    return true;
  } catch {
    return false; // the library's words are for programmers
  }
}

const EVERY_MINUTES = /^\*(?:\/(\d+))? \* \* \* \*$/;

/**
 * “Every so many minutes”, when hours are made of whole ones: then a slot is a matter of division, a thousand times faster than asking
 * the library. Most monitors are checked like that, and history is written by hand minute by minute.
 */
function regular(text: string): Cron | null {
  const minutes = Number(EVERY_MINUTES.exec(text)?.[1] ?? (EVERY_MINUTES.test(text) ? 1 : 0));
  if (minutes === 0 || 60 % minutes !== 0) return null;
  const period = minutes * 60;
  return {
    text,
    next: (after) => (Math.floor(Math.floor(after) / period) + 1) * period,
    previous: (before) => (Math.ceil(Math.ceil(before) / period) - 1) * period,
  };
}

const refuse = (reason: string): CronResult => ({ ok: false, reason });

function understand(text: string): CronResult {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6) {
    return refuse(
      'A cron expression has five fields: minute, hour, day of the month, month, day of the week (or six, with seconds first).',
    );
  }
  const names = FIELDS.slice(-fields.length);
  for (const [index, field] of fields.entries()) {
    const alone = names.map((_, other) => (other === index ? field : '*')).join(' ');
    if (CHARACTERS.test(field) && isReadable(alone)) continue;
    const { name, range } = names[index]!;
    return refuse(`The ${name} field “${field}” is not understood. Use ${range}, a list (1,3), a range (1-5), a step (*/5) or *.`);
  }
  const normal = fields.join(' ');
  const simple = regular(normal);
  if (simple !== null) return { ok: true, cron: simple };
  const cron = read(normal);
  const next = (after: number): number | null => seconds(cron.nextRun(new Date(Math.floor(after) * 1_000)));
  const first = next(REFERENCE);
  if (first === null || first - REFERENCE > FIVE_YEARS) return refuse('This cron expression does not come true within five years.');
  const previous = (before: number): number | null => seconds(cron.previousRuns(1, new Date(Math.ceil(before) * 1_000))[0]);
  return { ok: true, cron: { text: normal, next, previous } };
}

/**
 * Reads a cron expression: five fields, or six with seconds first, evaluated in UTC.
 * @returns the expression, or a reason in words for a form   @see monitors §1, reliability SEC-41
 */
export function parseCron(text: string): CronResult {
  if (text.length > LIMITS.cron) return refuse(`A cron expression has at most ${LIMITS.cron} characters.`);
  const known = understood.get(text);
  if (known !== undefined) return known;
  const result = understand(text);
  if (understood.size >= REMEMBERED) understood.clear();
  understood.set(text, result);
  return result;
}
