import type { DataSource } from 'typeorm';

/** A month of samples. */
export interface SamplePartition {
  /** Table, e.g. `monitoring_data_2026_11`. */
  name: string;
  /** `[from, to)`, Unix seconds. */
  from: number;
  to: number;
  /** Its index has been rebuilt since the month ended. */
  isPacked: boolean;
}

const PACKED = 'packed';
const NAME = /^monitoring_data_\d{4}_\d{2}$/;

/** All months that have a table, oldest first. */
export async function listSamplePartitions(db: DataSource): Promise<SamplePartition[]> {
  const rows = await db.query<{ name: string; bound: string; comment: string | null }[]>(
    `SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound, obj_description(to_regclass(c.relname || '_pkey'), 'pg_class') AS comment
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'monitoring_data'::regclass ORDER BY c.relname`,
  );
  return rows.flatMap(({ name, bound, comment }) => {
    const [, from, to] = /FROM \('?(\d+)'?\) TO \('?(\d+)'?\)/.exec(bound) ?? [];
    return NAME.test(name) ? [{ name, from: Number(from), to: Number(to), isPacked: comment === PACKED }] : [];
  });
}

/** Makes the months from `from` (Unix seconds) on that have no table yet. @returns how many it made */
export async function ensureSamplePartitions(db: DataSource, from: number, months: number): Promise<number> {
  const [row] = await db.query<{ made: number }[]>('SELECT ensure_sample_partitions($1::bigint, $2::int) AS made', [from, months]);
  return row?.made ?? 0;
}

/**
 * Rebuilds the index of every month that ended before `now` (Unix seconds), once: samples arrive monitor by monitor a minute apart, which
 * leaves its pages 60 % full; rebuilt they are full, a third smaller. Readers and writers go on meanwhile. Outside a transaction only.
 * @returns the months it packed
 */
export async function packSamplePartitions(db: DataSource, now: number): Promise<string[]> {
  const packed: string[] = [];
  for (const { name } of (await listSamplePartitions(db)).filter(({ to, isPacked }) => to <= now && !isPacked)) {
    const index = `${name}_pkey`;
    // What a rebuild that was cut off left behind.
    const torsos = await db.query<{ name: string }[]>(
      'SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indrelid = $1::regclass AND NOT indisvalid',
      [name],
    );
    for (const torso of torsos) await db.query(`DROP INDEX ${torso.name}`);
    await db.query(`ALTER INDEX ${index} SET (fillfactor = 100)`);
    await db.query(`REINDEX INDEX CONCURRENTLY ${index}`);
    await db.query(`COMMENT ON INDEX ${index} IS '${PACKED}'`);
    packed.push(name);
  }
  return packed;
}

/** Drops the months that ended at or before `before` (Unix seconds): retention by whole partitions. @returns their names */
export async function dropSamplePartitions(db: DataSource, before: number): Promise<string[]> {
  const expired = (await listSamplePartitions(db)).filter(({ to }) => to <= before);
  for (const { name } of expired) await db.query(`DROP TABLE ${name}`);
  return expired.map(({ name }) => name);
}
