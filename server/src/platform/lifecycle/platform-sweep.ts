import { Injectable } from '@nestjs/common';
import { IdempotencyStore } from '../idempotency/idempotency-store.js';
import { OutboxSweep } from '../outbox/outbox-sweep.js';
import { Queues } from '../queue/queues.js';
import { OnUpkeep } from '../queue/upkeep.js';
import { RateLimiter } from '../rate-limit/rate-limiter.js';

/** Failed jobs are kept this long for people to look at: a week. */
const FAILED_JOBS_MS = 7 * 86_400_000;

/** Clears away, every hour and once in the cluster, what the platform keeps for a while. */
@Injectable()
export class PlatformSweep {
  constructor(
    private readonly outbox: OutboxSweep,
    private readonly idempotency: IdempotencyStore,
    private readonly limiter: RateLimiter,
    private readonly queues: Queues,
  ) {}

  @OnUpkeep('outbox-sweep', { everyMs: 3_600_000 })
  async sweep(): Promise<void> {
    await this.outbox.sweep();
    await this.idempotency.sweep();
    await this.limiter.sweep();
    await this.queues.cleanFailed(FAILED_JOBS_MS);
  }
}
