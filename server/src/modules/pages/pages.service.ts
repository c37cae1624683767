import { LIMITS } from '@clarion/contract';
import { PageEntity } from '@clarion/database/pages/page.entity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { isUniqueViolation } from '../../platform/database/transient-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditService } from '../audit/audit.service.js';
import { mergePageSettings, pageSettingsFaults, sizeOfSettings } from './check-page-settings.js';
import { HOME_TOKEN } from './dto/page.dto.js';
import { CreatePageDto, tagsIn, UpdatePageDto } from './dto/write-page.dto.js';
import { isPagePath, sanitizePath } from './page-path.js';
import { monitorIds, placesInOrder, storePlaces } from './page-places.js';
import { auditable, lockPage, type PageRecord, readRecord, recordsOf } from './page-records.js';

/** Called with the page as it is, inside the transaction: throws when the change was made from an older version. */
export type AssertCurrent = (current: PageRecord) => void;

/** What a change of a page is called in the audit log. */
export type PageDeed = 'page.create' | 'page.update' | 'page.delete' | 'page.restore' | 'page.publish' | 'page.arrange';

/** Columns that a request decides. */
export type PageColumns = Pick<PageEntity, 'pagePath' | 'pageTitle' | 'pageHeader' | 'pageSubheader' | 'pageLogo' | 'pageSettingsJson'>;

