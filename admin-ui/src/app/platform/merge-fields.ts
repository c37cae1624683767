/** One field that two people set to different values. */
export interface FieldConflict<Key extends string> {
  field: Key;
  mine: unknown;
  theirs: unknown;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Puts together what I changed and what somebody else stored meanwhile, both seen from what we started with.
 * @returns theirs, with mine where only I or both changed a field, and the fields both changed differently
 */
export function mergeFields<T extends object>(
  base: T,
  mine: T,
  theirs: T,
): { merged: T; conflicts: FieldConflict<Extract<keyof T, string>>[] } {
  const merged = { ...theirs };
  const conflicts: FieldConflict<Extract<keyof T, string>>[] = [];
  for (const field of Object.keys(base) as Extract<keyof T, string>[]) {
    if (same(base[field], mine[field])) continue;
    merged[field] = mine[field];
    if (!same(base[field], theirs[field]) && !same(mine[field], theirs[field])) {
      conflicts.push({ field, mine: mine[field], theirs: theirs[field] });
    }
  }
  return { merged, conflicts };
}

/** The members that differ. */
export const changedFields = <T extends object>(before: T, after: T): Partial<T> =>
  Object.fromEntries(Object.entries(after).filter(([field, value]) => !same(value, before[field as keyof T]))) as Partial<T>;
