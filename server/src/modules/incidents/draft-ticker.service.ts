import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../platform/lifecycle/ticker.js';
import { Log } from '../../platform/logging/log.js';
import { IncidentDraftsService } from './incident-drafts.service.js';

const EVERY_MS = 2_000;

/** Publishes drafts at their hour, on every worker: the database lets each be published once. */
@Injectable()
export class DraftTicker implements OnApplicationBootstrap {
  private readonly ticker: Ticker;

  constructor(
    drafts: IncidentDraftsService,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    private readonly config: Config,
    log: Log,
  ) {
    this.ticker = new Ticker({ name: 'incident drafts', everyMs: EVERY_MS, run: () => drafts.publishNextDue(), log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('worker')) return;
    this.lifecycle.onStop('claims', 'incident drafts', async () => this.ticker.stop());
    void this.database.whenReady().then(() => {
      if (!this.lifecycle.isStopping) this.ticker.start();
    });
  }
}
