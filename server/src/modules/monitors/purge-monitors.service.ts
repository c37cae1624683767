import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { systemActor } from '../../platform/http/actor.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../platform/lifecycle/ticker.js';
import { Log } from '../../platform/logging/log.js';
import { AuditService } from '../audit/audit.service.js';

/** How long a deleted monitor can be brought back. @see ux C4 */
const TRASH_DAYS = 7;
const EVERY_MS = 600_000;
/** Rows of one statement: a lock is held for moments, and a replica keeps up. @see reliability OPS-14 */
const BATCH = 10_000;

const EXPIRED = `
  SELECT id, tag FROM monitors WHERE deleted_at < app_now() - make_interval(days => $1) ORDER BY deleted_at LIMIT 1`;
const DELETE_SAMPLES = `
  DELETE FROM monitoring_data WHERE monitor_id = $1 AND timestamp IN
    (SELECT timestamp FROM monitoring_data WHERE monitor_id = $1 ORDER BY timestamp LIMIT ${BATCH})`;

/** Empties the trash: history in batches, then the row and with it everything that hangs on it. @see data-model §12 */
@Injectable()
export class PurgeMonitorsService implements OnApplicationBootstrap {
  private readonly ticker: Ticker;

  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    private readonly config: Config,
    log: Log,
  ) {
    this.ticker = new Ticker({ name: 'purge monitors', everyMs: EVERY_MS, run: async () => this.purgeNext(), log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('worker')) return;
    this.lifecycle.onStop('claims', 'purge monitors', async () => this.ticker.stop());
    void this.database.whenReady().then(() => {
      if (!this.lifecycle.isStopping) this.ticker.start();
    });
  }

  /**
   * Removes one monitor whose time in the trash is over. Several processes may do it at once.
   * @returns true when there was one
   */
  async purgeNext(trashDays = TRASH_DAYS): Promise<boolean> {
    const worker = this.sources.get('worker');
    const [monitor] = await worker.query<{ id: number; tag: string }[]>(EXPIRED, [trashDays]);
    if (monitor === undefined) return false;
    for (let deleted = BATCH; deleted >= BATCH && !this.lifecycle.isStopping;) {
      [, deleted] = await worker.query<[unknown[], number]>(DELETE_SAMPLES, [monitor.id]);
    }
    if (this.lifecycle.isStopping) return false;
    const actor = systemActor('purge');
    await this.work.run(actor, async (tx) => {
      const [, count] = await tx.query<[unknown[], number]>(`DELETE FROM monitors WHERE id = $1 AND deleted_at IS NOT NULL`, [monitor.id]);
      if (count === 0) return; // somebody else was faster
      await this.audit.add(tx, actor, {
        action: 'monitor.purge',
        entityType: 'monitor',
        entityId: monitor.id,
        before: { tag: monitor.tag },
      });
    });
    return true;
  }
}
