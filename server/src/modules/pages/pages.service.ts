import type { Lifecycle, MonitorType } from '@clarion/contract';
import { PageEntity } from '@clarion/database/pages/page.entity';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { notFound } from '../../platform/errors/app-error.js';

/** A monitor in its place on a page. */
export interface PlacedMonitor {
  tag: string;
  position: number;
  name: string;
  description: string | null;
  image: string | null;
  monitorType: MonitorType;
  status: Lifecycle;
}

/** A page with all its monitors, hidden and paused ones too. */
export interface PageRecord {
  page: PageEntity;
  monitors: readonly PlacedMonitor[];
}

const PLACED = `
  SELECT pm.page_id AS "pageId", m.tag, pm.position, m.name, m.description, m.image, m.monitor_type AS "monitorType", m.status
  FROM pages_monitors pm JOIN monitors m ON m.id = pm.monitor_id
  WHERE pm.page_id = ANY ($1) AND m.deleted_at IS NULL
  ORDER BY pm.page_id, pm.position, m.id`;

/** Pages as their owners see them. */
@Injectable()
export class PagesService {
  constructor(private readonly sources: DataSources) {}

  /** All pages, by id. */
  async list(): Promise<PageRecord[]> {
    return this.withMonitors(await this.repository.find({ order: { id: 'ASC' } }));
  }

  /** @param path empty = home @throws AppError `NOT_FOUND` */
  async get(path: string): Promise<PageRecord> {
    const page = await this.repository.findOneBy({ pagePath: path });
    if (page === null) throw notFound(`Page “${path}”`);
    return (await this.withMonitors([page]))[0]!;
  }

  private get repository() {
    return this.sources.get('web').getRepository(PageEntity);
  }

  private async withMonitors(pages: readonly PageEntity[]): Promise<PageRecord[]> {
    const rows = await this.sources.get('web').query<(PlacedMonitor & { pageId: number })[]>(PLACED, [pages.map(({ id }) => id)]);
    return pages.map((page) => ({ page, monitors: rows.filter(({ pageId }) => pageId === page.id) }));
  }
}
