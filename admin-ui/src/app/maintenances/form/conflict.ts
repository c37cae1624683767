import type { MaintenanceDraft } from './maintenance-draft.js';
import { FIELD_WORDS } from './maintenance-rules.js';

/** One field that two people set to different values. */
export interface FieldConflict {
  field: keyof MaintenanceDraft;
  mine: MaintenanceDraft[keyof MaintenanceDraft];
  theirs: MaintenanceDraft[keyof MaintenanceDraft];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const withField = (draft: MaintenanceDraft, field: keyof MaintenanceDraft, source: MaintenanceDraft): MaintenanceDraft => ({
  ...draft,
  [field]: source[field],
});

/**
 * Puts together what I changed and what somebody else stored meanwhile, both seen from the draft we started with.
 * @returns the merged draft, with mine where only I or both changed a field, and the fields both changed differently
 */
export function mergeDrafts(
  base: MaintenanceDraft,
  mine: MaintenanceDraft,
  theirs: MaintenanceDraft,
): { merged: MaintenanceDraft; conflicts: FieldConflict[] } {
  const conflicts: FieldConflict[] = [];
  let merged = theirs;
  for (const field of FIELD_WORDS.keys()) {
    if (same(base[field], mine[field])) continue;
    merged = withField(merged, field, mine);
    if (!same(base[field], theirs[field]) && !same(mine[field], theirs[field])) {
      conflicts.push({ field, mine: mine[field], theirs: theirs[field] });
    }
  }
  return { merged, conflicts };
}

/** Takes the fields in `takeTheirs` from the other draft. */
export const resolveConflicts = (
  merged: MaintenanceDraft,
  theirs: MaintenanceDraft,
  takeTheirs: ReadonlySet<keyof MaintenanceDraft>,
): MaintenanceDraft => [...takeTheirs].reduce((resolved, field) => withField(resolved, field, theirs), merged);
