import { AsyncLocalStorage } from 'node:async_hooks';

/** What is announced by one change, while it is made. */
export interface Announcing {
  /** Nobody is told for so long; 0 = they are told at once. */
  readonly holdSeconds: number;
  /** Events that were written meanwhile and are told in messages. */
  readonly eventIds: number[];
}

const current = new AsyncLocalStorage<Announcing>();

/** Runs `fn`, and notes what it announces. */
export async function announcing<T>(holdSeconds: number, fn: () => Promise<T>): Promise<{ result: T; eventIds: readonly number[] }> {
  const noted: Announcing = { holdSeconds, eventIds: [] };
  return { result: await current.run(noted, fn), eventIds: noted.eventIds };
}

export const currentAnnouncing = (): Announcing | undefined => current.getStore();
