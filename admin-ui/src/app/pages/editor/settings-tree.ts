import { DEFAULT_PAGE_SETTINGS, LIMITS } from '@clarion/contract';
import type { ChosenSettings } from '../../api/pages.js';

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), tree);

/** What was chosen at a path such as `incidents.resolved.max_count`; undefined = it follows the site. */
export const chosenAt = (settings: ChosenSettings, path: string): unknown => at(settings, path.split('.'));

/** The settings with another choice at a path. @param value undefined = it follows the site from now on */
export function withChoice(settings: ChosenSettings, path: string, value: unknown): ChosenSettings {
  return put(settings, path.split('.'), value) as ChosenSettings;
}

function put(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): Tree {
  const { [key]: before, ...others } = tree;
  const child = isTree(before) ? before : {};
  const after = rest.length === 0 ? value : put(child, rest, value);
  // A branch in which nothing is chosen is no choice.
  if (after === undefined || (rest.length > 0 && isTree(after) && Object.keys(after).length === 0)) return others;
  return { ...tree, [key]: after };
}

/** Counts of rows and days that a page may choose. */
const NUMBERS = [
  'monitor_status_history_days.desktop',
  'monitor_status_history_days.mobile',
  'incidents.resolved.max_count',
  'incidents.resolved.days_in_past',
  'include_maintenances.ongoing.past.max_count',
  'include_maintenances.ongoing.past.days_in_past',
  'include_maintenances.ongoing.upcoming.max_count',
  'include_maintenances.ongoing.upcoming.days_in_future',
] as const;
const MOST = 1_000_000;

/** What a number may be. @param path of the setting */
export const rangeOf = (path: string): { minimum: number; maximum: number } =>
  path.startsWith('monitor_status_history_days.') ? { minimum: 1, maximum: LIMITS.historyDaysMaximum } : { minimum: 0, maximum: MOST };

/** Why a number cannot be chosen; null = it can, or nothing is chosen. */
export function faultAt(settings: ChosenSettings, path: string): string | null {
  const value = chosenAt(settings, path);
  const { minimum, maximum } = rangeOf(path);
  const isRight = value === undefined || (Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum);
  return isRight ? null : `A whole number from ${minimum} to ${maximum}.`;
}

/** Whether every number that was chosen may be. */
export const areRight = (settings: ChosenSettings): boolean => NUMBERS.every((path) => faultAt(settings, path) === null);

/** The same settings in one order of their members, so that equal ones are written equally. */
export const inOrder = (settings: ChosenSettings): ChosenSettings => ordered(settings) as ChosenSettings;

const ordered = (value: unknown): unknown =>
  isTree(value)
    ? Object.fromEntries(
        Object.keys(value)
          .toSorted()
          .map((key) => [key, ordered(value[key])]),
      )
    : value;

/** Where the site keeps its own value of a page's setting. @see pages-site §3, §5 */
const SITE_PATHS: Readonly<Record<string, string>> = {
  'incidents.enabled': 'incidents.enabled',
  'incidents.ongoing.show': 'incidents.ongoing.show',
  'incidents.resolved.show': 'incidents.resolved.show',
  'incidents.resolved.max_count': 'incidents.resolved.maxCount',
  'incidents.resolved.days_in_past': 'incidents.resolved.daysInPast',
  'include_maintenances.enabled': 'maintenances.enabled',
  'include_maintenances.ongoing.show': 'maintenances.ongoing.show',
  'include_maintenances.ongoing.past.show': 'maintenances.past.show',
  'include_maintenances.ongoing.past.max_count': 'maintenances.past.maxCount',
  'include_maintenances.ongoing.past.days_in_past': 'maintenances.past.daysInPast',
  'include_maintenances.ongoing.upcoming.show': 'maintenances.upcoming.show',
  'include_maintenances.ongoing.upcoming.max_count': 'maintenances.upcoming.maxCount',
  'include_maintenances.ongoing.upcoming.days_in_future': 'maintenances.upcoming.daysInFuture',
};
/** Of a site whose settings do not name them, but name others. */
const SITE_DAYS_AHEAD = 7;

/**
 * What counts while a page has chosen nothing.
 * @param shared the site's `eventDisplaySettings`; undefined = it has none
 */
export function siteValueAt(shared: unknown, path: string): boolean | number {
  const standard = at(DEFAULT_PAGE_SETTINGS, path.split('.')) as boolean | number;
  const sitePath = SITE_PATHS[path];
  if (sitePath === undefined || shared === undefined) return standard;
  const value = at(shared, sitePath.split('.'));
  if (typeof value === typeof standard) return value as boolean | number;
  return path.endsWith('days_in_future') ? SITE_DAYS_AHEAD : standard;
}
