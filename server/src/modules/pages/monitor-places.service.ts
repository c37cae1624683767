import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditService } from '../audit/audit.service.js';
import { MonitorPages, type MonitorPagesSource, type PlaceOfMonitor } from '../monitors/monitor-pages.js';

const PLACES = `
  SELECT pm.monitor_id AS "monitorId", p.page_path AS path, p.page_title AS title
    FROM pages_monitors pm JOIN pages p ON p.id = pm.page_id AND p.deleted_at IS NULL
   WHERE pm.monitor_id = ANY ($1::int[]) ORDER BY pm.monitor_id, p.id`;

// Positions count per page, so the newcomer stands after everything that is there: at the end of the last section.
const APPEND = `
  INSERT INTO pages_monitors (page_id, monitor_id, section_id, position)
  SELECT p.id, $1, (SELECT id FROM page_sections WHERE page_id = p.id ORDER BY position DESC, id DESC LIMIT 1),
    coalesce((SELECT max(position) + 1 FROM pages_monitors WHERE page_id = p.id), 0) FROM pages p WHERE p.id = ANY ($2::int[])
  ON CONFLICT DO NOTHING RETURNING page_id`;

/** Where monitors stand, for the room below that must not know pages. */
@Injectable()
export class MonitorPlacesService implements MonitorPagesSource, OnModuleInit {
  constructor(
    private readonly monitorPages: MonitorPages,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.monitorPages.register(this);
  }

  async placesOf(db: EntityManager, monitorIds: readonly number[]): Promise<readonly PlaceOfMonitor[]> {
    return db.query<PlaceOfMonitor[]>(PLACES, [monitorIds]);
  }

  async monitorsOn(db: EntityManager, path: string): Promise<readonly number[] | null> {
    const rows = await db.query<{ id: number | null }[]>(
      `SELECT pm.monitor_id AS id FROM pages p LEFT JOIN pages_monitors pm ON pm.page_id = p.id WHERE p.page_path = $1 AND p.deleted_at IS NULL`,
      [path],
    );
    return rows.length === 0 ? null : rows.flatMap(({ id }) => (id === null ? [] : [id]));
  }

  async append(tx: EntityManager, actor: Actor, monitorId: number, paths: readonly string[]): Promise<readonly string[]> {
    // The rows stay locked until commit, so that two newcomers do not get one position.
    const pages = await tx.query<{ id: number; path: string }[]>(
      `SELECT id, page_path AS path FROM pages WHERE page_path = ANY ($1::text[]) AND deleted_at IS NULL ORDER BY id FOR UPDATE`,
      [paths],
    );
    const unknown = paths.filter((path) => pages.every((page) => page.path !== path));
    if (unknown.length > 0) return unknown;
    const added = await tx.query<{ page_id: number }[]>(APPEND, [monitorId, pages.map(({ id }) => id)]);
    for (const { page_id: pageId } of added) {
      await tx.query(`UPDATE pages SET version = version + 1, updated_at = app_now() WHERE id = $1`, [pageId]);
      await this.audit.add(tx, actor, { action: 'page.add_monitor', entityType: 'page', entityId: pageId, after: { monitorId } });
      await this.outbox.add(tx, 'page.changed', { pageId }, { aggregateId: `page:${pageId}` });
    }
    return [];
  }
}
