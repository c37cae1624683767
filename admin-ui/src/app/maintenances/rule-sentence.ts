import type { RuleWords } from '@clarion/contract';
import { formatPlannedDuration, formatRecurrence, formatSchedule, type PlannedWindow } from '@clarion/i18n';

/** The dashboard speaks English. */
const LOCALE = 'en';

/** `Every 2 weeks on Sunday`. */
export const ruleSentence = (words: RuleWords): string => formatRecurrence(LOCALE, words);
/** `Every 2 weeks on Sunday, 02:30–03:30 Europe/Berlin`. */
export const scheduleSentence = (words: RuleWords, window: PlannedWindow): string => formatSchedule(LOCALE, words, window);
/** `45m`, `2h 30m`, `1 day 5h`. @param seconds 0 or more */
export const plannedDuration = (seconds: number): string => formatPlannedDuration(LOCALE, seconds);
