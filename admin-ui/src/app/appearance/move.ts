/** The list with one entry moved; the same list when it cannot go there. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list];
  if (to < 0 || to >= copy.length) return copy;
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}

/** Where Alt and an arrow move an entry; null for every other key. */
export function movedByKey(event: KeyboardEvent, index: number): number | null {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return null;
  return event.key === 'ArrowUp' ? index - 1 : index + 1;
}
