import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';

const seen = new AsyncLocalStorage<EntityManager>();

/**
 * Runs `fn` so that whatever it reads, through whichever pool, it reads in a transaction: texts of what is not committed are written by the
 * code that writes them afterwards. `fn` may not write.
 * @param tx open until `fn` is done
 */
export const lookingInto = <T>(tx: EntityManager, fn: () => Promise<T>): Promise<T> => seen.run(tx, fn);

/** The transaction that is looked into; undefined = reads go where they always go. */
export const seenTransaction = (): EntityManager | undefined => seen.getStore();
