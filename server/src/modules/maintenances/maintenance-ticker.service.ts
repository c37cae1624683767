import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../platform/lifecycle/ticker.js';
import { Log } from '../../platform/logging/log.js';
import { AdvanceEvents } from './advance-events.service.js';
import { ExtendHorizon } from './extend-horizon.service.js';

/** Ten times faster than promised: an open page shows the change soon after it. */
const ADVANCE_MS = 1_000;
const EXTEND_MS = 3_600_000;

/** Drives the events of maintenances, on every worker: statuses each second, new occurrences at the start and each hour. */
@Injectable()
export class MaintenanceTicker implements OnApplicationBootstrap {
  private readonly advance: Ticker;
  private readonly extend: Ticker;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    events: AdvanceEvents,
    horizon: ExtendHorizon,
    log: Log,
  ) {
    this.advance = new Ticker({ name: 'maintenance-events', everyMs: ADVANCE_MS, run: async () => events.advanceDue(), log });
    const extendAll = async (): Promise<void> => void (await horizon.extendAll(() => lifecycle.isStopping));
    this.extend = new Ticker({ name: 'maintenance-horizon', everyMs: EXTEND_MS, run: extendAll, log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('worker')) return;
    this.lifecycle.onStop('claims', 'maintenances', async () => {
      await Promise.all([this.advance.stop(), this.extend.stop()]);
    });
    void this.database.whenReady().then(() => {
      if (this.lifecycle.isStopping) return;
      this.advance.start();
      this.extend.start();
    });
  }
}
