import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { EmbedSnapshot, Snapshot } from '@clarion/contract';
import { isLocale, type LocaleTexts, registerDictionary } from '@clarion/i18n';
import { renderApplication } from '@angular/platform-server';

import bootstrap, { bootstrapEmbed } from './main.server';
import { embedHead, emptyEmbed, isEmbed } from './server/embed-shell';
import { afterSections, inlineSource } from './server/inline-scripts';
import { emptyDocument, headHtml, noScriptHtml, type BuiltFiles } from './server/shell';

export interface RenderRequest {
  /** Path and query as the visitor asked, base path included; an origin is ignored. */
  url: string;
  snapshot: Snapshot | EmbedSnapshot;
  /** Texts of the snapshot's language; null = the source language as it is. */
  texts: LocaleTexts | null;
  /** Base path of the installation, e.g. `/status/` or `/`. */
  baseHref: string;
}

export interface RenderResult {
  html: string;
  /** 404 for a snapshot of nothing, else 200. */
  status: number;
  /** `sha256-…` of every inline script, for `script-src`. */
  inlineScriptHashes: string[];
}

const readBuild = (): BuiltFiles => {
  const index = readFileSync(new URL('./index.server.html', import.meta.url), 'utf8');
  const first = (pattern: RegExp): string => pattern.exec(index)?.[1] ?? '';
  const sheet = (name: string): string => readFileSync(new URL(`../browser/${name}`, import.meta.url), 'utf8').trim();
  return {
    main: first(/<script src="(main[^"]+)"/),
    preloads: [...index.matchAll(/<link rel="modulepreload" href="([^"]+)"/g)].map((match) => match[1] ?? ''),
    css: {
      all: sheet(first(/<link rel="stylesheet" href="([^"]+)"/)),
      page: sheet('page.css'),
      monitor: sheet('monitor.css'),
      event: sheet('event.css'),
      'not-found': '',
      print: sheet('print.css'),
    },
    eventScript: first(/(<script type="text\/javascript" id="ng-event-dispatch-contract">[\s\S]*?<\/script>)/),
  };
};

const files = readBuild();

const embedSheets = ((): { all: string; events: string } => {
  const sheet = (name: string): string => readFileSync(new URL(`../browser/${name}`, import.meta.url), 'utf8').trim();
  return { all: sheet('embed.css'), events: sheet('embed-events.css') };
})();

const hashesOf = (html: string): string[] =>
  [...html.matchAll(/<script(?![^>]*(?:\ssrc=|application\/json))[^>]*>([\s\S]*?)<\/script>/g)].map(
    (match) =>
      `sha256-${createHash('sha256')
        .update(match[1] ?? '')
        .digest('base64')}`,
  );

/** A frame is drawn by the same components, and no bundle comes after it. */
const drawEmbed = async (url: string, embed: EmbedSnapshot, base: string): Promise<RenderResult> => {
  const failures: unknown[] = [];
  const body = await renderApplication(bootstrapEmbed(embed, failures), { document: emptyEmbed(embed), url });
  if (failures.length > 0) throw failures[0];
  const html = body.replace('<head>', () => `<head>${embedHead(embed, embedSheets, base)}`);
  return { html, status: embed.kind === 'embed-missing' ? 404 : 200, inlineScriptHashes: hashesOf(html) };
};

const draw = async ({ url, snapshot, texts, baseHref }: RenderRequest): Promise<RenderResult> => {
  const { pathname, search } = new URL(url, 'http://localhost');
  const base = baseHref.endsWith('/') ? baseHref : `${baseHref}/`;
  // Pages are drawn one after the other, so each may bring its words.
  if (isLocale(snapshot.locale)) registerDictionary(snapshot.locale, texts ?? {});
  if (isEmbed(snapshot)) return drawEmbed(pathname + search, snapshot, base);
  const failures: unknown[] = [];
  const body = await renderApplication(bootstrap(snapshot, texts, failures), {
    document: emptyDocument(snapshot, files),
    url: pathname + search,
  });
  if (failures.length > 0) throw failures[0];
  // Replacements are functions: a `$&` in a monitor's name must stay what it is.
  const html = body
    .replace('<head>', () => `<head>${headHtml(snapshot, files, base, pathname)}`)
    .replace('</app-root>', () => `</app-root><script>${inlineSource(afterSections)}</script>${noScriptHtml(snapshot)}`);
  return { html, status: snapshot.kind === 'not-found' ? 404 : 200, inlineScriptHashes: hashesOf(html) };
};

let last: Promise<unknown> = Promise.resolve();

/**
 * Draws a page. Reads nothing but its argument: no request, no clock, no environment, and the same input gives the same bytes. One page is drawn at a
 * time, because Angular's server platform keeps the current document in a module variable.
 * @throws whatever a component threw
 */
export const render = (request: RenderRequest): Promise<RenderResult> => {
  const drawn = last.then(() => draw(request));
  last = drawn.catch(() => undefined);
  return drawn;
};
