import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { Database } from '../../../platform/database/database.js';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../../platform/lifecycle/ticker.js';
import { Log } from '../../../platform/logging/log.js';
import { OnOutboxEvent, type OutboxEvent } from '../../../platform/outbox/on-outbox-event.js';
import { EvaluateAlerts } from './evaluate-alerts.service.js';
import { RemindAlerts } from './remind-alerts.service.js';

const EVERY_MS = 15_000;

/**
 * Every stored sample leaves a fact behind, whatever wrote it: checks, default status, heartbeats, back-fills, people. Alerts are looked at when
 * that is told, so a worker that dies in between leaves nothing undone, and trouble with an alert keeps no sample from being stored.
 */
@Injectable()
export class FollowSamples implements OnApplicationBootstrap {
  private readonly ticker: Ticker;

  constructor(
    private readonly evaluate: EvaluateAlerts,
    private readonly reminders: RemindAlerts,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    private readonly config: Config,
    log: Log,
  ) {
    this.ticker = new Ticker({ name: 'alerts', everyMs: EVERY_MS, run: async () => this.tick(), log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('worker')) return;
    this.lifecycle.onStop('claims', 'alerts', async () => this.ticker.stop());
    void this.database.whenReady().then(() => {
      if (!this.lifecycle.isStopping) this.ticker.start();
    });
  }

  @OnOutboxEvent('monitors.sampled', 'alerting.sampled')
  async onSampled({ payload }: OutboxEvent<'monitors.sampled'>): Promise<void> {
    await this.evaluate.evaluate(payload.monitorIds);
  }

  @OnOutboxEvent('monitor.status_changed', 'alerting.status_changed')
  async onStatusChanged({ payload }: OutboxEvent<'monitor.status_changed'>): Promise<void> {
    await this.evaluate.evaluate([payload.monitorId]);
  }

  /** History that people wrote, deleted or made anew, and samples that the grace period confirmed. */
  @OnOutboxEvent('monitor.changed', 'alerting.changed')
  async onChanged({ payload }: OutboxEvent<'monitor.changed'>): Promise<void> {
    await this.evaluate.evaluate([payload.monitorId], { isRewritten: payload.from !== undefined });
  }

  private async tick(): Promise<void> {
    await this.evaluate.evaluateGroups();
    await this.evaluate.evaluateBehind();
    await this.reminders.remind();
  }
}
