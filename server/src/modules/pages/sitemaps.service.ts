import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { SiteService } from '../site/site.service.js';
import { sitemapMode, sitemapXml } from './sitemap.js';

const PAGES = `SELECT page_path AS path FROM pages WHERE deleted_at IS NULL ORDER BY id`;
/** What no page shows is in no address either. */
const MONITORS = `
  SELECT m.tag FROM monitors m
  WHERE m.deleted_at IS NULL AND m.status = 'ACTIVE' AND NOT m.is_hidden AND EXISTS (
    SELECT FROM pages_monitors pm JOIN pages p ON p.id = pm.page_id WHERE pm.monitor_id = m.id AND p.deleted_at IS NULL)
  ORDER BY m.tag`;

/** What search engines are told of the site. */
@Injectable()
export class Sitemaps {
  constructor(
    private readonly sources: DataSources,
    private readonly site: SiteService,
    private readonly clock: Clock,
  ) {}

  /** Where the sitemap lies; null = there is none. */
  async address(): Promise<string | null> {
    if (sitemapMode(await this.site.find('sitemap')) === 'off') return null;
    return `${await this.site.baseUrl()}/sitemap.xml`;
  }

  /** @returns null when the site has none */
  async xml(): Promise<string | null> {
    const db = this.sources.get('web');
    const [setting, base, pages, monitors] = await Promise.all([
      this.site.find('sitemap'),
      this.site.baseUrl(),
      db.query<{ path: string }[]>(PAGES),
      db.query<{ tag: string }[]>(MONITORS),
    ]);
    return sitemapXml({
      base,
      pages: pages.map(({ path }) => path),
      monitors: monitors.map(({ tag }) => tag),
      setting,
      now: this.clock.now(),
    });
  }
}
