import { createDataSource, POOLS } from '@clarion/database';
import { type DataSource, type EntityManager } from 'typeorm';
import { type Config } from '../config/config.js';
import { type Log } from '../logging/log.js';
import { RepeatedWarning } from '../logging/repeated-warning.js';
import { proofAt, watchedClient } from './watched-client.js';
import { seenTransaction } from './looking-into.js';

/** Pools are apart so that a busy worker never keeps a reader waiting. `upkeep` has no statement timeout. @see reliability REL-34 */
export const POOL_NAMES = ['web', 'worker', 'heartbeats', 'upkeep'] as const satisfies readonly (keyof typeof POOLS)[];
export type PoolName = (typeof POOL_NAMES)[number];

/** Somebody waits for an answer at the other end of these. */
const AWAITED: readonly PoolName[] = ['web', 'heartbeats'];

/** A query whose answer is lost on the way ends this much after the server would have ended it, ms. */
const LOST_ANSWER_MS = 1000;

/** The data sources of this process by pool; not connected until `Database` does it. */
export class DataSources {
  private readonly byName: ReadonlyMap<PoolName, DataSource>;

  /** @param url of the database, embedded or not */
  constructor(url: string, config: Readonly<Config>, log: Log) {
    const most: Record<PoolName, number> = {
      web: config.DATABASE_POOL_MAX,
      worker: config.DATABASE_WORKER_POOL_MAX,
      heartbeats: config.DATABASE_HEARTBEAT_POOL_MAX,
      upkeep: POOLS.upkeep.max,
    };
    const repeated = new RepeatedWarning(log);
    const Client = watchedClient(proofAt(url));
    const source = (name: PoolName): DataSource =>
      createDataSource({
        url,
        applicationName: `clarion ${name}`,
        pool: {
          ...POOLS[name],
          max: most[name],
          acquireTimeoutMs: Math.min(config.DATABASE_ACQUIRE_TIMEOUT_MS, config.DATABASE_CREATE_TIMEOUT_MS),
          idleTimeoutMs: config.DATABASE_IDLE_TIMEOUT_MS,
          keepAlive: config.DATABASE_KEEPALIVE,
        },
        onPoolError: (error) => repeated.warn(name, 'a database connection was lost', { pool: name, error }),
        extra: {
          ...(name === 'web' ? { min: Math.min(config.DATABASE_POOL_MIN, config.DATABASE_POOL_MAX) } : {}),
          ...(AWAITED.includes(name) ? { Client } : {}),
          ...(POOLS[name].statementTimeoutMs === 0 ? {} : { query_timeout: POOLS[name].statementTimeoutMs + LOST_ANSWER_MS }),
        },
      });
    this.byName = new Map(POOL_NAMES.map((name) => [name, source(name)]));
  }

  get(pool: PoolName): DataSource {
    const source = this.byName.get(pool);
    if (source === undefined) throw new Error(`no pool ${pool}`);
    const tx = seenTransaction();
    return tx === undefined ? source : within(source, tx);
  }

  all(): DataSource[] {
    return [...this.byName.values()];
  }
}

/** A data source whose reads see an open transaction. @see lookingInto */
const within = (source: DataSource, tx: EntityManager): DataSource =>
  Object.create(source, {
    manager: { value: tx },
    query: { value: (sql: string, parameters?: unknown[]) => tx.query(sql, parameters) as Promise<unknown> },
  }) as DataSource;
