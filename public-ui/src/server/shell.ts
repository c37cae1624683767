import type { Snapshot } from '@clarion/contract';
import { isLocale, LOCALES, translate } from '@clarion/i18n';

import { announcementKey } from '../app/chrome/announcement-key';
import { faviconOf } from '../app/live/favicon';
import { pageTitle } from '../app/live/page-title';
import { beforePaint, inlineSource } from './inline-scripts';

/** What the build put into its index: file names with their hashes. */
export interface BuiltFiles {
  main: string;
  preloads: readonly string[];
  /** Style sheets go into the head, so that the first paint waits for nothing: those of every page, and those of one kind. */
  css: { all: string; print: string } & Readonly<Record<Snapshot['kind'], string>>;
  /** Angular's script that keeps early clicks until the bundle is there. */
  eventScript: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const attributes = (values: Readonly<Record<string, string | null>>): string =>
  Object.entries(values)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');

/** The document Angular renders into: small, because the server parses it for every page. The head comes later. */
export const emptyDocument = (snapshot: Snapshot, files: BuiltFiles): string => {
  const { locale, site } = snapshot;
  const html = attributes({
    lang: locale,
    dir: isLocale(locale) ? LOCALES[locale].direction : 'ltr',
    'data-theme': site.theme,
    'data-generated': String(snapshot.generatedAt),
    'data-announcement': site.announcement ? announcementKey(site.announcement) : null,
  });
  return `<!doctype html><html${html}><head></head><body>${files.eventScript}<app-root></app-root></body></html>`;
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
    url && snapshot.kind !== 'not-found' ? `<link${attributes({ rel: 'canonical', href: url + path })}>` : '',
    `<meta${attributes({ property: 'og:title', content: title })}><meta property="og:type" content="website">`,
    about ? `<meta${attributes({ property: 'og:description', content: about })}>` : '',
    '<meta name="color-scheme" content="light dark">',
    `<link${attributes({ rel: 'icon', id: 'favicon', href: faviconOf(snapshot) })}>`,
    `<style>${files.css.all}${files.css[snapshot.kind]}${files.css.print}</style>`,
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
