import type { Status } from '@clarion/contract';

/** Direct parents of each monitor; who is absent has none. */
export type ParentsOf<Id> = ReadonlyMap<Id, readonly Id[]>;

/**
 * Everybody a monitor depends on, directly or through others: the nearest first, each once, never the monitor itself, also when the links
 * run in a circle.
 */
export function ancestorsOf<Id>(monitor: Id, parents: ParentsOf<Id>): Id[] {
  const found = new Set<Id>([monitor]);
  // A set is walked in the order its members were added, those that are added meanwhile included.
  for (const each of found) for (const parent of parents.get(each) ?? []) found.add(parent);
  found.delete(monitor);
  return [...found];
}

/**
 * The circle that a monitor would close by depending on others, the shortest one.
 * @param wanted its parents as they would be; those it has do not count
 * @returns the monitors of the circle, each depending on the next, beginning and ending with `monitor`; null = there is none
 */
export function dependencyCycle<Id>(monitor: Id, wanted: readonly Id[], parents: ParentsOf<Id>): Id[] | null {
  const cameFrom = new Map<Id, Id>();
  const queue: Id[] = [monitor];
  for (const each of queue) {
    for (const parent of each === monitor ? wanted : (parents.get(each) ?? [])) {
      if (parent === monitor) return [...wayTo(each, monitor, cameFrom), monitor];
      if (cameFrom.has(parent)) continue;
      cameFrom.set(parent, each);
      queue.push(parent);
    }
  }
  return null;
}

function wayTo<Id>(end: Id, start: Id, cameFrom: ReadonlyMap<Id, Id>): Id[] {
  const way = [end];
  for (let at = end; at !== start;) {
    at = cameFrom.get(at)!;
    way.unshift(at);
  }
  return way;
}

/**
 * Ancestors for whose sake new alerts of a monitor are held back: those that are DOWN, the nearest first. One that is under maintenance,
 * paused or unknown explains nothing.
 * @param statusOf effective statuses of the ancestors; who is absent is unknown
 */
export function whoHoldsBack<Id>(monitor: Id, parents: ParentsOf<Id>, statusOf: ReadonlyMap<Id, Status>): Id[] {
  return ancestorsOf(monitor, parents).filter((ancestor) => statusOf.get(ancestor) === 'DOWN');
}

/** True while new alerts of a monitor are held back; its checks and its history go on. @see whoHoldsBack */
export const isHeldBack = <Id>(monitor: Id, parents: ParentsOf<Id>, statusOf: ReadonlyMap<Id, Status>): boolean =>
  whoHoldsBack(monitor, parents, statusOf).length > 0;
