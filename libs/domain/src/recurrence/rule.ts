import { FREQUENCIES, LIMITS, WEEKDAYS, type Frequency, type Weekday } from '@clarion/contract';
import { readList, readNumber, readUntil, RuleFault, type ListPart, LIST_PARTS } from './rule-parts.js';

/** A day of the week, and which one of its month or year; null = each. */
export interface DayRule {
  readonly weekday: Weekday;
  readonly nth: number | null;
}

/** Where a rule ends. A local end is a wall clock written as if it were UTC; both are Unix seconds, inclusive. */
export interface RuleEnd {
  readonly at: number;
  readonly isLocal: boolean;
}

/** A recurrence rule that was understood; made by `readRule` only. Lists are ascending, each value once; null = the part is not there. */
export interface RecurrenceRule extends Readonly<Record<ListPart, readonly number[] | null>> {
  /** Body without `RRULE:`, as it was written. */
  readonly text: string;
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: RuleEnd | null;
  readonly weekStart: Weekday;
  readonly byDay: readonly DayRule[] | null;
}

export type RuleReading = { ok: true; rule: RecurrenceRule } | { ok: false; reason: string };

const PREFIX = /^RRULE:/i;
const KNOWN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY', ...Object.keys(LIST_PARTS)]);
/** RFC 7529: another calendar. */
const FOREIGN = new Set(['RSCALE', 'SKIP']);
const DAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;

const isOneOf = <T extends string>(values: readonly T[], value: string): value is T => values.some((each) => each === value);
const refuse = (reason: string): never => {
  throw new RuleFault(reason);
};

/** The parts of a rule by name, each once. */
function partsOf(body: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of body.toUpperCase().split(';')) {
    const [, name = '', value = ''] = /^([A-Z-]+)=(.*)$/.exec(part) ?? [];
    if (name === '' || value === '') refuse(`“${part.slice(0, 40)}” is no part of a rule. A rule looks like FREQ=WEEKLY;BYDAY=SU.`);
    if (FOREIGN.has(name)) refuse(`${name} is not supported: rules follow the Gregorian calendar.`);
    if (!KNOWN.has(name)) refuse(`A rule has no part called ${name.slice(0, 40)}.`);
    if (parts.has(name)) refuse(`${name} may stand in a rule only once.`);
    parts.set(name, value);
  }
  return parts;
}

function readFrequency(value: string | undefined): Frequency {
  if (value === undefined) return refuse('A rule needs a frequency, such as FREQ=WEEKLY.');
  return isOneOf(FREQUENCIES, value) ? value : refuse(`FREQ is one of ${FREQUENCIES.join(', ')}, not ${value.slice(0, 40)}.`);
}

function readWeekStart(value: string | undefined): Weekday {
  if (value === undefined) return 'MO';
  return isOneOf(WEEKDAYS, value) ? value : refuse(`WKST is one of ${WEEKDAYS.join(', ')}.`);
}

function readDays(value: string | undefined, frequency: Frequency, hasWeekNumbers: boolean): DayRule[] | null {
  if (value === undefined) return null;
  const entries = value.split(',');
  if (entries.length > LIMITS.ruleList) refuse(`BYDAY takes at most ${LIMITS.ruleList} values.`);
  const days = new Map<string, DayRule>();
  for (const entry of entries) {
    const [, number, weekday] = DAY.exec(entry) ?? [];
    if (!isOneOf(WEEKDAYS, weekday ?? '')) refuse(`BYDAY takes days such as MO, 1MO or -1FR, not “${entry.slice(0, 20)}”.`);
    const nth = number === undefined ? null : Number(number);
    if (nth !== null) {
      if (frequency !== 'MONTHLY' && frequency !== 'YEARLY') refuse(`A numbered day such as ${entry} needs FREQ=MONTHLY or FREQ=YEARLY.`);
      if (hasWeekNumbers) refuse(`A numbered day such as ${entry} cannot stand beside BYWEEKNO.`);
      if (nth === 0 || Math.abs(nth) > 53) refuse(`The number of a day in BYDAY lies between 1 and 53 or −53 and −1, not ${nth}.`);
    }
    days.set(`${nth ?? ''}${weekday}`, { weekday: weekday as Weekday, nth });
  }
  return [...days.values()].sort((a, b) => (a.nth ?? 0) - (b.nth ?? 0) || WEEKDAYS.indexOf(a.weekday) - WEEKDAYS.indexOf(b.weekday));
}

/** What RFC 5545 forbids to stand together. */
function assertFits(frequency: Frequency, parts: ReadonlyMap<string, string>): void {
  if (parts.has('COUNT') && parts.has('UNTIL')) refuse('A rule ends by COUNT or by UNTIL, not by both.');
  if (parts.has('BYWEEKNO') && frequency !== 'YEARLY') refuse('BYWEEKNO needs FREQ=YEARLY.');
  if (parts.has('BYMONTHDAY') && frequency === 'WEEKLY') refuse('BYMONTHDAY cannot stand in a weekly rule.');
  if (parts.has('BYYEARDAY') && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency)) {
    refuse(`BYYEARDAY cannot stand in a rule with FREQ=${frequency}.`);
  }
  if (parts.has('BYSETPOS') && ![...parts.keys()].some((name) => name.startsWith('BY') && name !== 'BYSETPOS')) {
    refuse('BYSETPOS chooses among what another BY part names, and there is none.');
  }
}

function read(body: string): RecurrenceRule {
  const parts = partsOf(body);
  const frequency = readFrequency(parts.get('FREQ'));
  assertFits(frequency, parts);
  const count = parts.get('COUNT');
  const until = parts.get('UNTIL');
  const lists = Object.keys(LIST_PARTS).map((name) => [LIST_PARTS[name]!.member, readList(name, parts.get(name))]);
  return {
    ...(Object.fromEntries(lists) as Record<ListPart, readonly number[] | null>),
    text: body,
    frequency,
    interval: readNumber('INTERVAL', parts.get('INTERVAL') ?? '1'),
    count: count === undefined ? null : readNumber('COUNT', count),
    until: until === undefined ? null : readUntil(until),
    weekStart: readWeekStart(parts.get('WKST')),
    byDay: readDays(parts.get('BYDAY'), frequency, parts.has('BYWEEKNO')),
  };
}

/**
 * Reads the body of a recurrence rule; the prefix `RRULE:` is tolerated. Nothing is expanded here: what a rule may cost is bounded by
 * its shape, and `judgeRule` says whether it can be kept.
 * @returns the rule, or a reason in words for a form   @see RFC 5545 §3.3.10, reliability SEC-43
 */
export function readRule(text: string): RuleReading {
  const body = text.trim().replace(PREFIX, '').trim();
  if (body === '') return { ok: false, reason: 'A rule is missing, such as FREQ=WEEKLY;BYDAY=SU.' };
  if (body.length > LIMITS.rrule) return { ok: false, reason: `A rule has at most ${LIMITS.rrule} characters.` };
  try {
    return { ok: true, rule: read(body) };
  } catch (error) {
    if (error instanceof RuleFault) return { ok: false, reason: error.message };
    throw error;
  }
}

/** One occurrence and no more: what the dashboard calls “once”. @see incidents-maintenances §B2 */
export const isOneTime = ({ count }: RecurrenceRule): boolean => count === 1;

/** More often than every day. */
export const isSubDaily = ({ frequency }: RecurrenceRule): boolean =>
  frequency === 'HOURLY' || frequency === 'MINUTELY' || frequency === 'SECONDLY';
