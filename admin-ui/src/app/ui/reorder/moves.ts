/** One of several lists between which things can be moved; a list of its own is the only one. */
export interface OrderedList {
  /** Unique on the screen. */
  id: string;
  /** What it is called: `Checkout and payments`. */
  label: string;
  /** Ids of what stands in it, unique over all lists. */
  items: readonly string[];
}

/** Where something goes. */
export interface Move {
  item: string;
  /** Id of the list. */
  to: string;
  /** Its place there, 0 = first, counted without itself. */
  index: number;
}

/** The lists after a move. */
export function applyMove(lists: readonly OrderedList[], { item, to, index }: Move): OrderedList[] {
  return lists.map((list) => {
    const rest = list.items.filter((each) => each !== item);
    return { ...list, items: list.id === to ? rest.toSpliced(index, 0, item) : rest };
  });
}

/**
 * One step up (-1) or down (1): within its list, and from its end into the next one.
 * @returns null when it is first or last of all
 */
export function stepOf(lists: readonly OrderedList[], item: string, step: -1 | 1): Move | null {
  const at = lists.findIndex(({ items }) => items.includes(item));
  const list = lists[at];
  if (list === undefined) return null;
  const index = list.items.indexOf(item) + step;
  if (index >= 0 && index < list.items.length) return { item, to: list.id, index };
  const next = lists[at + step];
  return next === undefined ? null : { item, to: next.id, index: step === 1 ? 0 : next.items.length };
}

/** What a screen reader says after a move: `Moved to position 3 of 9`. @param lists before it */
export function moveWords(lists: readonly OrderedList[], move: Move): string {
  const to = applyMove(lists, move).find(({ id }) => id === move.to);
  const isElsewhere = lists.find(({ items }) => items.includes(move.item))?.id !== move.to;
  const place = `position ${move.index + 1} of ${to?.items.length ?? 0}`;
  return `Moved to ${place}${isElsewhere && to ? ` in ${to.label}` : ''}`;
}
