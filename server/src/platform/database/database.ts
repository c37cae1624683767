import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Log } from '../logging/log.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { DataSources } from './data-sources.js';
import { isDatabaseUnavailable } from './transient-error.js';

/** What is done once a database answers, before anybody uses it: migrations, seeds. Runs again when it failed. */
export type PrepareDatabase = () => Promise<void>;

/** First pause between two attempts to reach the database, and the longest, ms. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/** The connection to the database as a whole: comes up when it can, without stopping anybody from starting. @see reliability REL-07, FLT-07 */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  private readonly ready: Promise<void>;
  private becomeReady: () => void = () => undefined;
  private isUp = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sources: DataSources,
    private readonly prepare: PrepareDatabase,
    private readonly lifecycle: Lifecycle,
    private readonly log: Log,
  ) {
    this.ready = new Promise((resolve) => {
      this.becomeReady = resolve;
    });
  }

  /** True once the pools are open and the schema is ours. A later outage does not change it: pools heal by themselves. */
  get isReady(): boolean {
    return this.isUp;
  }

  /** Resolves when the database has answered and is migrated. */
  whenReady(): Promise<void> {
    return this.ready;
  }

  /**
   * The start waits for the first attempt only; a database that is away is tried again in the background.
   * @throws Error when the database answers and cannot be used: too new a schema, a migration that fails, a wrong password
   */
  async onModuleInit(): Promise<void> {
    try {
      await this.connect();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      this.retryLater(error, FIRST_PAUSE_MS);
    }
  }

  /** @returns true when the database answers within `limitMs` */
  async probe(limitMs = 2000): Promise<boolean> {
    if (!this.isUp) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), limitMs);
    });
    const answer = this.sources
      .get('web')
      .query('SELECT 1')
      .then(
        () => true,
        () => false,
      );
    const isUp = await Promise.race([answer, late]);
    clearTimeout(timer);
    return isUp;
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    for (const source of this.sources.all()) {
      if (source.isInitialized) await source.destroy();
    }
  }

  private async connect(): Promise<void> {
    for (const source of this.sources.all()) {
      if (!source.isInitialized) await source.initialize();
    }
    await this.prepare();
    this.isUp = true;
    this.becomeReady();
  }

  private retryLater(error: unknown, pauseMs: number): void {
    this.log.warn('the database cannot be used yet, it will be tried again', { error, duration_ms: pauseMs });
    this.timer = setTimeout(() => {
      if (this.lifecycle.isStopping) return;
      this.connect().catch((next: unknown) => this.retryLater(next, Math.min(pauseMs * 2, LONGEST_PAUSE_MS)));
    }, pauseMs);
  }
}
