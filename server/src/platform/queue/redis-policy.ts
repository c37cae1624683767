import { Redis } from 'ioredis';

const CONNECT_MS = 5000;
const OLDEST = [6, 2] as const;

/** Redis would throw jobs away, or is too old to keep them: the start is refused. */
export class RedisPolicyError extends Error {
  override readonly name = 'RedisPolicyError';
}

/** A managed Redis may forbid `CONFIG`; its memory section says the same. */
async function evictionPolicy(redis: Redis): Promise<string | undefined> {
  const memory = await redis.info('memory');
  const named = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  if (named !== undefined) return named;
  try {
    const [, value] = (await redis.config('GET', 'maxmemory-policy')) as string[];
    return value;
  } catch {
    return undefined;
  }
}

/**
 * Checks what losing jobs silently depends on. A Redis that cannot be reached is no reason to refuse: it may come back.
 * @throws RedisPolicyError naming the setting
 * @see architecture §2, reliability FLT-11
 */
export async function assertRedisKeepsJobs(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: 1,
    retryStrategy: null,
    enableReadyCheck: false,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } catch {
    redis.disconnect();
    return;
  }
  try {
    const version = /^redis_version:(\d+)\.(\d+)/m.exec(await redis.info('server'));
    const [major, minor] = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
    if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
      throw new RedisPolicyError(`Redis ${major}.${minor} is too old, ${OLDEST.join('.')} or newer is needed`);
    }
    const policy = await evictionPolicy(redis);
    if (policy !== undefined && policy !== 'noeviction') {
      throw new RedisPolicyError(`Redis would drop jobs when it is full: set maxmemory-policy to noeviction (it is ${policy})`);
    }
  } finally {
    redis.disconnect();
  }
}
