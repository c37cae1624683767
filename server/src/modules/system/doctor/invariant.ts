import { type EntityManager } from 'typeorm';

/** Something that must hold on every database, at any time. @see reliability §2 */
export interface Invariant {
  /** `INV-01` */
  readonly id: string;
  /** What must hold, in words. */
  readonly title: string;
  /** Keys of what breaks it, such as `shop-web [1700000000,1700000060)`; none = it holds. May stop after `FINDINGS_LIMIT`. */
  check(db: EntityManager): Promise<string[]>;
}

/** As many broken keys are counted; more say the same. */
export const FINDINGS_LIMIT = 1_000;

/** An invariant that is one query. @param sql selects `key`, one row for each thing that breaks it */
export const queryInvariant = (id: string, title: string, sql: string): Invariant => ({
  id,
  title,
  check: async (db) => (await db.query<{ key: string }[]>(`${sql} LIMIT ${FINDINGS_LIMIT}`)).map(({ key }) => key),
});
