import { DataSource, type DataSourceOptions } from 'typeorm';
import 'reflect-metadata';
import { ENTITIES } from './entities.js';
import { MIGRATIONS } from './migrations/index.js';
import { SnakeCaseNaming } from './platform/naming-strategy.js';

/** Bounds of one pool. Times in milliseconds; 0 = no bound. @see reliability REL-34 */
export interface PoolOptions {
  /** Connections at most. */
  max: number;
  statementTimeoutMs: number;
  lockTimeoutMs: number;
  idleInTransactionTimeoutMs: number;
  /** How long a caller waits for a free connection. */
  acquireTimeoutMs: number;
  /** After this an unused connection is closed. */
  idleTimeoutMs: number;
  keepAlive: boolean;
}

const BOUNDED = {
  lockTimeoutMs: 2_000,
  idleInTransactionTimeoutMs: 10_000,
  acquireTimeoutMs: 15_000,
  idleTimeoutMs: 30_000,
  keepAlive: true,
};

/** One pool each, so that none of them can starve another. */
export const POOLS = {
  web: { ...BOUNDED, max: 10, statementTimeoutMs: 5_000 },
  worker: { ...BOUNDED, max: 5, statementTimeoutMs: 30_000 },
  heartbeats: { ...BOUNDED, max: 2, statementTimeoutMs: 5_000, acquireTimeoutMs: 5_000 },
  /** Migrations, back-fills, doctor: long statements, still no long waits for locks. */
  upkeep: { ...BOUNDED, max: 2, statementTimeoutMs: 0, idleInTransactionTimeoutMs: 0 },
} as const satisfies Record<string, PoolOptions>;

export interface DataSourceSettings {
  /** `postgres://user:password@host:port/database`. */
  url: string;
  /** Shown in `pg_stat_activity`. */
  applicationName?: string;
  /** `POOLS.web` unless given. */
  pool?: Partial<PoolOptions>;
  /** Told of errors on connections that nobody uses at the moment (the database restarts); the pool replaces them by itself. */
  onPoolError?: (error: Error) => void;
  /** Anything else that `pg.Pool` takes. */
  extra?: Record<string, unknown>;
}

/** A data source over all tables, not yet initialised. `bigint` columns arrive as numbers: Unix seconds and our ids are safe integers. */
export function createDataSource({ url, applicationName = 'clarion', pool, onPoolError, extra }: DataSourceSettings): DataSource {
  const bounds: PoolOptions = { ...POOLS.web, ...pool };
  const options: DataSourceOptions = {
    type: 'postgres',
    url,
    applicationName,
    parseInt8: true,
    entities: [...ENTITIES],
    migrations: [...MIGRATIONS],
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
    installExtensions: false,
    // Only names the function that makes UUIDs; it is part of PostgreSQL 13 and later, no extension is needed.
    uuidExtension: 'pgcrypto',
    logging: false,
    poolErrorHandler: onPoolError ?? (() => undefined),
    extra: {
      max: bounds.max,
      statement_timeout: bounds.statementTimeoutMs,
      lock_timeout: bounds.lockTimeoutMs,
      idle_in_transaction_session_timeout: bounds.idleInTransactionTimeoutMs,
      connectionTimeoutMillis: bounds.acquireTimeoutMs,
      idleTimeoutMillis: bounds.idleTimeoutMs,
      keepAlive: bounds.keepAlive,
      ...extra,
    },
  };
  return new DataSource(options);
}
