import { PageDraftEntity } from '@clarion/database/pages/page-draft.entity';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { DraftPageService } from './draft-page.service.js';
import type { PageRecord } from './page-records.js';
import { PagesService } from './pages.service.js';
import { hasSwitcherOrder, inSwitcherOrder } from './snapshot/site-snapshot.js';
import { SnapshotReader } from './snapshot/snapshot-reader.service.js';

/** A page and what waits to be published on it. */
export interface PageState {
  record: PageRecord;
  /** null = nothing. */
  draft: { changes: number; isOutdated: boolean; author: string; updatedAt: Date } | null;
}

/** All pages in the order of the switcher. */
export interface PageStates {
  pages: readonly PageState[];
  /** Somebody chose that order. */
  isOrdered: boolean;
}

/** Pages as rows of the dashboard. */
@Injectable()
export class PageStatesService {
  constructor(
    private readonly sources: DataSources,
    private readonly pages: PagesService,
    private readonly drafts: DraftPageService,
    private readonly reader: SnapshotReader,
  ) {}

  async list(): Promise<PageStates> {
    const db = this.sources.get('web').manager;
    const [records, drafted, { settings }] = await Promise.all([
      this.pages.list(),
      db.find(PageDraftEntity, { select: { pageId: true } }),
      this.reader.site(),
    ]);
    const withDraft = new Set(drafted.map(({ pageId }) => pageId));
    const states = new Map<number, PageState>();
    for (const record of records)
      states.set(record.page.id, { record, draft: withDraft.has(record.page.id) ? await this.draftOf(record) : null });
    const ordered = inSwitcherOrder(
      settings,
      records.map(({ page: { id } }) => ({ id })),
    );
    return { pages: ordered.map(({ id }) => states.get(id)!), isOrdered: hasSwitcherOrder(settings) };
  }

  private async draftOf(record: PageRecord): Promise<PageState['draft']> {
    const { changes, stored, isOutdated } = await this.drafts.read(record);
    // A draft that changes nothing, since what it changed was undone by hand, waits for nobody.
    if (stored === null || changes.length === 0) return null;
    return { changes: changes.length, isOutdated, author: stored.author, updatedAt: stored.updatedAt };
  }
}
