import { type PageContent, PageDraftEntity } from '@clarion/database/pages/page-draft.entity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { ArrangePageService } from './arrange-page.service.js';
import { changesBetween, contentOf, type PageChange, withoutGone } from './page-content.js';
import { monitorIds } from './page-places.js';
import type { PageRecord } from './page-records.js';
import { monitorsIn } from './page-sections.js';
import { PagesService } from './pages.service.js';

/** Unpublished changes of a page, or the page as it is while there are none. */
export interface PageDraft {
  content: PageContent;
  /** What publishing would change. */
  changes: readonly PageChange[];
  /** null = nothing is stored. */
  stored: Pick<PageDraftEntity, 'version' | 'author' | 'updatedAt'> | null;
  /** The page was changed after the draft was begun. */
  isOutdated: boolean;
  page: PageRecord;
}

/** Called with the draft as it is, inside the transaction: throws when the change was made from an older version. */
export type AssertCurrentDraft = (current: PageDraft) => void;

const ANY = (): void => undefined;

/** The deed: a page is changed where nobody sees it, and then published at once. @see ux C3(5) */
@Injectable()
export class DraftPageService {
  constructor(
    private readonly sources: DataSources,
    private readonly pages: PagesService,
    private readonly arranging: ArrangePageService,
    private readonly audit: AuditService,
  ) {}

  async read(page: PageRecord): Promise<PageDraft> {
    return this.draftOf(this.sources.get('web').manager, page);
  }

  /**
   * Stores a draft whole.
   * @throws AppError `NOT_FOUND` for the page, `PRECONDITION_FAILED`; `BAD_REQUEST` for monitors that do not exist
   */
  async save(actor: Actor, pageId: number, content: PageContent, assertCurrent: AssertCurrentDraft): Promise<PageDraft> {
    return this.pages.change(actor, content.pagePath, async (tx) => {
      const page = await this.pages.hold(tx, pageId, ANY);
      const before = await this.draftOf(tx, page);
      assertCurrent(before);
      await monitorIds(tx, monitorsIn(content));
      const known = new Set(page.sections.map(({ id }) => id));
      const sections = content.sections.map((section) => ({
        ...section,
        id: section.id !== null && known.has(section.id) ? section.id : null,
      }));
      await tx.query(
        `INSERT INTO page_drafts (page_id, content, base_version, author) VALUES ($1, $2, $3, $4)
         ON CONFLICT (page_id) DO UPDATE SET content = excluded.content, author = excluded.author, version = page_drafts.version + 1, updated_at = app_now()`,
        [pageId, JSON.stringify({ ...content, sections }), page.page.version, actor.label],
      );
      const after = await this.draftOf(tx, page);
      await this.tell(tx, actor, 'page.draft', pageId, before, after);
      return after;
    });
  }

  /** Forgets a draft. @throws AppError `NOT_FOUND` when there is none, `PRECONDITION_FAILED` */
  async discard(actor: Actor, pageId: number, assertCurrent: AssertCurrentDraft): Promise<void> {
    await this.pages.change(actor, '', async (tx) => {
      const before = await this.stored(tx, pageId, assertCurrent);
      await tx.delete(PageDraftEntity, { pageId });
      await this.tell(tx, actor, 'page.discard_draft', pageId, before, null);
    });
  }

  /**
   * Makes a draft the page.
   * @param overwrite also when the page was changed after the draft was begun
   * @throws AppError `NOT_FOUND` when there is none, `PRECONDITION_FAILED`; `CONFLICT` when the page was changed; `BAD_REQUEST` when its path
   * has been taken
   */
  async publish(actor: Actor, pageId: number, overwrite: boolean, assertCurrent: AssertCurrentDraft): Promise<PageRecord> {
    const path = (await this.sources.get('web').manager.findOneBy(PageDraftEntity, { pageId }))?.content.pagePath ?? '';
    return this.pages.change(actor, path, async (tx) => {
      const { content, isOutdated, page } = await this.stored(tx, pageId, assertCurrent);
      if (isOutdated && !overwrite)
        throw new AppError(
          'CONFLICT',
          'The page was changed after this draft was begun. Look at the changes, then publish with overwrite.',
        );
      const { pageSettings, unsectioned, sections, ...columns } = content;
      await this.pages.store(tx, pageId, { ...columns, pageSettingsJson: pageSettings });
      await this.arranging.apply(tx, pageId, { unsectioned, sections });
      await tx.delete(PageDraftEntity, { pageId });
      return this.pages.announce(tx, actor, 'page.publish', pageId, page);
    });
  }

  private async stored(tx: EntityManager, pageId: number, assertCurrent: AssertCurrentDraft): Promise<PageDraft> {
    const draft = await this.draftOf(tx, await this.pages.hold(tx, pageId, ANY));
    if (draft.stored === null) throw notFound('Draft');
    assertCurrent(draft);
    return draft;
  }

  private async draftOf(db: EntityManager, page: PageRecord): Promise<PageDraft> {
    const row = await db.findOneBy(PageDraftEntity, { pageId: page.page.id });
    const published = contentOf(page);
    if (row === null) return { content: published, changes: [], stored: null, isOutdated: false, page };
    const tags = monitorsIn(row.content);
    const living = await db.query<{ tag: string }[]>(`SELECT tag FROM monitors WHERE tag = ANY ($1::text[]) AND deleted_at IS NULL`, [
      tags,
    ]);
    const content = withoutGone(row.content, new Set(living.map(({ tag }) => tag)));
    return { content, changes: changesBetween(published, content), stored: row, isOutdated: row.baseVersion !== page.page.version, page };
  }

  private async tell(
    tx: EntityManager,
    actor: Actor,
    action: string,
    entityId: number,
    before: PageDraft,
    after: PageDraft | null,
  ): Promise<void> {
    const documents = { before: before.stored && before.content, after: after && after.content };
    await this.audit.add(tx, actor, { action, entityType: 'page', entityId, ...documents });
  }
}
