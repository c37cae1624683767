import { randomUUID } from 'node:crypto';
import { JOB_QUEUES, type JobQueue } from '@clarion/contract';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { WorkerHost } from '@nestjs/bullmq';
import { type Job, Worker, type WorkerOptions } from 'bullmq';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { DATABASE_URL } from '../database/database-url.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { Log } from '../logging/log.js';
import { RepeatedWarning } from '../logging/repeated-warning.js';
import { withRequestId } from '../logging/request-context.js';
import { assertBackend, connectionOptions } from './backend.js';
import { assertRedisKeepsJobs } from './redis-policy.js';

/** Where `@Processor()` of @nestjs/bullmq leaves what it was told; the package does not export the names. */
const PROCESSOR_METADATA = 'bullmq:processor_metadata';
const WORKER_METADATA = 'bullmq:worker_metadata';

/** One class that takes a queue's jobs. */
interface Processor {
  readonly queue: JobQueue;
  readonly name: string;
  readonly host: WorkerHost;
  readonly options: Partial<WorkerOptions>;
}

/**
 * Starts one worker per queue in processes with the role. Classes are found by `@Processor(QUEUES.…)`; they are not started by
 * @nestjs/bullmq itself, which would do so before the database is there.
 */
@Injectable()
export class Workers implements OnApplicationBootstrap {
  private readonly running: Worker[] = [];
  private readonly repeated: RepeatedWarning;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly config: Config,
    @Inject(DATABASE_URL) private readonly databaseUrl: string,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    private readonly log: Log,
  ) {
    this.repeated = new RepeatedWarning(log);
  }

  async onApplicationBootstrap(): Promise<void> {
    assertBackend(this.config.queueBackend);
    if (this.config.REDIS_URL !== undefined) await assertRedisKeepsJobs(this.config.REDIS_URL);
    if (!this.config.has('worker')) return;
    const processors = this.find();
    this.lifecycle.onStop('claims', 'workers stop taking jobs', () => this.pause());
    this.lifecycle.onStop('drain', 'running jobs', () => this.close());
    // A database that is away is waited for; the process serves what it can meanwhile.
    void this.database.whenReady().then(() => {
      if (!this.lifecycle.isStopping) for (const processor of processors) this.start(processor);
    });
  }

  /** @throws Error naming queues that nobody or more than one class takes jobs from */
  private find(): Processor[] {
    const found = this.discovery.getProviders().flatMap(({ instance }) => {
      const type = (instance as object | null | undefined)?.constructor;
      const metadata = type === undefined ? undefined : (Reflect.getMetadata(PROCESSOR_METADATA, type) as { name?: string } | undefined);
      if (metadata === undefined || type === undefined || !(instance instanceof WorkerHost)) return [];
      const options = (Reflect.getMetadata(WORKER_METADATA, type) ?? {}) as Partial<WorkerOptions>;
      return [{ queue: metadata.name as JobQueue, name: type.name, host: instance, options }];
    });
    const problems = JOB_QUEUES.flatMap((queue) => {
      const takers = found.filter((processor) => processor.queue === queue).map(({ name }) => name);
      if (takers.length === 1) return [];
      return takers.length === 0 ? `nobody takes jobs of “${queue}”` : `“${queue}” has more than one processor: ${takers.join(', ')}`;
    });
    if (problems.length > 0) throw new Error(`The worker cannot start: ${problems.join('; ')}`);
    return found;
  }

  private start({ queue, host, options }: Processor): void {
    const take = (job: Job): Promise<unknown> => withRequestId(`${queue}-${job.id ?? randomUUID()}`, () => host.process(job));
    const worker = new Worker(queue, take, { ...connectionOptions(this.config, this.databaseUrl), ...options });
    worker.on('error', (error) => this.repeated.warn(queue, 'worker error', { queue, error }));
    // What became of a job is the row's to say; this line is for people. @see reliability BMQ-01
    worker.on('failed', (job, error) =>
      this.log.warn('a job failed', { queue, ...(job?.id === undefined ? {} : { job_id: job.id }), error }),
    );
    this.running.push(worker);
  }

  private async pause(): Promise<void> {
    await Promise.all(this.running.map((worker) => worker.pause(true)));
  }

  private async close(): Promise<void> {
    await Promise.all(this.running.map((worker) => worker.close()));
  }
}
