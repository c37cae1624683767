import { PageEntity } from '@clarion/database/pages/page.entity';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Not, IsNull } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { notFound } from '../../platform/errors/app-error.js';
import { type Actor, systemActor } from '../../platform/http/actor.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../platform/lifecycle/ticker.js';
import { Log } from '../../platform/logging/log.js';
import { AuditService } from '../audit/audit.service.js';
import type { PageRecord } from './page-records.js';
import { PagesService, usablePath } from './pages.service.js';

/** How long a deleted page can be brought back. @see ux C4 */
export const TRASH_DAYS = 7;
const EVERY_MS = 600_000;

const EXPIRED = `
  DELETE FROM pages WHERE id = (
    SELECT id FROM pages WHERE deleted_at < app_now() - make_interval(days => $1) ORDER BY deleted_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, page_path AS path`;

/** Deleted pages: listed, brought back, and at last removed with everything that hangs on them. */
@Injectable()
export class TrashPagesService implements OnApplicationBootstrap {
  private readonly ticker: Ticker;

  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly pages: PagesService,
    private readonly audit: AuditService,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    private readonly config: Config,
    log: Log,
  ) {
    this.ticker = new Ticker({ name: 'purge pages', everyMs: EVERY_MS, run: async () => this.purgeNext(), log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('worker')) return;
    this.lifecycle.onStop('claims', 'purge pages', async () => this.ticker.stop());
    void this.database.whenReady().then(() => {
      if (!this.lifecycle.isStopping) this.ticker.start();
    });
  }

  /** The newest first. */
  async list(): Promise<PageEntity[]> {
    return this.sources
      .get('web')
      .getRepository(PageEntity)
      .find({ where: { deletedAt: Not(IsNull()) }, withDeleted: true, order: { deletedAt: 'DESC', id: 'DESC' } });
  }

  /**
   * Brings a page back with its sections, its monitors and its draft.
   * @param path a new one, for when the old one has been taken
   * @throws AppError `NOT_FOUND`; `BAD_REQUEST` when the path is taken
   */
  async restore(actor: Actor, id: number, path?: string): Promise<PageRecord> {
    const renamed = path === undefined ? undefined : usablePath(path);
    const trashed = await this.sources.get('web').manager.findOne(PageEntity, { where: { id }, withDeleted: true });
    const wanted = renamed ?? trashed?.pagePath ?? '';
    return this.pages.change(actor, wanted, async (tx) => {
      const [, count] = await tx.query<[unknown[], number]>(
        `UPDATE pages SET deleted_at = NULL, page_path = coalesce($2, page_path), version = version + 1, updated_at = app_now()
         WHERE id = $1 AND deleted_at IS NOT NULL`,
        [id, renamed ?? null],
      );
      if (count === 0) throw notFound('Deleted page');
      return this.pages.announce(tx, actor, 'page.restore', id, null);
    });
  }

  /** Removes one page whose time in the trash is over. Several processes may do it at once. @returns true when there was one */
  async purgeNext(trashDays = TRASH_DAYS): Promise<boolean> {
    const actor = systemActor('purge');
    return this.work.run(actor, async (tx) => {
      const [[page]] = await tx.query<[{ id: number; path: string }[], number]>(EXPIRED, [trashDays]);
      if (page === undefined) return false;
      await this.audit.add(tx, actor, { action: 'page.purge', entityType: 'page', entityId: page.id, before: { page_path: page.path } });
      return true;
    });
  }
}