/** Pages as their owners see them: the one way in for everybody who changes them. */
@Injectable()
export class PagesService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
  ) {}

  /** All pages, by id. */
  async list(): Promise<PageRecord[]> {
    const db = this.sources.get('web').manager;
    return recordsOf(db, await db.find(PageEntity, { order: { id: 'ASC' } }));
  }

  /** @param path empty = home @returns null when there is none, or it is in the trash */
  async find(path: string): Promise<PageRecord | null> {
    const db = this.sources.get('web').manager;
    const page = await db.findOneBy(PageEntity, { pagePath: path });
    return page === null ? null : (await recordsOf(db, [page]))[0]!;
  }

  /** @throws AppError `BAD_REQUEST` for what no decorator can see: a path that is taken or none, unknown monitors, settings */
  async create(actor: Actor, body: CreatePageDto): Promise<PageRecord> {
    const columns: PageColumns = {
      pagePath: usablePath(body.page_path),
      pageTitle: body.page_title,
      pageHeader: body.page_header,
      pageSubheader: body.page_subheader ?? null,
      pageLogo: body.page_logo ?? null,
      pageSettingsJson: settingsFrom(null, body.page_settings ?? {}),
    };
    return this.change(actor, columns.pagePath, async (tx) => {
      const ids = await monitorIds(tx, tagsIn(body.monitors ?? []));
      const { id } = await tx.save(tx.create(PageEntity, columns));
      await storePlaces(tx, id, await placesInOrder(tx, id, ids));
      return this.announce(tx, actor, 'page.create', id, null);
    });
  }

  /** Changes what the body names. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST` */
  async update(actor: Actor, id: number, body: UpdatePageDto, assertCurrent: AssertCurrent): Promise<PageRecord> {
    return this.change(actor, body.page_path ?? '', async (tx) => {
      const before = await this.hold(tx, id, assertCurrent);
      const { page } = before;
      await this.store(tx, id, {
        pagePath: body.page_path === undefined ? page.pagePath : movedPath(page, body.page_path),
        pageTitle: body.page_title ?? page.pageTitle,
        pageHeader: body.page_header ?? page.pageHeader,
        pageSubheader: body.page_subheader === undefined ? page.pageSubheader : body.page_subheader,
        pageLogo: body.page_logo === undefined ? page.pageLogo : body.page_logo,
        pageSettingsJson: settingsFrom(page.pageSettingsJson, body.page_settings ?? {}),
      });
      if (body.monitors !== undefined) {
        const ids = await monitorIds(tx, tagsIn(body.monitors));
        await storePlaces(tx, id, await placesInOrder(tx, id, ids));
      }
      return this.announce(tx, actor, 'page.update', id, before);
    });
  }

  /**
   * Moves a page to the trash: it is gone for the API and the public, its path is free.
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST` for the home page
   */
  async remove(actor: Actor, id: number, assertCurrent: AssertCurrent): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const before = await this.hold(tx, id, assertCurrent);
      if (before.page.pagePath === '') throw new AppError('BAD_REQUEST', 'The home page cannot be deleted');
      await tx.query(`UPDATE pages SET deleted_at = app_now(), version = version + 1 WHERE id = $1`, [id]);
      await this.audit.add(tx, actor, { action: 'page.delete', entityType: 'page', entityId: id, before: auditable(before) });
      await this.outbox.add(tx, 'page.changed', { pageId: id }, { aggregateId: `page:${id}` });
    });
  }

  /** Runs a change of pages; the unique index has the last word about who has a path. @param path that the change asks for */
  async change<T>(actor: Actor, path: string, fn: (tx: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.work.run(actor, fn);
    } catch (error) {
      if (isUniqueViolation(error, 'pages_live_path_key'))
        throw invalidField('page_path', `A page with the path “${sanitizePath(path)}” already exists`);
      throw error;
    }
  }

  /** The page as it is, held until the transaction ends. @throws AppError `NOT_FOUND`, and what `assertCurrent` throws */
  async hold(tx: EntityManager, id: number, assertCurrent: AssertCurrent): Promise<PageRecord> {
    await lockPage(tx, id);
    const record = await readRecord(tx, id);
    assertCurrent(record);
    return record;
  }

  /** Stores the columns; the version grows whether they differ or not, since what stands on the page may. */
  async store(tx: EntityManager, id: number, columns: PageColumns): Promise<void> {
    const { pagePath, pageTitle, pageHeader, pageSubheader, pageLogo, pageSettingsJson } = columns;
    await tx.update(
      PageEntity,
      { id },
      { pagePath, pageTitle, pageHeader, pageSubheader, pageLogo, pageSettingsJson: pageSettingsJson as object },
    );
  }

  /** Audit row and event of what was done. @param before null = there was no page @returns the page as it has become */
  async announce(tx: EntityManager, actor: Actor, action: PageDeed, id: number, before: PageRecord | null): Promise<PageRecord> {
    const after = await readRecord(tx, id);
    const documents = { before: before && auditable(before), after: auditable(after) };
    await this.audit.add(tx, actor, { action, entityType: 'page', entityId: id, ...documents });
    await this.outbox.add(tx, 'page.changed', { pageId: id }, { aggregateId: `page:${id}` });
    return after;
  }
}

/** @throws AppError `BAD_REQUEST` for a path that no page may have */
export function usablePath(sent: string): string {
  const path = sanitizePath(sent);
  if (path === '') throw invalidField('page_path', 'page_path must hold letters, digits, - or _');
  if (!isPagePath(path)) throw invalidField('page_path', `page_path “${path}” is reserved`);
  return path;
}

/** @throws AppError `BAD_REQUEST` for another path of the home page, and for one that no page may have */
export function movedPath({ pagePath }: PageEntity, sent: string): string {
  if (pagePath !== '') return usablePath(sent);
  if (sent !== HOME_TOKEN) throw invalidField('page_path', 'The path of the home page cannot be changed');
  return pagePath;
}

/** @throws AppError `BAD_REQUEST` naming the members that are wrong */
export function settingsFrom(stored: unknown, sent: Readonly<Record<string, unknown>>): PageColumns['pageSettingsJson'] {
  const details = pageSettingsFaults(sent);
  if (details.length > 0) throw new AppError('BAD_REQUEST', details.map(({ message }) => message).join('; '), { details });
  const settings = mergePageSettings(stored, sent);
  if (sizeOfSettings(settings) > LIMITS.documentBytes)
    throw invalidField('page_settings', `page_settings must be at most ${LIMITS.documentBytes} bytes`);
  return settings;
}
