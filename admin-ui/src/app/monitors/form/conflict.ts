import { FIELD_WORDS, type FieldPath } from './field-names.js';
import type { MonitorDraft } from './monitor-draft.js';

/** One field that two people set to different values. */
export interface FieldConflict {
  field: FieldPath;
  mine: unknown;
  theirs: unknown;
}

type Tree = Record<string, unknown>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const valueAt = (draft: MonitorDraft, path: FieldPath): unknown =>
  path.split('.').reduce<unknown>((value, step) => (value as Tree)[step], draft);

function withValue(tree: Tree, [step = '', ...rest]: readonly string[], value: unknown): Tree {
  return { ...tree, [step]: rest.length === 0 ? value : withValue(tree[step] as Tree, rest, value) };
}
const assign = (target: MonitorDraft, path: FieldPath, source: MonitorDraft): MonitorDraft =>
  withValue(target as unknown as Tree, path.split('.'), valueAt(source, path)) as unknown as MonitorDraft;

/**
 * Puts together what I changed and what somebody else stored meanwhile, both seen from the draft we started with.
 * @returns the merged draft, with mine where only I or both changed a field, and the fields both changed differently
 */
export function mergeDrafts(
  base: MonitorDraft,
  mine: MonitorDraft,
  theirs: MonitorDraft,
): { merged: MonitorDraft; conflicts: FieldConflict[] } {
  const conflicts: FieldConflict[] = [];
  let merged = theirs;
  for (const field of FIELD_WORDS.keys()) {
    const [before, my, their] = [valueAt(base, field), valueAt(mine, field), valueAt(theirs, field)];
    if (same(before, my)) continue;
    merged = assign(merged, field, mine);
    if (!same(before, their) && !same(my, their)) conflicts.push({ field, mine: my, theirs: their });
  }
  return { merged, conflicts };
}

/** Takes the fields in `takeTheirs` from the other draft. */
export const resolveConflicts = (merged: MonitorDraft, theirs: MonitorDraft, takeTheirs: ReadonlySet<FieldPath>): MonitorDraft =>
  [...takeTheirs].reduce((resolved, field) => assign(resolved, field, theirs), merged);
