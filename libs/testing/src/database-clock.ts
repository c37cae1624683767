import type { DataSource } from 'typeorm';

/** Replaces the body of `app_now()`: every query of this database sees the same time at once. @see reliability REL-24 */
const replace = async (db: DataSource, expression: string): Promise<void> => {
  await db.query(`CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT ${expression}'`);
};

/** Stops the database's clock at `at`, Unix seconds. */
export const freezeDatabaseClock = (db: DataSource, at: number): Promise<void> => replace(db, `to_timestamp(${Number(at)})`);

/** Lets it run, `seconds` ahead of the machine's (negative: behind). */
export const skewDatabaseClock = (db: DataSource, seconds: number): Promise<void> =>
  replace(db, `statement_timestamp() + make_interval(secs => ${Number(seconds)})`);

/** Back to the machine's clock. */
export const releaseDatabaseClock = (db: DataSource): Promise<void> => replace(db, 'statement_timestamp()');
