import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { Database } from '../../../platform/database/database.js';
import { isDatabaseUnavailable } from '../../../platform/database/transient-error.js';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../../platform/lifecycle/ticker.js';
import { Log } from '../../../platform/logging/log.js';
import { Queues } from '../../../platform/queue/queues.js';
import { ClaimDueService } from './claim-due.service.js';
import { DatabaseOutages } from './database-outages.js';
import { RunChecksService } from './run-checks.service.js';
import { ScheduleMonitorsService } from './schedule-monitors.service.js';

const TICK_MS = 1_000;
/** Monitors that came without us are found this often. */
const RECONCILE_MS = 30_000;
/** Seconds a monitor may be overdue before this process stops trusting the queue and looks itself. */
const QUEUE_PATIENCE = 4;

/** Every second: puts a job into the checks queue for each monitor type with something due. */
@Injectable()
export class CheckTickerService implements OnApplicationBootstrap {
  private readonly tick: Ticker;
  private readonly reconcile: Ticker;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    private readonly queues: Queues,
    private readonly claims: ClaimDueService,
    private readonly checks: RunChecksService,
    private readonly outages: DatabaseOutages,
    schedules: ScheduleMonitorsService,
    log: Log,
  ) {
    this.tick = new Ticker({ name: 'check-tick', everyMs: TICK_MS, run: async () => this.dispatch(), log });
    this.reconcile = new Ticker({ name: 'check-reconcile', everyMs: RECONCILE_MS, run: async () => schedules.reconcile(), log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('worker')) return;
    this.lifecycle.onStop('claims', 'check tick', async () => {
      await Promise.all([this.tick.stop(), this.reconcile.stop()]);
    });
    if (!this.database.isReady) this.outages.failed();
    void this.database.whenReady().then(() => {
      if (this.lifecycle.isStopping) return;
      this.tick.start();
      this.reconcile.start();
    });
  }

  /** One tick. A queue that is away, or that forgot, costs lateness but no check. @see reliability REL-06 */
  async dispatch(): Promise<void> {
    for (const { type, lateness } of await this.dueTypes()) {
      const isQueued =
        lateness < QUEUE_PATIENCE && (await this.queues.enqueue('checks', { v: 1, monitorType: type }, { dedupe: `checks:${type}` }));
      if (!isQueued) await this.checks.runDue(type);
    }
  }

  private async dueTypes(): ReturnType<ClaimDueService['dueTypes']> {
    try {
      const due = await this.claims.dueTypes();
      this.outages.answered();
      return due;
    } catch (error) {
      if (isDatabaseUnavailable(error)) this.outages.failed();
      throw error;
    }
  }
}
