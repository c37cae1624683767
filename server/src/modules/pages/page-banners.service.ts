import { countStatuses, isVisible, pageStatus } from '@clarion/domain';
import type { Lifecycle } from '@clarion/contract';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { type BannerSource, DryRun, type PageBanner } from '../changes/dry-run.service.js';
import { MonitorStatesService } from '../monitors/monitor-states.service.js';
import { OPEN_INCIDENTS } from './snapshot/reading.js';

interface PlacedRow {
  pageId: number;
  path: string;
  /** null = nothing stands on the page. */
  id: number | null;
  isHidden: boolean;
  status: Lifecycle;
}

const PLACED = `
  SELECT p.id AS "pageId", p.page_path AS path, m.id, m.is_hidden AS "isHidden", m.status
  FROM pages p LEFT JOIN pages_monitors pm ON pm.page_id = p.id LEFT JOIN monitors m ON m.id = pm.monitor_id AND m.deleted_at IS NULL
  WHERE p.deleted_at IS NULL AND ($1::int[] IS NULL OR p.id IN (SELECT page_id FROM pages_monitors WHERE monitor_id = ANY ($1::int[])))
  ORDER BY p.id, pm.position`;

/** What pages say of all their monitors, for the room below that previews changes. */
@Injectable()
export class PageBanners implements BannerSource, OnModuleInit {
  constructor(
    private readonly dryRun: DryRun,
    private readonly states: MonitorStatesService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.dryRun.register(this);
  }

  async bannersOf(db: EntityManager, monitorIds: readonly number[] | null): Promise<readonly PageBanner[]> {
    const rows = await db.query<PlacedRow[]>(PLACED, [monitorIds]);
    const shown = rows.flatMap((row) => (row.id !== null && isVisible({ ...row, id: row.id }) ? [{ ...row, id: row.id }] : []));
    const presents = await this.states.ofIds([...new Set(shown.map(({ id }) => id))], db);
    const statusOf = new Map(presents.map(({ candidate, present }) => [candidate.id, present.status]));
    const banners: PageBanner[] = [];
    for (const [pageId, path] of new Map(rows.map((row) => [row.pageId, row.path]))) {
      const ids = shown.filter((row) => row.pageId === pageId).map(({ id }) => id);
      const [open] = await db.query<{ count: number }[]>(OPEN_INCIDENTS, [ids, this.clock.now()]);
      banners.push({ path, ...pageStatus(countStatuses(ids.map((id) => statusOf.get(id)!))), openIncidents: open?.count ?? 0 });
    }
    return banners;
  }
}
