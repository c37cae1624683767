import { LIMITS } from '@clarion/contract';
import type { RuleEnd } from './rule.js';

/** Why a rule was refused, in words for a form. */
export class RuleFault extends Error {}

/** Lists of numbers, as a rule holds them once it is read. */
export type ListPart = 'bySecond' | 'byMinute' | 'byHour' | 'byMonthDay' | 'byYearDay' | 'byWeekNumber' | 'byMonth' | 'bySetPosition';

interface ListRule {
  readonly member: ListPart;
  readonly low: number;
  readonly high: number;
  /** Counted from the end as well: −high … −low. */
  readonly isSigned: boolean;
}

/** Ranges of RFC 5545 §3.3.10. */
export const LIST_PARTS: Readonly<Record<string, ListRule>> = {
  BYSECOND: { member: 'bySecond', low: 0, high: 60, isSigned: false },
  BYMINUTE: { member: 'byMinute', low: 0, high: 59, isSigned: false },
  BYHOUR: { member: 'byHour', low: 0, high: 23, isSigned: false },
  BYMONTHDAY: { member: 'byMonthDay', low: 1, high: 31, isSigned: true },
  BYYEARDAY: { member: 'byYearDay', low: 1, high: 366, isSigned: true },
  BYWEEKNO: { member: 'byWeekNumber', low: 1, high: 53, isSigned: true },
  BYMONTH: { member: 'byMonth', low: 1, high: 12, isSigned: false },
  BYSETPOS: { member: 'bySetPosition', low: 1, high: 366, isSigned: true },
};

const LAST_SECOND = 59;

/** INTERVAL or COUNT. @throws RuleFault */
export function readNumber(name: string, value: string): number {
  const number = /^\d{1,7}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= 1 && number <= LIMITS.ruleNumber) return number;
  throw new RuleFault(`${name} is a whole number from 1 to ${LIMITS.ruleNumber}, not “${value.slice(0, 20)}”.`);
}

/** A list of whole numbers, ascending and each once; null when the part is not there. @throws RuleFault */
export function readList(name: string, value: string | undefined): number[] | null {
  if (value === undefined) return null;
  const { low, high, isSigned } = LIST_PARTS[name]!;
  const entries = value.split(',');
  if (entries.length > LIMITS.ruleList) throw new RuleFault(`${name} takes at most ${LIMITS.ruleList} values.`);
  const numbers = entries.map((entry) => {
    const isNumber = (isSigned ? /^[+-]?\d{1,3}$/ : /^\d{1,2}$/).test(entry);
    const number = isNumber ? Number(entry) : Number.NaN;
    const size = isSigned ? Math.abs(number) : number;
    if (size >= low && size <= high) return number;
    const range = isSigned ? `${low} to ${high} or −${high} to −${low}` : `${low} to ${high}`;
    throw new RuleFault(`${name} takes whole numbers from ${range}, not “${entry.slice(0, 20)}”.`);
  });
  // A leap second is the last one of its minute where none is kept. @see RFC 5545 §3.3.10
  const kept = name === 'BYSECOND' ? numbers.map((second) => Math.min(second, LAST_SECOND)) : numbers;
  return [...new Set(kept)].sort((a, b) => a - b);
}

const MOMENT = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/;

/** The last moment a rule may come true: in UTC with a `Z`, else local; a date alone is its first second. @throws RuleFault */
export function readUntil(value: string): RuleEnd {
  const [, year, month, day, hour = '0', minute = '0', second = '0', utc] = MOMENT.exec(value) ?? [];
  const numbers = [year, month, day, hour, minute, second].map(Number);
  const time = Date.UTC(numbers[0]!, numbers[1]! - 1, numbers[2], numbers[3], numbers[4], Math.min(numbers[5]!, LAST_SECOND));
  const date = new Date(time);
  const isReal =
    Number.isFinite(time) &&
    date.getUTCMonth() + 1 === numbers[1] &&
    date.getUTCDate() === numbers[2] &&
    numbers[3]! < 24 &&
    numbers[4]! < 60 &&
    numbers[5]! <= 60;
  if (isReal) return { at: time / 1_000, isLocal: utc === undefined };
  throw new RuleFault(`UNTIL is a date or a moment such as 20261231T235900Z, not “${value.slice(0, 20)}”.`);
}
