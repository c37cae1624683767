import type { Lifecycle, MonitorType } from '@clarion/contract';
import { PageSectionEntity } from '@clarion/database/pages/page-section.entity';
import { PageEntity } from '@clarion/database/pages/page.entity';
import { type EntityManager, In } from 'typeorm';
import { notFound } from '../../platform/errors/app-error.js';
import { arrangementOf } from './page-sections.js';

/** A monitor in its place on a page. */
export interface PlacedMonitor {
  tag: string;
  position: number;
  /** null = it stands in the unnamed list. */
  sectionId: number | null;
  name: string;
  description: string | null;
  image: string | null;
  monitorType: MonitorType;
  status: Lifecycle;
}

/** A page with its sections and all its monitors in their order, hidden and paused ones too. */
export interface PageRecord {
  page: PageEntity;
  sections: readonly PageSectionEntity[];
  monitors: readonly PlacedMonitor[];
}

const PLACED = `
  SELECT pm.page_id AS "pageId", m.tag, pm.position, pm.section_id AS "sectionId", m.name, m.description, m.image,
    m.monitor_type AS "monitorType", m.status
  FROM pages_monitors pm JOIN monitors m ON m.id = pm.monitor_id
  WHERE pm.page_id = ANY ($1) AND m.deleted_at IS NULL
  ORDER BY pm.page_id, pm.position, m.id`;

/** Adds to pages what stands on them: two statements for any number of pages. */
export async function recordsOf(db: EntityManager, pages: readonly PageEntity[]): Promise<PageRecord[]> {
  const ids = pages.map(({ id }) => id);
  const sections = await db.find(PageSectionEntity, { where: { pageId: In(ids) }, order: { position: 'ASC', id: 'ASC' } });
  const monitors = await db.query<(PlacedMonitor & { pageId: number })[]>(PLACED, [ids]);
  const [sectionsOf, monitorsOf] = [Map.groupBy(sections, ({ pageId }) => pageId), Map.groupBy(monitors, ({ pageId }) => pageId)];
  return pages.map((page) => ({ page, sections: sectionsOf.get(page.id) ?? [], monitors: monitorsOf.get(page.id) ?? [] }));
}

/** A living page as it is in this transaction. @throws AppError `NOT_FOUND` */
export async function readRecord(db: EntityManager, id: number): Promise<PageRecord> {
  const page = await db.findOneBy(PageEntity, { id });
  if (page === null) throw notFound('Page');
  return (await recordsOf(db, [page]))[0]!;
}

/** Holds a living page until the transaction ends, so that its monitors are arranged by one at a time. @throws AppError `NOT_FOUND` */
export async function lockPage(tx: EntityManager, id: number): Promise<void> {
  const row = await tx.findOne(PageEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (row === null) throw notFound('Page');
}

/** A page as the audit log keeps it. */
export const auditable = (record: PageRecord): object => {
  const { page, sections, monitors } = record;
  return {
    page_path: page.pagePath,
    page_title: page.pageTitle,
    page_header: page.pageHeader,
    page_subheader: page.pageSubheader,
    page_logo: page.pageLogo,
    page_settings: page.pageSettingsJson,
    ...(sections.length === 0 ? { monitors: monitors.map(({ tag }) => tag) } : arrangementOf(record)),
  };
};
