import type { Message, MessageKey } from './dictionary.js';
import { en } from './locales/en.js';
import type { LocaleTexts } from './translate.js';

/** Beginnings of keys that only servers write: alerts, badges, feeds, messages. Pages do without them. */
const OFF_PAGE = ['incident.alert.', 'badge.', 'feed.', 'mail.', 'message.', 'subscriptions.'];

/** Keys of the texts that a page may show, in the order of the source: the same in every bundle of one build. */
const PAGE_KEYS = (Object.keys(en) as MessageKey[]).filter((key) => !OFF_PAGE.some((start) => key.startsWith(start)));

/** The texts a page may show. */
export const pageTexts = (texts: LocaleTexts): LocaleTexts =>
  Object.fromEntries(PAGE_KEYS.flatMap((key) => (texts[key] === undefined ? [] : [[key, texts[key]]]))) as LocaleTexts;

/** Beginnings of keys that status pages do without: they belong to the pages of monitors and events. */
export const OFF_HOME: readonly string[] = [
  'calendar.',
  'day.',
  'incident.impact',
  'incident.report',
  'maintenance.filter.',
  'maintenance.past',
  'maintenance.upcoming',
  'monitor.event',
  'monitor.every',
  'monitor.noEvents',
  'recurrence.',
];

/**
 * The same without keys, for where both ends are of one build; 0 = missing.
 * @param without beginnings of keys that are left out
 */
export const textsToList = (texts: LocaleTexts, without: readonly string[] = []): readonly (Message | 0)[] =>
  PAGE_KEYS.map((key) => (without.some((start) => key.startsWith(start)) ? 0 : (texts[key] ?? 0)));

export const textsFromList = (list: readonly (Message | 0)[]): LocaleTexts =>
  Object.fromEntries(PAGE_KEYS.flatMap((key, index) => (list[index] ? [[key, list[index]]] : []))) as LocaleTexts;
