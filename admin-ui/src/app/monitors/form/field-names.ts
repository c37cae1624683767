import type { FieldTree } from '@angular/forms/signals';
import { MONITOR_TYPES } from '@clarion/contract';
import type { MonitorDraft } from './monitor-draft.js';
import { TYPE_KINDS } from './types/type-kinds.js';

/** A field of the form: a member of the draft, or `check.{type}.{member}`. */
export type FieldPath = string;

const WORDS: Readonly<Record<Exclude<keyof MonitorDraft, 'check'>, string>> = {
  name: 'Name',
  tag: 'Tag',
  description: 'Description',
  category: 'Category',
  externalUrl: 'External link',
  type: 'Type',
  cron: 'Schedule',
  threshold: 'Grace period',
  defaultStatus: 'Default status',
  degradedIsDowntime: 'Degraded counts as downtime',
  parents: 'Depends on',
  isActive: 'Active',
  isHidden: 'Hidden',
  offersBadges: 'Offer badges',
  offersEmbeds: 'Offer embeds',
  onHomePage: 'Show on the home page',
};
const BEFORE_CHECK = Object.keys(WORDS).indexOf('type') + 1;

/** Words of every field, in the order of the screen, for the summary of errors and for conflicts. */
export const FIELD_WORDS: ReadonlyMap<FieldPath, string> = new Map([
  ...Object.entries(WORDS).slice(0, BEFORE_CHECK),
  ...MONITOR_TYPES.flatMap((type) =>
    Object.entries(TYPE_KINDS[type].words).map(([member, words]): [string, string] => [`check.${type}.${member}`, words]),
  ),
  ...Object.entries(WORDS).slice(BEFORE_CHECK),
]);

const WIRE: Readonly<Record<string, Exclude<keyof MonitorDraft, 'check'>>> = {
  name: 'name',
  tag: 'tag',
  description: 'description',
  category_name: 'category',
  external_url: 'externalUrl',
  monitor_type: 'type',
  cron: 'cron',
  confirmation_threshold: 'threshold',
  default_status: 'defaultStatus',
  include_degraded_in_downtime: 'degradedIsDowntime',
  parents: 'parents',
  status: 'isActive',
  is_hidden: 'isHidden',
  page_paths: 'onHomePage',
};

/**
 * The field of a wire name such as `cron` or `type_data.hosts[0].port`, as deep as the form has one; null when it has none.
 * @param form the whole form, of which the chosen type's part is searched
 */
export function fieldOfWireName(form: FieldTree<MonitorDraft>, name: string): FieldTree<unknown> | null {
  const [head = '', ...path] = name.split(/[.[\]]+/).filter(Boolean);
  const general = WIRE[head];
  if (general !== undefined) return form[general] as FieldTree<unknown>;
  if (head !== 'type_data') return null;
  const type = form().value().type;
  let found: FieldTree<unknown> | null = null;
  let tree = form.check[type] as FieldTree<unknown>;
  for (const step of path) {
    const child = childOf(tree, step);
    if (child === null) break;
    found = tree = child;
  }
  return found;
}

/** The field of a path such as `check.PING.hosts`. */
export function fieldOfPath(form: FieldTree<MonitorDraft>, path: FieldPath): FieldTree<unknown> | null {
  return path.split('.').reduce<FieldTree<unknown> | null>((tree, step) => tree && childOf(tree, step), form as FieldTree<unknown>);
}

function childOf(tree: FieldTree<unknown>, step: string): FieldTree<unknown> | null {
  const value: unknown = tree().value();
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null;
  return (tree as unknown as Record<string, FieldTree<unknown> | undefined>)[step] ?? null;
}

/** Entries of a list field; none for any other. */
export function rowsOf(tree: FieldTree<unknown>): FieldTree<unknown>[] {
  const value: unknown = tree().value();
  return Array.isArray(value) ? value.flatMap((_, index) => childOf(tree, String(index)) ?? []) : [];
}
