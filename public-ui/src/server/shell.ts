import type { Snapshot } from '@clarion/contract';
import { monthSlug } from '@clarion/domain';
import { factsOf, translate } from '@clarion/i18n';

import { announcementKey } from '../app/chrome/announcement-key';
import { faviconOf } from '../app/live/favicon';
import { pageTitle } from '../app/live/page-title';
import { isEventPage } from '../app/state/snapshot-store';
import { beforePaint, inlineSource } from './inline-scripts';

/** Pages about events look alike. */
type Sheet = 'page' | 'monitor' | 'event' | 'not-found';

const sheetOf = (snapshot: Snapshot): Sheet => (isEventPage(snapshot) ? 'event' : snapshot.kind);

/** What the build put into its index: file names with their hashes. */
export interface BuiltFiles {
  main: string;
  preloads: readonly string[];
  /** Style sheets go into the head, so that the first paint waits for nothing: those of every page, and those of one kind. */
  css: { all: string; print: string } & Readonly<Record<Sheet, string>>;
  /** Angular's script that keeps early clicks until the bundle is there. */
  eventScript: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

export const attributes = (values: Readonly<Record<string, string | null>>): string =>
  Object.entries(values)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');

/** The document Angular renders into: small, because the server parses it for every page. The head comes later. */
export const emptyDocument = (snapshot: Snapshot, files: BuiltFiles): string => {
  const { locale, site } = snapshot;
  const html = attributes({
    lang: locale,
    dir: factsOf(locale).direction,
    'data-theme': site.theme,
    'data-generated': String(snapshot.generatedAt),
    'data-announcement': site.announcement ? announcementKey(site.announcement) : null,
  });
  return `<!doctype html><html${html}><head></head><body>${files.eventScript}<app-root></app-root></body></html>`;
};

/** The one address of what can be reached by several. @param path as it was asked for */
const canonicalPath = (snapshot: Snapshot, path: string): string => {
  if (!isEventPage(snapshot)) return path;
  const base = `${snapshot.site.basePath}${snapshot.isOfPage && snapshot.pagePath !== '' ? `/${snapshot.pagePath}` : ''}`;
  switch (snapshot.kind) {
    case 'incident':
      return `${base}/incidents/${snapshot.incident.id}`;
    case 'maintenance':
      return `${base}/maintenances/${snapshot.maintenance.eventId}`;
    case 'maintenances':
      return `${base}/maintenances`;
    case 'calendar':
      return `${base}/events/${monthSlug(snapshot.month)}`;
  }
};

/** Where feed readers find what a status page or a monitor goes through. */
const feedLinks = (snapshot: Snapshot): string => {
  if (!snapshot.site.showRssFeed || (snapshot.kind !== 'page' && snapshot.kind !== 'monitor')) return '';
  const own = snapshot.kind === 'monitor' ? `monitors/${snapshot.monitor.tag}` : snapshot.page.path;
  const base = `${snapshot.site.basePath}/${own === '' ? '' : `${own}/`}`;
  return (
    `<link${attributes({ rel: 'alternate', type: 'application/rss+xml', href: `${base}rss.xml` })}>` +
    `<link${attributes({ rel: 'alternate', type: 'application/atom+xml', href: `${base}atom.xml` })}>`
  );
};

/** The months around a calendar, and a calendar's file beside a maintenance. */
const relatedLinks = (snapshot: Snapshot): string => {
  if (!isEventPage(snapshot)) return feedLinks(snapshot);
  const base = `${snapshot.site.basePath}${snapshot.isOfPage && snapshot.pagePath !== '' ? `/${snapshot.pagePath}` : ''}`;
  const month = (rel: string, name: string | null): string =>
    name === null ? '' : `<link${attributes({ rel, href: `${base}/events/${monthSlug(name)}` })}>`;
  if (snapshot.kind === 'calendar') return month('prev', snapshot.previous) + month('next', snapshot.next);
  if (snapshot.kind !== 'maintenance') return '';
  const href = `${base}/maintenances/${snapshot.maintenance.eventId}.ics`;
  return `<link${attributes({ rel: 'alternate', type: 'text/calendar', href })}>`;
};

const description = (snapshot: Snapshot): string | null => (snapshot.kind === 'page' ? snapshot.page.metaDescription || null : null);

/** @param base path of the installation with a slash at both ends */
export const headHtml = (snapshot: Snapshot, files: BuiltFiles, base: string, path: string): string => {
  const title = pageTitle(snapshot);
  const about = description(snapshot);
  const { url } = snapshot.site;
  return [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<script>${inlineSource(beforePaint)}</script>`,
    `<title>${escapeHtml(title)}</title>`,
    about ? `<meta${attributes({ name: 'description', content: about })}>` : '',
    snapshot.kind === 'not-found' ? '<meta name="robots" content="noindex">' : '',
    url && snapshot.kind !== 'not-found' ? `<link${attributes({ rel: 'canonical', href: url + canonicalPath(snapshot, path) })}>` : '',
    relatedLinks(snapshot),
    `<meta${attributes({ property: 'og:title', content: title })}><meta property="og:type" content="website">`,
    about ? `<meta${attributes({ property: 'og:description', content: about })}>` : '',
    '<meta name="color-scheme" content="light dark">',
    `<link${attributes({ rel: 'icon', id: 'favicon', href: faviconOf(snapshot) })}>`,
    `<style>${files.css.all}${files.css[sheetOf(snapshot)]}${files.css.print}</style>`,
    ...files.preloads.map((file) => `<link${attributes({ rel: 'modulepreload', href: base + file })}>`),
    `<script${attributes({ type: 'module', src: base + files.main })}></script>`,
    snapshot.site.stylesheet ? `<link${attributes({ rel: 'stylesheet', href: base.slice(0, -1) + snapshot.site.stylesheet })}>` : '',
    `<noscript><meta http-equiv="refresh" content="60"></noscript>`,
  ].join('');
};

/** For visitors without script, behind the content. */
export const noScriptHtml = (snapshot: Snapshot): string =>
  `<noscript><p class="no-script column">${escapeHtml(translate(snapshot.locale, 'freshness.noScript'))} ` +
  `<a href="">${escapeHtml(translate(snapshot.locale, 'freshness.reload'))}</a></p></noscript>`;
