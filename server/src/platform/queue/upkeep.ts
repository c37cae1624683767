import { QUEUES, type UpkeepJob, type UpkeepTask } from '@clarion/contract';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type Job } from 'bullmq';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Log } from '../logging/log.js';
import { Queues, type Schedule } from './queues.js';

const TASKS = Symbol('upkeep-tasks');

interface TaskMethod {
  readonly task: UpkeepTask;
  readonly method: string;
  readonly schedule: Schedule;
}

/** The method runs in one process of the cluster at each time of its schedule. It may run twice, and must survive that. */
export const OnUpkeep =
  (task: UpkeepTask, schedule: Schedule) =>
  (target: object, method: string, _descriptor: TypedPropertyDescriptor<() => Promise<void>>): void => {
    const known = (Reflect.getOwnMetadata(TASKS, target.constructor) as TaskMethod[] | undefined) ?? [];
    Reflect.defineMetadata(TASKS, [...known, { task, method, schedule }], target.constructor);
  };

interface Handler extends TaskMethod {
  readonly owner: string;
  readonly run: () => Promise<void>;
}

/** Cluster-wide housekeeping: finds the rooms' tasks, schedules them, runs them. */
@Injectable()
@Processor(QUEUES.upkeep, { concurrency: 1, lockDuration: 120_000 })
export class UpkeepProcessor extends WorkerHost implements OnApplicationBootstrap {
  private handlers = new Map<UpkeepTask, Handler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly queues: Queues,
    private readonly database: Database,
    private readonly config: Config,
    private readonly log: Log,
  ) {
    super();
  }

  /** @throws Error when two rooms want the same task */
  onApplicationBootstrap(): void {
    for (const handler of this.find()) {
      const other = this.handlers.get(handler.task);
      if (other !== undefined) throw new Error(`Upkeep “${handler.task}” has more than one handler: ${other.owner}, ${handler.owner}`);
      this.handlers.set(handler.task, handler);
    }
    if (this.config.has('worker')) void this.database.whenReady().then(() => this.schedule());
  }

  async process(job: Job<UpkeepJob>): Promise<void> {
    const handler = this.handlers.get(job.data.task);
    if (handler === undefined) {
      this.log.warn('nobody handles this upkeep here, a newer process may', { queue: QUEUES.upkeep, code: job.data.task });
      return;
    }
    await handler.run();
  }

  private async schedule(): Promise<void> {
    for (const { task, schedule } of this.handlers.values()) {
      await this.queues.schedule('upkeep', task, schedule, { v: 1, task });
    }
  }

  private find(): Handler[] {
    return this.discovery.getProviders().flatMap(({ instance }) => {
      const type = (instance as object | null | undefined)?.constructor;
      const methods = type === undefined ? [] : ((Reflect.getMetadata(TASKS, type) as TaskMethod[] | undefined) ?? []);
      const owner = instance as Record<string, () => Promise<void>>;
      return methods.map((each) => ({ ...each, owner: `${type?.name ?? ''}.${each.method}`, run: async () => owner[each.method]?.() }));
    });
  }
}
