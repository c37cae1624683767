import { LIMITS } from '@clarion/contract';
import { canonicalTimeZone } from '@clarion/domain';
import { AppError } from '../../../platform/errors/app-error.js';

/** Query or body of a request as it came. */
export type Sent = Readonly<Record<string, unknown>>;

/** Monitors that one request may ask for. */
const MOST_TAGS = 100;
const TAG = /^[a-z0-9][a-z0-9_-]{0,254}$/;
const DAYS = 90;
/** Instants up to the year 9999. */
const LAST_INSTANT = 253_402_300_799;

const refuse = (message: string): never => {
  throw new AppError('BAD_REQUEST', message);
};

const textIn = (sent: Sent, name: string): string | undefined => {
  const value = sent[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** @throws AppError `BAD_REQUEST` without one; what can be nobody's tag stays as it is, and is nobody's */
export const tagIn = (sent: Sent): string => textIn(sent, 'tag') ?? refuse('tag is required');

/** Tags by commas, each once; what can be nobody's is kept, to be named as missing. @throws AppError `BAD_REQUEST` for too many */
export function tagsIn(sent: Sent): string[] {
  const tags = [...new Set((textIn(sent, 'tags') ?? '').split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
  return tags.length > MOST_TAGS ? refuse(`At most ${MOST_TAGS} tags`) : tags;
}

/** Those that the database may be asked for. */
export const possibleTags = (tags: readonly string[]): string[] => tags.filter((tag) => TAG.test(tag));

/** Days of history. @throws AppError `BAD_REQUEST` */
export function daysIn(sent: Sent): number {
  const text = textIn(sent, 'days');
  if (text === undefined) return DAYS;
  const days = Number(text);
  const isDays = Number.isInteger(days) && days >= 1 && days <= LIMITS.historyDaysMaximum;
  return isDays ? days : refuse(`days must be a whole number from 1 to ${LIMITS.historyDaysMaximum}`);
}

/** A zone, `UTC` when none was sent. @throws AppError `BAD_REQUEST` for one that nobody knows */
export function zoneIn(sent: Sent, name: string): string {
  const text = textIn(sent, name);
  return text === undefined ? 'UTC' : (canonicalTimeZone(text) ?? refuse(`${name} must be an IANA time zone`));
}

/** An instant in Unix seconds, as a number or, in a query, as its digits. @throws AppError `BAD_REQUEST` */
export function instantIn(sent: Sent, name: string): number {
  const value = sent[name];
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  const isInstant = typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= LAST_INSTANT;
  return isInstant ? number : refuse(`${name} must be a time in Unix seconds`);
}
