import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { failpoint } from '../failpoints/failpoint.js';
import { type Actor, actorTag } from '../http/actor.js';
import { DataSources, type PoolName } from './data-sources.js';
import { isRetryable } from './transient-error.js';

const ATTEMPTS = 4;
const JITTER_MS = 50;

export interface UnitOfWorkOptions {
  /** Whose connections are used; our own work takes the worker's, everybody else the web's. @see reliability REL-34 */
  pool?: PoolName;
}

/** A transaction in progress. What it started and did not wait for must not use it after its end. */
interface OpenUnit {
  readonly tx: EntityManager;
  isOpen: boolean;
}

/** One mutation, one transaction: rows, audit row and outbox events together or not at all. @see architecture §1 */
@Injectable()
export class UnitOfWork {
  private readonly open = new AsyncLocalStorage<OpenUnit>();

  constructor(private readonly sources: DataSources) {}

  /**
   * Runs `fn` in a transaction that knows who acts. The whole of it runs again, at most three times, when the database asks for
   * that, so `fn` may change nothing but the database. Called inside
   * another unit of work it joins it: a request with `Idempotency-Key` is one as a whole, so answer from what `fn` returned and do not
   * read it back through a repository.
   * @returns what `fn` returned, after commit
   */
  async run<T>(actor: Actor, fn: (tx: EntityManager) => Promise<T>, options: UnitOfWorkOptions = {}): Promise<T> {
    const outer = this.open.getStore();
    if (outer?.isOpen) return fn(outer.tx);
    const source = this.sources.get(options.pool ?? (actor.kind === 'system' ? 'worker' : 'web'));
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await source.transaction(async (tx) => {
          await tx.query(`SELECT set_config('app.actor', $1, true), set_config('app.request', $2, true)`, [
            actorTag(actor),
            actor.requestId,
          ]);
          const value = await this.within(tx, fn);
          if (actor.kind !== 'system') await failpoint('http.before_commit');
          return value;
        });
        if (actor.kind !== 'system') await failpoint('http.after_commit');
        return result;
      } catch (error) {
        if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
        await delay(Math.random() * JITTER_MS * 2 ** attempt);
      }
    }
  }

  private async within<T>(tx: EntityManager, fn: (tx: EntityManager) => Promise<T>): Promise<T> {
    const unit = { tx, isOpen: true };
    try {
      return await this.open.run(unit, () => fn(tx));
    } finally {
      unit.isOpen = false;
    }
  }
}
