import { type EntityManager } from 'typeorm';
import { type Invariant } from './invariant.js';

/** Uniqueness the product leans on: table, columns. @see reliability INV-03 */
const UNIQUE: readonly [table: string, columns: string][] = [
  ['monitoring_data', 'monitor_id,timestamp'],
  ['check_gaps', 'monitor_id,from_ts'],
  ['monitors', 'tag'],
  ['maintenances_events', 'maintenance_id,occurrence_start'],
  ['monitor_alerts', 'config_id,monitor_id'],
  ['outbox', 'dedupe_key'],
  ['deliveries', 'event_id,recipient_key,channel'],
  ['users', 'is_owner'],
];

const INDEXES = `
  SELECT t.relname AS "table", i.indisvalid AS valid,
    (SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(i.indkey) WITH ORDINALITY k(attnum, place)
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS columns
  FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = current_schema()
  WHERE i.indisunique`;
const EXCLUSION = `SELECT convalidated AS valid FROM pg_constraint WHERE conname = 'status_spans_no_overlap' AND contype = 'x' AND conrelid = 'status_spans'::regclass`;

export const CONSTRAINTS: Invariant = {
  id: 'INV-03',
  title: 'the constraints this product leans on exist and are valid',
  async check(db: EntityManager) {
    const indexes = await db.query<{ table: string; columns: string; valid: boolean }[]>(INDEXES);
    const missing = UNIQUE.filter(
      ([table, columns]) => !indexes.some((index) => index.table === table && index.columns === columns && index.valid),
    ).map(([table, columns]) => `unique ${table}(${columns})`);
    const [exclusion] = await db.query<{ valid: boolean }[]>(EXCLUSION);
    return exclusion?.valid === true ? missing : [...missing, 'exclusion status_spans'];
  },
};

/** The nightly job has a day to do its work. */
const SLACK_SECONDS = 2 * 86_400;

const PARTITIONS = `
  SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
  WHERE h.inhparent = 'monitoring_data'::regclass`;
const WANTED = `
  SELECT 'monitoring_data_' || to_char(date_trunc('month', app_now() AT TIME ZONE 'UTC') + make_interval(months => i), 'YYYY_MM') AS name
  FROM generate_series(0, 1) i`;
const POLICY = `
  SELECT extract(epoch FROM app_now())::float8 AS now,
    (SELECT CASE WHEN (value ->> 'enabled')::boolean THEN greatest((value ->> 'retentionDays')::int, 1) END FROM site_settings WHERE key = 'dataRetentionPolicy') AS days`;

export const PARTITIONED: Invariant = {
  id: 'INV-15',
  title: 'sample partitions exist for this and the next month, none is older than retention allows, none is the default',
  async check(db: EntityManager) {
    const partitions = await db.query<{ name: string; bound: string }[]>(PARTITIONS);
    const wanted = await db.query<{ name: string }[]>(WANTED);
    const [policy] = await db.query<{ now: number; days: number | null }[]>(POLICY);
    const names = new Set(partitions.map(({ name }) => name));
    const broken = wanted.filter(({ name }) => !names.has(name)).map(({ name }) => `missing ${name}`);
    const oldest = policy == null || policy.days === null ? -Infinity : policy.now - policy.days * 86_400 - SLACK_SECONDS;
    for (const { name, bound } of partitions) {
      const end = Number(/TO \('?(\d+)'?\)/.exec(bound)?.[1] ?? Number.NaN);
      if (bound === 'DEFAULT') broken.push(`default ${name}`);
      else if (end <= oldest) broken.push(`outlived ${name}`);
    }
    return broken;
  },
};
