import { createPostgresBackend, getDefaultBackendFactory, type QueueOptions, setDefaultBackendFactory } from 'bullmq';
import { type Config } from '../config/config.js';

/** Schema of BullMQ's own tables. @see architecture §2 */
export const QUEUE_SCHEMA = 'bullmq';
/** Redis keys of ours start with this. */
const PREFIX = 'clarion';
/** Connections one queue or worker may hold beside its LISTEN connection. */
const QUEUE_POOL = 2;
const CONNECT_TIMEOUT_MS = 5000;

/**
 * Chooses where queues live. The choice is the whole process's, so it is made before any queue exists. @see reliability BMQ-03
 */
export function chooseBackend(backend: Config['queueBackend']): void {
  if (backend === 'postgres') setDefaultBackendFactory(createPostgresBackend);
  else setDefaultBackendFactory();
}

/** @throws Error when somebody changed the choice since: queues would silently live elsewhere */
export function assertBackend(backend: Config['queueBackend']): void {
  const isPostgres = (getDefaultBackendFactory() as unknown) === createPostgresBackend;
  if (isPostgres !== (backend === 'postgres')) throw new Error(`Queues are expected in ${backend}, and would live elsewhere`);
}

/** How queues and workers reach their store. @param databaseUrl of the database in use */
export function connectionOptions(config: Readonly<Config>, databaseUrl: string): Pick<QueueOptions, 'connection' | 'prefix'> {
  if (config.REDIS_URL === undefined) {
    // Read by the PostgreSQL backend; the option's type only knows Redis.
    const connection = {
      connectionString: databaseUrl,
      schema: QUEUE_SCHEMA,
      migrate: false,
      max: QUEUE_POOL,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    };
    return { connection: connection as QueueOptions['connection'] };
  }
  return { connection: { url: config.REDIS_URL, connectTimeout: CONNECT_TIMEOUT_MS } as QueueOptions['connection'], prefix: PREFIX };
}
