import { DataSource, type EntityManager } from 'typeorm';

/** Where a builder writes: a data source, or a transaction that is already open. */
export type Database = DataSource | EntityManager;

/** Runs `work` in a transaction that names an actor, as audited tables demand. */
export async function asActor<Result>(db: Database, work: (tx: EntityManager) => Promise<Result>, actor = 'system'): Promise<Result> {
  const named = async (tx: EntityManager): Promise<Result> => {
    await tx.query(`SELECT set_config('app.actor', $1, true), set_config('app.request', 'spec', true)`, [actor]);
    return work(tx);
  };
  return db instanceof DataSource ? db.transaction(named) : named(db);
}
