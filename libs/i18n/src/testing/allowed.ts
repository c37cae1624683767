import type { MessageKey } from '../dictionary.js';
import type { Locale } from '../locale.js';

type Lists = Readonly<Partial<Record<Locale, readonly MessageKey[]>>>;

/** Signs of units, which many languages share. */
export const SIGNS_OF_UNITS: readonly MessageKey[] = [
  'latency.ms',
  'latency.s',
  'latency.min',
  'latency.24h',
  'latency.7d',
  'latency.30d',
  'latency.90d',
  'duration.hours',
  'duration.minutes',
  'duration.plan.hours',
  'duration.plan.minutes',
];

/** Words that a language shares with English to the letter. */
export const SAME_AS_ENGLISH: Lists = {
  de: ['freshness.live', 'preferences.zone.browser', 'table.status'],
};

/** Texts that need more than twice the room of the English ones, and have it. */
export const LONG_TEXTS: Lists = {};
