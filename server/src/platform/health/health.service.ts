import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { Queues } from '../queue/queues.js';
import { LoopLag } from './loop-lag.js';

/** Longest wait for one part's answer, ms. @see pages-site §18 */
const PROBE_MS = 2000;
/** A loop this late serves nobody well: no traffic. */
const READY_LAG_MS = 1000;
/** A loop this late is stuck: start over. */
const LIVE_LAG_MS = 10_000;

export interface Health {
  status: 'ok' | 'degraded';
  db: boolean;
  /** True without Redis, for clients that look at it. */
  redis: boolean;
  queue: 'postgres' | 'redis';
}

export interface Readiness {
  status: 'ok' | 'degraded' | 'unavailable';
  checks: { stopping: boolean; database: boolean; queue: boolean; loop: boolean };
}

/** What probes and people are told about this process. */
@Injectable()
export class HealthService {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly lag: LoopLag,
    private readonly lifecycle: Lifecycle,
  ) {}

  async health(): Promise<Health> {
    const [db, queue] = await Promise.all([this.database.probe(PROBE_MS), this.queues.probe(PROBE_MS)]);
    const { queueBackend } = this.config;
    return { status: db && queue ? 'ok' : 'degraded', db, redis: queueBackend === 'redis' ? queue : true, queue: queueBackend };
  }

  /** Only the loop: a database that is away is no reason to restart this process. @see reliability REL-36 */
  isAlive(): boolean {
    return this.lag.worstMs < LIVE_LAG_MS;
  }

  /** May traffic come here? A dead queue is an inconvenience, not an outage. */
  async readiness(): Promise<Readiness> {
    const [database, queue] = await Promise.all([this.database.probe(PROBE_MS), this.queues.probe(PROBE_MS)]);
    const loop = this.lag.worstMs < READY_LAG_MS;
    const stopping = this.lifecycle.isStopping;
    const status = stopping || !database || !loop ? 'unavailable' : queue ? 'ok' : 'degraded';
    return { status, checks: { stopping, database, queue, loop } };
  }
}
