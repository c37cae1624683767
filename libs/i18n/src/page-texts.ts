import type { Message, MessageKey } from './dictionary.js';
import { en } from './locales/en.js';
import type { LocaleTexts } from './translate.js';

/** Beginnings of keys that only servers write: alerts, badges, feeds, messages, pages without script. Pages do without them. */
const OFF_PAGE = ['incident.alert.', 'badge.', 'feed.', 'mail.', 'message.', 'digest.', 'subscriptions.'];

const isOnPages = (key: string): boolean => !OFF_PAGE.some((start) => key.startsWith(start));

/** Keys of the texts that pages carry, in the order of the source: the same in every bundle of one build. */
const PAGE_KEYS = (Object.keys(en) as MessageKey[]).filter(isOnPages);

/** The texts a page may show, those that are read on demand among them: what the file of a language holds. */
export const pageTexts = (texts: LocaleTexts): LocaleTexts =>
  Object.fromEntries(Object.entries(texts).filter(([key, text]) => isOnPages(key) && text !== undefined)) as LocaleTexts;

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
  'monitor.subscribe',
  'recurrence.',
];

/**
 * The texts that pages carry, without keys, for where both ends are of one build; 0 = missing.
 * @param without beginnings of keys that are left out
 */
export const textsToList = (texts: LocaleTexts, without: readonly string[] = []): readonly (Message | 0)[] =>
  PAGE_KEYS.map((key) => (without.some((start) => key.startsWith(start)) ? 0 : (texts[key] ?? 0)));

export const textsFromList = (list: readonly (Message | 0)[]): LocaleTexts =>
  Object.fromEntries(PAGE_KEYS.flatMap((key, index) => (list[index] ? [[key, list[index]]] : []))) as LocaleTexts;
