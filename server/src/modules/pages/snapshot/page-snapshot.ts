import type { BannerSnapshot, MonitorSnapshot, NotFoundSnapshot, PageSectionSnapshot, PageSnapshot, Status } from '@clarion/contract';
import { countStatuses, dayStarts, delayedSince, pageStatus } from '@clarion/domain';
import { renderMarkdown, textOfMarkdown } from '../../../platform/markdown/markdown.js';
import { namesOf } from './events/event-snapshots.js';
import { titlesOf } from './events/monitor-events.js';
import { pageEvents } from './events/page-events.js';
import type { PageFacts, SiteFacts } from './facts.js';
import { monitorRow } from './monitor-row.js';
import { type Place, placed, placedOrNull, siteName, siteSnapshot, siteText } from './site-snapshot.js';

/** What a snapshot is made for: the reader's zone and language, and where the site lives. */
export interface Setting extends Place {
  /** Canonical IANA name. */
  timeZone: string;
  locale: string;
}

/** Versions compare as texts by equality and grow within an epoch; a restore starts a new epoch. */
export const versionText = (epoch: number, version: number): string => `${epoch}.${version}`;

/** @param openIncidents that the reader sees */
export function bannerOf(monitors: readonly { status: Status }[], openIncidents: number): BannerSnapshot {
  const counts = countStatuses(monitors.map(({ status }) => status));
  return { ...pageStatus(counts), counts, openIncidents };
}

type Checked = Pick<MonitorSnapshot, 'lastCheckedAt' | 'intervalSeconds'>;
export const freshnessOf = (monitors: readonly Checked[], now: number): Pick<PageSnapshot, 'freshness' | 'delayedSince'> => {
  const since = delayedSince(
    monitors.map(({ lastCheckedAt, intervalSeconds }) => ({ lastSampleAt: lastCheckedAt, intervalSeconds })),
    now,
  );
  return since === null ? { freshness: 'live', delayedSince: null } : { freshness: 'delayed', delayedSince: since };
};

/** The unnamed list first, then the named sections; sections that hold nothing a reader may see are left out. */
function sectionsOf({ sections, monitors }: PageFacts): PageSectionSnapshot[] {
  const tagsOf = (sectionId: number | null): string[] =>
    monitors.filter((monitor) => monitor.sectionId === sectionId).map(({ tag }) => tag);
  const unnamed: PageSectionSnapshot = { id: 'all', name: null, descriptionHtml: null, open: 'always', tags: tagsOf(null) };
  const named = sections.map(({ id, name, description, open }) => ({
    id: String(id),
    name,
    descriptionHtml: description === null ? null : renderMarkdown(description) || null,
    open,
    tags: tagsOf(id),
  }));
  return [unnamed, ...named].filter(({ tags }) => tags.length > 0);
}

/** @see pages-site §2 */
function metaOf({ settings: page, title, header, subheader, site }: PageFacts): { metaTitle: string; metaDescription: string } {
  const { settings } = site;
  return {
    metaTitle: page.meta_page_title?.trim() || siteText(settings, 'metaSiteTitle') || `${title} - ${siteName(settings)}`,
    metaDescription:
      page.meta_page_description?.trim() ||
      siteText(settings, 'metaSiteDescription') ||
      [header, textOfMarkdown(subheader ?? '')].filter(Boolean).join('. '),
  };
}

/** A page as one reader sees it. @param facts read from `dayStarts[0]` or earlier */
export function pageSnapshot(facts: PageFacts, setting: Setting): PageSnapshot {
  const { timeZone, locale, basePath } = setting;
  const { settings, now } = facts;
  const historyDays = settings.monitor_status_history_days;
  const starts = dayStarts(timeZone, now, historyDays.desktop);
  const showLatency = true;
  const titles = titlesOf(facts.events);
  const monitors = facts.monitors.map((monitor) => ({
    ...monitorRow(monitor, starts, historyDays, now, showLatency, titles),
    image: placedOrNull(monitor.image, basePath),
  }));
  const socialImage = settings.social_page_preview_image?.trim();
  const events = pageEvents(facts.events, facts.eventSettings, namesOf(facts.monitors), timeZone, now);
  return {
    v: 1,
    kind: 'page',
    version: versionText(facts.site.epoch, facts.version),
    generatedAt: now,
    ...freshnessOf(monitors, now),
    site: siteSnapshot(facts.site, setting, now),
    page: {
      path: facts.path,
      title: facts.title,
      header: facts.header ?? '',
      subheaderHtml: facts.subheader === null ? null : renderMarkdown(facts.subheader) || null,
      logo: placedOrNull(facts.logo, basePath),
      layout: settings.monitor_layout_style,
      historyDays: { desktop: historyDays.desktop, mobile: historyDays.mobile },
      showLatency,
      ...metaOf(facts),
      ...(socialImage ? { socialImage: placed(socialImage, basePath) } : {}),
    },
    locale,
    timeZone,
    dayStarts: starts,
    banner: bannerOf(monitors, events.incidents.length),
    sections: sectionsOf(facts),
    monitors,
    ...events,
    eventPlacement: facts.eventSettings.isInline ? 'inline' : 'popover',
  };
}

/** What answers an unknown address: the chrome and the state of the home page, and nothing about what was asked for. */
export function notFoundSnapshot(home: PageFacts | null, site: SiteFacts, setting: Setting, now: number): NotFoundSnapshot {
  const page = home === null ? null : pageSnapshot(home, setting);
  const { locale, timeZone } = setting;
  return {
    v: 1,
    kind: 'not-found',
    version: versionText(site.epoch, home?.version ?? 0),
    generatedAt: now,
    freshness: page?.freshness ?? 'live',
    delayedSince: page?.delayedSince ?? null,
    site: siteSnapshot(site, setting, now),
    locale,
    timeZone,
    banner: page?.banner ?? bannerOf([], 0),
  };
}
