import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config.js';
import { Clock } from '../database/clock.js';
import { DataSources } from '../database/data-sources.js';
import { Log } from '../logging/log.js';
import { RateLimiter } from './rate-limiter.js';
import { type RateStore, RedisRateStore } from './rate-store.js';

const COMMAND_MS = 1000;

/** The connection to Redis, where there is one. */
@Injectable()
class RateRedis implements OnApplicationShutdown {
  readonly store: RateStore | undefined;
  private readonly redis: Redis | undefined;

  constructor(config: Config, log: Log) {
    if (config.REDIS_URL === undefined) return;
    this.redis = new Redis(config.REDIS_URL, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS });
    this.redis.on('error', (error: Error) => log.debug('the rate limiter has no connection', { error }));
    this.store = new RedisRateStore(this.redis);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

@Global()
@Module({
  providers: [
    RateRedis,
    {
      provide: RateLimiter,
      useFactory: (sources: DataSources, clock: Clock, redis: RateRedis) => new RateLimiter(sources, clock, redis.store),
      inject: [DataSources, Clock, RateRedis],
    },
  ],
  exports: [RateLimiter],
})
export class RateLimitModule {}
