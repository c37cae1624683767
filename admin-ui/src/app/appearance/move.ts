/** The list with one entry moved; the same list when it cannot go there. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list];
  if (to < 0 || to >= copy.length) return copy;
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}

/** Which entry of a list Alt and an arrow move, and where to; null for every other key, and outside an entry. */
export function movedByKey(event: KeyboardEvent, list: HTMLElement): { from: number; to: number } | null {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || !(event.target instanceof Element)) return null;
  const entry = event.target.closest('li');
  const from = entry === null ? -1 : [...list.querySelectorAll('li')].indexOf(entry);
  return from < 0 ? null : { from, to: event.key === 'ArrowUp' ? from - 1 : from + 1 };
}
