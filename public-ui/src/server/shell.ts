import type { Snapshot } from '@clarion/contract';
import { monthSlug } from '@clarion/domain';
import { EVENT_STATUS_WORDS, factsOf, INCIDENT_STATE_WORDS, STATUS_SENTENCES, translate } from '@clarion/i18n';

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
    'data-announcement-ends': site.announcement?.endsAt === undefined ? null : String(site.announcement.endsAt),
    'data-fixed': site.themeToggle ? null : '',
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

/** The same page for tools. */
const markdownLink = (snapshot: Snapshot, path: string): string => {
  switch (snapshot.kind) {
    case 'page':
      return alternate('text/markdown', `${snapshot.site.basePath}/${snapshot.page.path || 'index'}.md`);
    case 'monitor':
      return alternate('text/markdown', `${pathOf(snapshot)}.md`);
    case 'incident':
    case 'maintenance':
      return alternate('text/markdown', `${canonicalPath(snapshot, path)}.md`);
    default:
      return '';
  }
};
const alternate = (type: string, href: string): string => `<link${attributes({ rel: 'alternate', type, href })}>`;

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

/** What a page is about, for those who have not opened it. */
const descriptionOf = (snapshot: Snapshot): string | null => {
  switch (snapshot.kind) {
    case 'page':
      return snapshot.page.metaDescription || null;
    case 'monitor':
      return (
        snapshot.monitor.description ||
        translate(snapshot.locale, STATUS_SENTENCES[snapshot.monitor.status], { name: snapshot.monitor.name })
      );
    case 'incident':
      return translate(snapshot.locale, INCIDENT_STATE_WORDS[snapshot.incident.state]);
    case 'maintenance':
      return translate(snapshot.locale, EVENT_STATUS_WORDS[snapshot.maintenance.status]);
    default:
      return null;
  }
};

/** An address that means the same everywhere; null while nobody said where the site lives. */
const absolute = ({ site }: Snapshot, address: string): string | null =>
  /^https?:/.test(address) ? address : site.url === '' ? null : site.url + address;

/** The chosen picture of the page or of the site, else the drawn one. */
const pictureOf = (snapshot: Snapshot, path: string): { address: string | null; isDrawn: boolean } => {
  const own = snapshot.kind === 'page' ? snapshot.page.socialImage : undefined;
  const chosen = own ?? snapshot.site.socialImage;
  if (chosen !== undefined) return { address: absolute(snapshot, chosen), isDrawn: false };
  const drawn = pathOfPicture(snapshot, path);
  return { address: drawn === null ? null : absolute(snapshot, drawn), isDrawn: true };
};

/** Where the server draws a picture of what the page tells; lists and months get that of the status page. */
const pathOfPicture = (snapshot: Snapshot, path: string): string | null => {
  if (snapshot.kind === 'not-found') return null;
  if (snapshot.kind === 'incident' || snapshot.kind === 'maintenance') return `${canonicalPath(snapshot, path)}/og.png`;
  return `${pathOf(snapshot)}/og.png`;
};

/** Of a page or a monitor, without a slash at its end: what stands below it follows. */
const pathOf = (snapshot: Exclude<Snapshot, { kind: 'not-found' }>): string => {
  const path = snapshot.kind === 'page' ? snapshot.page.path : snapshot.isOfPage ? (snapshot.pagePath ?? '') : '';
  const base = `${snapshot.site.basePath}${path === '' ? '' : `/${path}`}`;
  return snapshot.kind === 'monitor' ? `${base}/monitors/${snapshot.monitor.tag}` : base;
};

const property = (name: string, content: string | null): string =>
  content === null ? '' : `<meta${attributes({ property: name, content })}>`;

/** How links to the page look elsewhere. @see pages-site §12 */
const socialHtml = (snapshot: Snapshot, title: string, about: string | null, address: string | null, path: string): string => {
  if (snapshot.kind === 'not-found') return '';
  const picture = pictureOf(snapshot, path);
  return [
    property('og:type', 'website'),
    property('og:title', title),
    property('og:site_name', snapshot.site.name),
    property('og:description', about),
    property('og:url', address),
    property('og:image', picture.address),
    picture.address !== null && picture.isDrawn ? property('og:image:width', '1200') + property('og:image:height', '630') : '',
    `<meta${attributes({ name: 'twitter:card', content: 'summary_large_image' })}>`,
    picture.address === null ? '' : `<meta${attributes({ name: 'twitter:image', content: picture.address })}>`,
  ].join('');
};

/** The sheet of a font host must not hold up the page: it applies once it is there, by the script in the head. */
const fontHtml = ({ site }: Snapshot): string =>
  site.fontUrl === undefined
    ? ''
    : `<link${attributes({ rel: 'stylesheet', href: site.fontUrl, media: 'print', 'data-font': '' })}>` +
      `<noscript><link${attributes({ rel: 'stylesheet', href: site.fontUrl })}></noscript>`;

/** @param base path of the installation with a slash at both ends */
export const headHtml = (snapshot: Snapshot, files: BuiltFiles, base: string, path: string): string => {
  const title = pageTitle(snapshot);
  const about = descriptionOf(snapshot);
  const { url, favicon } = snapshot.site;
  const address = url && snapshot.kind !== 'not-found' ? url + canonicalPath(snapshot, path) : null;
  return [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<script>${inlineSource(beforePaint)}</script>`,
    `<title>${escapeHtml(title)}</title>`,
    about ? `<meta${attributes({ name: 'description', content: about })}>` : '',
    snapshot.kind === 'not-found' ? '<meta name="robots" content="noindex">' : '',
    address === null ? '' : `<link${attributes({ rel: 'canonical', href: address })}>`,
    relatedLinks(snapshot),
    markdownLink(snapshot, path),
    socialHtml(snapshot, title, about, address, path),
    '<meta name="color-scheme" content="light dark">',
    `<link${attributes({ rel: 'icon', id: 'favicon', href: faviconOf(snapshot) })}>`,
    favicon === null ? '' : `<link${attributes({ rel: 'apple-touch-icon', href: favicon })}>`,
    `<style>${files.css.all}${files.css[sheetOf(snapshot)]}${files.css.print}</style>`,
    ...files.preloads.map((file) => `<link${attributes({ rel: 'modulepreload', href: base + file })}>`),
    `<script${attributes({ type: 'module', src: base + files.main })}></script>`,
    fontHtml(snapshot),
    snapshot.site.stylesheet ? `<link${attributes({ rel: 'stylesheet', href: base.slice(0, -1) + snapshot.site.stylesheet })}>` : '',
    `<noscript><meta http-equiv="refresh" content="60"></noscript>`,
  ].join('');
};

/** For visitors without script, behind the content. */
export const noScriptHtml = (snapshot: Snapshot): string =>
  `<noscript><p class="no-script column">${escapeHtml(translate(snapshot.locale, 'freshness.noScript'))} ` +
  `<a href="">${escapeHtml(translate(snapshot.locale, 'freshness.reload'))}</a></p></noscript>`;
