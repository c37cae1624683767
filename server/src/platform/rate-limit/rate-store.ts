import { type Redis } from 'ioredis';
import { type DataSources } from '../database/data-sources.js';
import { type RateCount } from './rate-limiter.js';

/** Counters all replicas share. */
export interface RateStore {
  add(key: string, windowSeconds: number): Promise<RateCount>;
  get(key: string): Promise<RateCount>;
  delete(key: string): Promise<void>;
  /** Drops windows that are over. */
  sweep(): Promise<void>;
}

interface Row {
  count: number;
  left: number;
}

const ADD = `
  WITH counted AS (
    INSERT INTO rate_limits AS r (key, count, window_ends_at) VALUES ($1, 1, app_now() + make_interval(secs => $2))
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN r.window_ends_at <= app_now() THEN 1 ELSE r.count + 1 END,
      window_ends_at = CASE WHEN r.window_ends_at <= app_now() THEN excluded.window_ends_at ELSE r.window_ends_at END
    RETURNING count, window_ends_at)
  SELECT count, extract(epoch FROM window_ends_at - app_now())::float8 AS left FROM counted`;
const GET = `SELECT count, extract(epoch FROM window_ends_at - app_now())::float8 AS left FROM rate_limits WHERE key = $1 AND window_ends_at > app_now()`;

const countOf = (row: Row | undefined): RateCount =>
  row === undefined ? { count: 0, resetSeconds: 0 } : { count: row.count, resetSeconds: Math.ceil(row.left) };

/** Counters in the unlogged table. */
export class PostgresRateStore implements RateStore {
  constructor(private readonly sources: DataSources) {}

  async add(key: string, windowSeconds: number): Promise<RateCount> {
    const [row] = await this.sources.get('web').query<Row[]>(ADD, [key, windowSeconds]);
    return countOf(row);
  }

  async get(key: string): Promise<RateCount> {
    const [row] = await this.sources.get('web').query<Row[]>(GET, [key]);
    return countOf(row);
  }

  async delete(key: string): Promise<void> {
    await this.sources.get('web').query('DELETE FROM rate_limits WHERE key = $1', [key]);
  }

  async sweep(): Promise<void> {
    await this.sources.get('upkeep').query('DELETE FROM rate_limits WHERE window_ends_at <= app_now()');
  }
}

/** Counts and starts the window in one step: two commands would leave a counter without an end when the process dies between them. */
const REDIS_ADD = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return {count, redis.call('TTL', KEYS[1])}`;
const PREFIX = 'clarion:rate:';

/** Counters in Redis; windows end by themselves there. */
export class RedisRateStore implements RateStore {
  constructor(private readonly redis: Redis) {}

  async add(key: string, windowSeconds: number): Promise<RateCount> {
    const [count, left] = (await this.redis.eval(REDIS_ADD, 1, PREFIX + key, windowSeconds)) as [number, number];
    return { count, resetSeconds: left };
  }

  async get(key: string): Promise<RateCount> {
    const [count, left] = await Promise.all([this.redis.get(PREFIX + key), this.redis.ttl(PREFIX + key)]);
    return { count: Number(count ?? 0), resetSeconds: Math.max(0, left) };
  }

  async delete(key: string): Promise<void> {
    await this.redis.del(PREFIX + key);
  }

  sweep(): Promise<void> {
    return Promise.resolve();
  }
}
