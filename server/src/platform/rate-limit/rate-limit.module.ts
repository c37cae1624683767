import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config.js';
import { DataSources } from '../database/data-sources.js';
import { Log } from '../logging/log.js';
import { RateLimiter } from './rate-limiter.js';
import { PostgresRateStore, type RateStore, RedisRateStore } from './rate-store.js';

const COMMAND_MS = 1000;

/** Opens and closes where the counters live. */
@Injectable()
class RateStoreHolder implements OnApplicationShutdown {
  readonly store: RateStore;
  private readonly redis: Redis | undefined;

  constructor(config: Config, sources: DataSources, log: Log) {
    if (config.REDIS_URL === undefined) {
      this.store = new PostgresRateStore(sources);
      return;
    }
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
    RateStoreHolder,
    {
      provide: RateLimiter,
      useFactory: (holder: RateStoreHolder, log: Log) => new RateLimiter(holder.store, log),
      inject: [RateStoreHolder, Log],
    },
  ],
  exports: [RateLimiter],
})
export class RateLimitModule {}
