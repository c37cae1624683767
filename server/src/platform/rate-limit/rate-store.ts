import { type Redis } from 'ioredis';
import { type DataSources } from '../database/data-sources.js';

/** What is left of an allowance. */
export interface Usage {
  readonly used: number;
  /** Seconds until the window ends and everything is allowed again. */
  readonly resetsIn: number;
}

/** Counters all replicas share. */
export interface RateStore {
  /** Counts one; the first of a window starts it. */
  add(key: string, seconds: number): Promise<Usage>;
  get(key: string): Promise<Usage>;
  /** Drops windows that are over. */
  sweep(): Promise<void>;
}

const ADD = `
  INSERT INTO rate_limits AS known (key, count, window_ends_at) VALUES ($1, 1, app_now() + make_interval(secs => $2))
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN known.window_ends_at <= app_now() THEN 1 ELSE known.count + 1 END,
    window_ends_at = CASE WHEN known.window_ends_at <= app_now() THEN excluded.window_ends_at ELSE known.window_ends_at END
  RETURNING count AS used, ceil(extract(epoch FROM window_ends_at - app_now()))::int AS "resetsIn"`;
const GET = `
  SELECT count AS used, ceil(extract(epoch FROM window_ends_at - app_now()))::int AS "resetsIn"
  FROM rate_limits WHERE key = $1 AND window_ends_at > app_now()`;
const UNUSED: Usage = { used: 0, resetsIn: 0 };

/** Counters in the unlogged table. */
export class PostgresRateStore implements RateStore {
  constructor(private readonly sources: DataSources) {}

  async add(key: string, seconds: number): Promise<Usage> {
    const [usage] = await this.sources.get('web').query<Usage[]>(ADD, [key, seconds]);
    return usage ?? UNUSED;
  }

  async get(key: string): Promise<Usage> {
    const [usage] = await this.sources.get('web').query<Usage[]>(GET, [key]);
    return usage ?? UNUSED;
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

  async add(key: string, seconds: number): Promise<Usage> {
    const [used, resetsIn] = (await this.redis.eval(REDIS_ADD, 1, PREFIX + key, seconds)) as [number, number];
    return { used, resetsIn };
  }

  async get(key: string): Promise<Usage> {
    const [used, left] = await Promise.all([this.redis.get(PREFIX + key), this.redis.ttl(PREFIX + key)]);
    return { used: Number(used ?? 0), resetsIn: Math.max(0, left) };
  }

  sweep(): Promise<void> {
    return Promise.resolve();
  }
}
