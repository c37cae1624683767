import { DEFAULT_PAGE_SETTINGS, type ErrorDetail, LAYOUT_STYLES, LIMITS } from '@clarion/contract';
import type { StoredPageSettings } from '@clarion/database/pages/page.entity';
import { fits, isHistoryDays, isTree, OPTIONAL_TEXTS, type Tree } from './page-settings.js';

/** Names that older clients give to members. @see pages-site §3, §19 */
const OLD_NAMES = {
  metaPageTitle: 'meta_page_title',
  metaPageDescription: 'meta_page_description',
  socialPagePreviewImage: 'social_page_preview_image',
} as const satisfies Record<string, (typeof OPTIONAL_TEXTS)[number]>;

const fault = (path: string, what: string): ErrorDetail => ({ field: `page_settings.${path}`, message: `${path} must be ${what}` });

function expectation(path: string, standard: unknown): string {
  if (path === 'monitor_layout_style') return `one of ${LAYOUT_STYLES.join(', ')}`;
  if (typeof standard === 'boolean') return 'a boolean';
  return isHistoryDays(path) ? `an integer between 1 and ${LIMITS.historyDaysMaximum}` : 'a non-negative integer';
}

function* faultsIn(sent: Tree, standard: Tree, prefix: string): Generator<ErrorDetail> {
  for (const [key, fallback] of Object.entries(standard)) {
    const value = sent[key];
    const path = prefix + key;
    if (value === undefined) continue;
    if (!isTree(fallback)) {
      if (!fits(path, value, fallback)) yield fault(path, expectation(path, fallback));
    } else if (isTree(value)) yield* faultsIn(value, fallback, `${path}.`);
    else yield fault(path, 'an object');
  }
}

/** Settings with their members under the names they are stored under; the newer name wins. */
function renamed(sent: Tree): Tree {
  const result = { ...sent };
  for (const [old, name] of Object.entries(OLD_NAMES)) {
    if (old in sent && !(name in sent)) result[name] = sent[old];
    delete result[old];
  }
  return result;
}

/** What is wrong with settings that were sent, member by member. Unknown members are nobody's business. @see pages-site §3 */
export function pageSettingsFaults(sent: Tree): ErrorDetail[] {
  const settings = renamed(sent);
  const texts = OPTIONAL_TEXTS.filter((key) => settings[key] !== undefined && settings[key] !== null && typeof settings[key] !== 'string');
  return [...faultsIn(settings, DEFAULT_PAGE_SETTINGS as unknown as Tree, ''), ...texts.map((key) => fault(key, 'a string'))];
}

function mergeDeep(stored: Tree, sent: Tree): Tree {
  const result = { ...stored };
  for (const [key, value] of Object.entries(sent)) {
    const known = stored[key];
    result[key] = isTree(value) ? mergeDeep(isTree(known) ? known : {}, value) : value;
  }
  return result;
}

/**
 * Merges settings that were found faultless into those that are stored: objects by key, everything else replaces. Only what somebody chose
 * is stored, so that what they did not choose follows the site. Null takes a title, a description or an image away.
 * @returns null when nothing is left to store
 */
export function mergePageSettings(stored: unknown, sent: Tree): StoredPageSettings | null {
  const merged = mergeDeep(isTree(stored) ? stored : {}, renamed(sent));
  for (const key of OPTIONAL_TEXTS) if (merged[key] === null) delete merged[key];
  return Object.keys(merged).length === 0 ? null : (merged as StoredPageSettings);
}

/** Bytes that settings take when they are stored. */
export const sizeOfSettings = (settings: StoredPageSettings | null): number => Buffer.byteLength(JSON.stringify(settings));
