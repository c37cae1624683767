import type { FieldTree } from '@angular/forms/signals';
import type { SettingChanges, SiteSetting } from '../api/site-settings.js';
import { CODECS, inOrder } from './site-codecs.js';
import { isSiteKey, SITE_KEYS, type SiteDraft, type SiteKey } from './site-draft.js';

const canonical = (value: unknown): string => JSON.stringify(value, inOrder);
const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const readKey = <Key extends SiteKey>(key: Key, stored: unknown): SiteDraft[Key] => CODECS[key].read(stored);
const writeKey = <Key extends SiteKey>(key: Key, draft: SiteDraft): unknown => CODECS[key].write(draft[key]);

const draftOf = (settings: readonly SiteSetting[], pick: (setting: SiteSetting) => unknown): SiteDraft => {
  const byKey = new Map(settings.map((setting) => [setting.key, pick(setting)]));
  return Object.fromEntries(SITE_KEYS.map((key) => [key, readKey(key, byKey.get(key) ?? null)])) as unknown as SiteDraft;
};

/** What is stored, as it is edited. */
export const toDraft = (settings: readonly SiteSetting[]): SiteDraft => draftOf(settings, ({ value, ...rest }) => value ?? rest.default);
/** What a new site has, as it is edited. */
export const toStandard = (settings: readonly SiteSetting[]): SiteDraft => draftOf(settings, (setting) => setting.default);

/** Keys that differ. */
export const changedKeys = (before: SiteDraft, after: SiteDraft): SiteKey[] => SITE_KEYS.filter((key) => !isSame(before[key], after[key]));

/**
 * What to send for the keys that were changed. What is the default again goes back to it, so that it follows later defaults.
 * @throws SyntaxError when a text that must be JSON is none
 */
export function toChanges(base: SiteDraft, draft: SiteDraft, standard: SiteDraft): SettingChanges {
  const changes: SettingChanges = { values: {}, reset: [] };
  for (const key of changedKeys(base, draft)) {
    const value = isSame(draft[key], standard[key]) ? null : writeKey(key, draft);
    if (value === null) changes.reset.push(key);
    else changes.values[key] = value;
  }
  return changes;
}

/** What brings `keys` back to how they were. @param before as they were stored */
export function toUndo(before: readonly SiteSetting[], keys: readonly string[]): SettingChanges {
  const changes: SettingChanges = { values: {}, reset: [] };
  for (const { key, value } of before) {
    if (!keys.includes(key)) continue;
    if (value === null) changes.reset.push(key);
    else changes.values[key] = value;
  }
  return changes;
}

/** A change without the keys whose fields were refused; null when that leaves out nothing. */
export function withoutRefused({ values, reset }: SettingChanges, refused: readonly { field: string }[]): SettingChanges | null {
  const keys = new Set<string>(refused.map(({ field }) => pathOf(field)?.[0] ?? field));
  const rest = Object.entries(values).filter(([key]) => !keys.has(key));
  return rest.length === Object.keys(values).length ? null : { values: Object.fromEntries(rest), reset };
}

/** Keys of a change. */
export const keysOf = ({ values, reset }: SettingChanges): string[] => [...Object.keys(values), ...reset];

/** Key and members of a field's name on the wire, such as `nav[1].url` or `analytics.umami.requirements.Website ID`; null for another. */
export function pathOf(name: string): [SiteKey, ...string[]] | null {
  const key = SITE_KEYS.filter(
    (each) => name === each || name.startsWith(`${each}.`) || name.startsWith(`${each}[`),
  ).reduce<SiteKey | null>((longest, each) => (longest === null || each.length > longest.length ? each : longest), null);
  if (key === null || !isSiteKey(key)) return null;
  const members = name.slice(key.length).match(/[^.[\]]+/g) ?? [];
  return [key, ...members];
}

/** The field of a wire name, or the nearest one around it; null when the form has none of that key. */
export function fieldOfWireName(form: FieldTree<SiteDraft>, name: string): FieldTree<unknown> | null {
  const path = pathOf(name);
  if (path === null) return null;
  let field = form as unknown as Record<string, unknown>;
  for (const member of path) {
    const next = field[member];
    if (typeof next !== 'function') break;
    field = next as unknown as Record<string, unknown>;
  }
  return field as unknown as FieldTree<unknown>;
}
