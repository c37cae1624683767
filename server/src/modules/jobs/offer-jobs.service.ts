import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../platform/lifecycle/ticker.js';
import { Log } from '../../platform/logging/log.js';
import { OnOutboxEvent, type OutboxEvent } from '../../platform/outbox/on-outbox-event.js';
import { Queues } from '../../platform/queue/queues.js';
import { type FreeJob, JobLeases } from './job-leases.service.js';
import { RunJobsService } from './run-jobs.service.js';

const SWEEP_MS = 5_000;

/** Puts jobs that nobody works at into the queue: at once when they are asked for, and again when a queue or a worker lost them. */
@Injectable()
export class OfferJobsService implements OnApplicationBootstrap {
  private readonly ticker: Ticker;

  constructor(
    private readonly leases: JobLeases,
    private readonly runner: RunJobsService,
    private readonly queues: Queues,
    private readonly config: Config,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    log: Log,
  ) {
    this.ticker = new Ticker({ name: 'offer jobs', everyMs: SWEEP_MS, run: async () => this.offer(), log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('worker')) return;
    this.lifecycle.onStop('claims', 'offer jobs', async () => this.ticker.stop());
    void this.database.whenReady().then(() => {
      if (!this.lifecycle.isStopping) this.ticker.start();
    });
  }

  /** Somebody asked for one. When the queue is away the next look finds it. */
  @OnOutboxEvent('job.queued', 'jobs')
  async hear(_event: OutboxEvent<'job.queued'>): Promise<void> {
    for (const job of await this.leases.free()) await this.enqueue(job);
  }

  /** One look. Without a queue this process does the work itself. */
  async offer(): Promise<void> {
    for (const job of await this.leases.free()) if (!(await this.enqueue(job))) await this.runner.run(job.id);
  }

  /** A message that is stuck keeps its id; every time somebody took the job up makes the next offer one of its own. */
  private async enqueue({ id, runs }: FreeJob): Promise<boolean> {
    return this.queues.enqueue('bulk', { v: 1, jobId: id }, { jobId: `bulk-${id}-${runs}` });
  }
}
