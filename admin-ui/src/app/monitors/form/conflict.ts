import type { MonitorDraft } from './monitor-draft.js';

/** One field that two people set to different values. */
export interface FieldConflict {
  field: keyof MonitorDraft;
  mine: unknown;
  theirs: unknown;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

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
  const merged: MonitorDraft = { ...theirs };
  for (const field of Object.keys(mine) as (keyof MonitorDraft)[]) {
    const iChanged = !same(base[field], mine[field]);
    const theyChanged = !same(base[field], theirs[field]);
    if (iChanged) assign(merged, field, mine);
    if (iChanged && theyChanged && !same(mine[field], theirs[field])) conflicts.push({ field, mine: mine[field], theirs: theirs[field] });
  }
  return { merged, conflicts };
}

/** Takes the fields in `takeTheirs` from the other draft. */
export function resolveConflicts(merged: MonitorDraft, theirs: MonitorDraft, takeTheirs: ReadonlySet<keyof MonitorDraft>): MonitorDraft {
  const resolved = { ...merged };
  for (const field of takeTheirs) assign(resolved, field, theirs);
  return resolved;
}

function assign<K extends keyof MonitorDraft>(target: MonitorDraft, field: K, source: MonitorDraft): void {
  target[field] = source[field];
}
