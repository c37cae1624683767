import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { invalidField } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { HostAddresses } from '../../platform/http/host-addresses.js';
import { SiteService } from '../site/site.service.js';
import { hostOf, pathOnHost } from './page-host.js';
import type { PageRecord } from './page-records.js';
import { PageVersions } from './page-versions.service.js';
import { type AssertCurrent, PagesService } from './pages.service.js';

/** A host is no part of what editors draft: a draft that was begun from the page as it was has missed nothing. */
const KEEP_DRAFT = `UPDATE page_drafts SET base_version = base_version + 1 WHERE page_id = $1 AND base_version = $2`;
const HOSTS = `SELECT custom_domain AS host, page_path AS path FROM pages WHERE custom_domain IS NOT NULL AND deleted_at IS NULL`;

/** Pages that are the front page of a host of their own. */
@Injectable()
export class PageDomainsService implements OnApplicationBootstrap {
  private hosts: ReadonlyMap<string, string> = new Map();
  private looking: Promise<void> | undefined;
  private isStale = false;

  constructor(
    private readonly sources: DataSources,
    private readonly pages: PagesService,
    private readonly versions: PageVersions,
    private readonly site: SiteService,
    private readonly addresses: HostAddresses,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.addresses.register((host, path) => {
      const page = this.hosts.get(host);
      return page === undefined ? null : pathOnHost(page, path);
    });
    this.versions.onChange(() => this.refresh());
  }

  /**
   * Gives a page a host, or takes it away.
   * @param host null = none
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`; `BAD_REQUEST` for what is no host, the site's own, and that of another page
   */
  async set(actor: Actor, id: number, host: string | null, assertCurrent: AssertCurrent): Promise<PageRecord> {
    const wanted = host === null ? null : await this.usable(host);
    return this.pages.change(actor, '', async (tx) => {
      const before = await this.pages.hold(tx, id, assertCurrent);
      await tx.query(`UPDATE pages SET custom_domain = $2, version = version + 1, updated_at = app_now() WHERE id = $1`, [id, wanted]);
      await tx.query(KEEP_DRAFT, [id, before.page.version]);
      return this.pages.announce(tx, actor, 'page.set_domain', id, before);
    });
  }

  private async usable(text: string): Promise<string> {
    const host = hostOf(text);
    if (host === null) throw invalidField('host', 'host must be a name such as status.example.com');
    const own = [await this.site.baseUrl(), this.config.ORIGIN].filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname);
    if (own.includes(host)) throw invalidField('host', 'This is the host of the whole site');
    return host;
  }

  /** One look at a time: an older answer must never come last. What a look missed the next one finds, and pages change every minute. */
  private refresh(): void {
    this.isStale = true;
    this.looking ??= this.catchUp()
      .catch(() => undefined) // the database is away: what was known goes on
      .finally(() => {
        this.looking = undefined;
      });
  }

  private async catchUp(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      await this.look();
    }
  }

  private async look(): Promise<void> {
    const rows = await this.sources.get('web').query<{ host: string; path: string }[]>(HOSTS);
    this.hosts = new Map(rows.map(({ host, path }) => [host, path]));
  }
}
