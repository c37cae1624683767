import { formatUnits, resolveLocale, translate } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { isDatabaseUnavailable } from '../../../platform/database/transient-error.js';
import { textOfMarkdown } from '../../../platform/markdown/markdown.js';
import { EventSnapshots, type Recent, type RecentScope } from '../../pages/event-snapshots.service.js';
import { PageVersions } from '../../pages/page-versions.service.js';
import { affectedOf, namesOf } from '../../pages/snapshot/events/event-snapshots.js';
import { ownFormats, siteLocales, siteName, siteSnapshot } from '../../pages/snapshot/site-snapshot.js';
import { Snapshots } from '../../pages/snapshots.service.js';
import { calendarText } from '../calendar/calendar-text.js';
import { pack, type Representation } from '../copies/document.js';
import { KeptAnswers } from '../copies/kept-answers.js';
import { atomText, type Feed, jsonFeedText, rssText } from './feed-documents.js';
import { FEED_LENGTH, feedItems } from './feed-items.js';

/** Days back, and for maintenances ahead. @see pages-site §11 */
const DAYS = 90;
/** Maintenances in a calendar. */
const CALENDAR_LENGTH = 500;
const DAY = 86_400;

/** Feeds by the names they have in addresses. */
export const FEED_FILES = ['rss.xml', 'atom.xml', 'feed.json', 'calendar.ics'] as const;
export type FeedFile = (typeof FEED_FILES)[number];

const FORMATS = { 'rss.xml': rssText, 'atom.xml': atomText, 'feed.json': jsonFeedText } as const;

/** What follows a site, a page or a monitor without anybody looking at it. */
@Injectable()
export class Feeds {
  private readonly kept: KeptAnswers<Representation>;

  constructor(
    private readonly events: EventSnapshots,
    private readonly snapshots: Snapshots,
    versions: PageVersions,
    private readonly config: Config,
  ) {
    this.kept = new KeptAnswers({ versionOf: (id) => versions.versionOf(id), isOutage: isDatabaseUnavailable });
  }

  /** @returns null for a page that is not there, and for a monitor that readers do not see */
  file(file: FeedFile, scope: RecentScope): Promise<Representation | null> {
    return this.kept.get(JSON.stringify([file, scope.pagePath, scope.tag]), async () => {
      const page = await this.snapshots.facts(scope.pagePath ?? '');
      const locale = page === null ? null : resolveLocale(siteLocales(page.site.settings));
      const recent = await this.events.recent(scope, DAYS, file === 'calendar.ics' ? CALENDAR_LENGTH : FEED_LENGTH, 1, locale);
      if (recent === null) return null;
      const text = file === 'calendar.ics' ? this.calendar(recent, scope) : FORMATS[file](this.feed(recent, scope, file));
      return { answer: await pack('f', text), basis: recent.basis };
    });
  }

  private addresses({ page }: Recent, { pagePath, tag }: RecentScope) {
    const { url, basePath } = siteSnapshot(page.site, { basePath: this.config.APP_BASE_PATH, origin: this.config.ORIGIN }, page.now);
    const root = `${url}${basePath}`;
    const base = pagePath === null || pagePath === '' ? root : `${root}/${pagePath}`;
    const below = tag === null ? base : `${base}/monitors/${tag}`;
    return { host: new URL(url).hostname, base, below, homeUrl: below === root ? `${root}/` : below };
  }

  private titleOf({ page, monitor }: Recent, { pagePath }: RecentScope): string {
    const site = siteName(page.site.settings);
    const own = monitor?.name ?? (pagePath === null ? null : page.title);
    return own === null ? site : `${own} - ${site}`;
  }

  private feed(recent: Recent, scope: RecentScope, file: FeedFile): Feed {
    const { page, monitors } = recent;
    const { base, below, homeUrl } = this.addresses(recent, scope);
    const language = resolveLocale(siteLocales(page.site.settings));
    const items = feedItems(recent, {
      locale: language,
      formats: ownFormats(page.site.settings),
      base,
      names: namesOf(monitors),
      now: page.now,
    });
    const title = this.titleOf(recent, scope);
    return {
      title,
      description: page.header ?? title,
      language,
      siteName: siteName(page.site.settings),
      selfUrl: `${below}/${file}`,
      homeUrl,
      changedAt: items.length === 0 ? page.now - (page.now % DAY) : Math.max(...items.map(({ changedAt }) => changedAt)),
      items,
    };
  }

  /** Maintenances alone: nobody plans an incident. */
  private calendar(recent: Recent, scope: RecentScope): string {
    const { maintenances, monitors } = recent;
    const locale = resolveLocale(siteLocales(recent.page.site.settings));
    const { base, host } = this.addresses(recent, scope);
    const names = namesOf(monitors);
    return calendarText(
      this.titleOf(recent, scope),
      maintenances.toReversed().map((event) => {
        const services = affectedOf(event.affected, names).map(({ name }) => name);
        const affects = services.length === 0 ? '' : translate(locale, 'maintenance.affects', { services: formatUnits(locale, services) });
        return {
          uid: `maintenance-${event.eventId}@${host}`,
          from: event.from,
          to: event.to,
          title: event.title,
          description: [textOfMarkdown(event.description ?? ''), affects].filter(Boolean).join('\n'),
          url: `${base}/maintenances/${event.eventId}`,
          isCancelled: event.status === 'CANCELLED',
          revision: event.revision,
          changedAt: event.changedAt,
        };
      }),
    );
  }
}
