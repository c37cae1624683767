import { JOB_QUEUES, type JobQueue, QUEUE_POLICIES, type QueueJobs } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { type JobsOptions, Queue, type QueueOptions } from 'bullmq';
import { type Config } from '../config/config.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { Log } from '../logging/log.js';
import { RepeatedWarning } from '../logging/repeated-warning.js';
import { connectionOptions } from './backend.js';

export interface EnqueueOptions {
  /** While a job with this id waits or runs, another is not added. */
  jobId?: string;
  /** While a job with this key waits or runs, another is dropped. */
  dedupe?: string;
  delayMs?: number;
  /** Other than the queue's policy says. */
  attempts?: number;
  /** Pause before the second attempt, ms; doubles each time. */
  backoffMs?: number;
}

/** When a cluster-wide job runs: every so often, or by a cron expression in UTC. */
export type Schedule = { readonly everyMs: number } | { readonly cron: string };

/** Longest wait of a caller for the queue, ms: a request goes on without it. @see reliability BMQ-07 */
const ENQUEUE_MS = 2000;

/** The queues of this process. They only dispatch: what must happen stands in the database, and a sweep finds what a queue forgot. */
@Injectable()
export class Queues {
  private readonly open = new Map<JobQueue, Promise<Queue>>();
  private readonly options: Pick<QueueOptions, 'connection' | 'prefix'>;
  private readonly repeated: RepeatedWarning;
  private isClosed = false;

  constructor(
    config: Config,
    databaseUrl: string,
    private readonly ready: () => Promise<void>,
    lifecycle: Lifecycle,
    log: Log,
  ) {
    this.repeated = new RepeatedWarning(log);
    this.options = connectionOptions(config, databaseUrl);
    lifecycle.onStop('queues', 'queues', () => this.close());
  }

  /**
   * Adds a job. Never called inside a transaction: the outbox is for that.
   * @returns false when the queue cannot be reached in time; the row that the job is about will be found by its sweep
   */
  async enqueue<Q extends JobQueue>(queue: Q, data: QueueJobs[Q], options: EnqueueOptions = {}): Promise<boolean> {
    return this.enqueueAll(queue, [{ data, ...options }]);
  }

  /** Adds many jobs at once. @returns false when not all of them are known to be in */
  async enqueueAll<Q extends JobQueue>(queue: Q, jobs: readonly ({ data: QueueJobs[Q] } & EnqueueOptions)[]): Promise<boolean> {
    if (jobs.length === 0) return true;
    return this.within(queue, async (opened) => {
      await opened.addBulk(jobs.map(({ data, ...options }) => ({ name: queue, data, opts: jobOptions(options) })));
    });
  }

  /** Makes a job recur, once in the whole cluster. Calling it again with the same id replaces the schedule. */
  async schedule<Q extends JobQueue>(queue: Q, id: string, schedule: Schedule, data: QueueJobs[Q]): Promise<boolean> {
    const repeat = 'cron' in schedule ? { pattern: schedule.cron, tz: 'UTC' } : { every: schedule.everyMs };
    return this.within(queue, async (opened) => {
      await opened.upsertJobScheduler(id, repeat, { name: queue, data, opts: defaultJobOptions(queue) });
    });
  }

  /** Ends a schedule. */
  async unschedule(queue: JobQueue, id: string): Promise<boolean> {
    return this.within(queue, async (opened) => {
      await opened.removeJobScheduler(id);
    });
  }

  /** Drops jobs that failed for good and are older than `olderThanMs`. */
  async cleanFailed(olderThanMs: number): Promise<void> {
    for (const queue of JOB_QUEUES) {
      if (QUEUE_POLICIES[queue].keepFailed)
        await this.within(queue, async (opened) => void (await opened.clean(olderThanMs, 1000, 'failed')));
    }
  }

  /** @returns true when the queue's store answers in time */
  async probe(limitMs: number): Promise<boolean> {
    return this.within('events', async (opened) => void (await opened.isPaused()), limitMs);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const opened = [...this.open.values()];
    this.open.clear();
    for (const each of await Promise.allSettled(opened)) {
      if (each.status === 'fulfilled') await each.value.close();
    }
  }

  private async within(queue: JobQueue, work: (opened: Queue) => Promise<void>, limitMs = ENQUEUE_MS): Promise<boolean> {
    if (this.isClosed) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), limitMs);
    });
    const attempt = this.get(queue)
      .then(work)
      .then(() => true)
      .catch((error: unknown) => {
        this.repeated.warn(`${queue} away`, 'the queue is not available', { queue, error });
        return false;
      });
    try {
      return await Promise.race([attempt, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A queue remembers a failed first contact for ever, so one that failed is thrown away. */
  private get(name: JobQueue): Promise<Queue> {
    const known = this.open.get(name);
    if (known !== undefined) return known;
    const opening = this.openQueue(name);
    this.open.set(name, opening);
    opening.catch(() => this.open.delete(name));
    return opening;
  }

  private async openQueue(name: JobQueue): Promise<Queue> {
    await this.ready();
    const queue = new Queue(name, { ...failFast(this.options), defaultJobOptions: defaultJobOptions(name) });
    queue.on('error', (error) => this.repeated.warn(name, 'queue error', { queue: name, error }));
    try {
      await queue.waitUntilReady();
    } catch (error) {
      await queue.close().catch(() => undefined);
      throw error;
    }
    return queue;
  }
}

/** Redis: no waiting line while it is away, or requests would hang on it. */
function failFast(options: Pick<QueueOptions, 'connection' | 'prefix'>): Pick<QueueOptions, 'connection' | 'prefix'> {
  const connection = options.connection as Record<string, unknown>;
  if (!('url' in connection)) return options;
  return { ...options, connection: { ...connection, enableOfflineQueue: false, maxRetriesPerRequest: 1 } as QueueOptions['connection'] };
}

/** Booleans only: a count deadlocks on PostgreSQL, and each deadlock runs a job again. @see reliability BMQ-04 */
export function defaultJobOptions(queue: JobQueue): JobsOptions {
  const { attempts, backoffMs, keepFailed } = QUEUE_POLICIES[queue];
  return {
    attempts,
    removeOnComplete: true,
    removeOnFail: !keepFailed,
    ...(backoffMs === 0 ? {} : { backoff: { type: 'exponential', delay: backoffMs } }),
  };
}

function jobOptions({ jobId, dedupe, delayMs, attempts, backoffMs }: EnqueueOptions): JobsOptions {
  return {
    ...(attempts === undefined ? {} : { attempts }),
    ...(backoffMs === undefined ? {} : { backoff: { type: 'exponential', delay: backoffMs } }),
    ...(jobId === undefined ? {} : { jobId }),
    ...(dedupe === undefined ? {} : { deduplication: { id: dedupe } }),
    ...(delayMs === undefined ? {} : { delay: delayMs }),
  };
}
