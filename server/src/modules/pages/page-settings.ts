import { DEFAULT_PAGE_SETTINGS, LAYOUT_STYLES, LIMITS, type PageSettings } from '@clarion/contract';

/** A JSON object. */
export type Tree = Record<string, unknown>;
export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members that are there only when somebody chose them. */
export const OPTIONAL_TEXTS = ['meta_page_title', 'meta_page_description', 'social_page_preview_image'] as const;

/** Most rows or days any list of a page takes: more would overflow what is computed from it. */
const MOST = 1_000_000;

/** Whether a value may stand where the default stands. @param path of the member, such as `incidents.enabled` */
export function fits(path: string, value: unknown, fallback: unknown): boolean {
  if (path === 'monitor_layout_style') return (LAYOUT_STYLES as readonly unknown[]).includes(value);
  if (typeof fallback !== 'number') return typeof value === typeof fallback;
  if (!Number.isInteger(value)) return false;
  return isHistoryDays(path)
    ? (value as number) >= 1 && (value as number) <= LIMITS.historyDaysMaximum
    : (value as number) >= 0 && (value as number) <= MOST;
}

/** Whether a member counts days of history, at least one. */
export const isHistoryDays = (path: string): boolean => path.startsWith('monitor_status_history_days.');

function merge(fallback: Tree, stored: Tree, path: string): Tree {
  const result: Tree = {};
  for (const [key, standard] of Object.entries(fallback)) {
    const value = stored[key];
    if (isTree(standard)) result[key] = merge(standard, isTree(value) ? value : {}, `${path}${key}.`);
    else result[key] = fits(path + key, value, standard) ? value : standard;
  }
  for (const [key, value] of Object.entries(stored)) if (!Object.hasOwn(fallback, key)) result[key] = value;
  return result;
}

/**
 * The whole tree of a page's settings: what is stored over the defaults. Stored values of a wrong kind count as absent, unknown members
 * are kept.
 * @see pages-site §3
 */
export function fullPageSettings(stored: unknown): PageSettings {
  const tree = merge(DEFAULT_PAGE_SETTINGS as unknown as Tree, isTree(stored) ? stored : {}, '');
  for (const key of OPTIONAL_TEXTS) if (typeof tree[key] !== 'string') delete tree[key];
  return tree as unknown as PageSettings;
}
