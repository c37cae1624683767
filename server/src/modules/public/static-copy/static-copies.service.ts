import { BADGE_KINDS } from '@clarion/contract';
import { translate, formatDateTime } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Config } from '../../../platform/config/config.js';
import { Clock } from '../../../platform/database/clock.js';
import { escapeXml } from '../../../platform/markup/escape-xml.js';
import { siteSnapshot } from '../../pages/snapshot/site-snapshot.js';
import { SnapshotReader } from '../../pages/snapshot/snapshot-reader.service.js';
import { FEED_FILES } from '../feeds/feeds.service.js';
import { PublicPages } from '../public-pages.service.js';
import { STATUSPAGE_FILES } from '../statuspage/statuspage.service.js';
import { CopyDirectory } from './copy-directory.js';
import { fileOf, linksIn, type Place } from './links.js';

/** Links away from a page: its monitors, events and months are one away, months beside them two. */
const DEPTH = 3;
/** Files of one copy. */
const MOST = 20_000;
/** What a file server cannot answer: it depends on who asks, or on what is asked. */
const LIVE = /^\/(api\/v4|manage|account|embed|dashboard-apis|subscribe|unsubscribe)(\/|$)/;
/** An address nobody has: the page that answers it is the host's page for the unknown. */
const UNKNOWN = '/~not-found';
const MONITOR = /\/monitors\/([a-z0-9][a-z0-9_-]*)$/;
/** Headers that a host of files has to know. */
const KEPT_HEADERS = ['content-type', 'cache-control', 'content-security-policy', 'access-control-allow-origin'] as const;

/** What an export did. */
export interface Exported {
  files: number;
  bytes: number;
  /** Of an earlier export, gone now. */
  removed: number;
}

/** A page could not be made; what was exported before is as it was, or newer. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

interface Step {
  path: string;
  depth: number;
}

/**
 * The public pages as files, for a host that shares nothing with this installation. What is copied is what a visitor without any right is
 * answered, through the same doors, so nothing else can be in it.
 * @see ux B7
 */
@Injectable()
export class StaticCopies {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly reader: SnapshotReader,
    private readonly pages: PublicPages,
  ) {}

  /**
   * Writes a copy into a directory, file by file; a reader of the directory never sees half a file.
   * @param isWhole false = only what tells the present of each page, for a copy that stands already
   * @param onFile told of each file
   * @throws ForeignDirectoryError for a directory that holds something else   @throws ExportError
   */
  async export(directory: string, isWhole: boolean, onFile: (path: string) => void = () => undefined): Promise<Exported> {
    const site = await this.reader.site();
    const { url } = siteSnapshot(site, { basePath: this.config.APP_BASE_PATH, origin: this.config.ORIGIN }, this.clock.now());
    const place: Place = { origins: [...new Set([this.config.ORIGIN, url])], basePath: this.config.APP_BASE_PATH };
    const copy = new CopyDirectory(directory);
    await copy.open();
    await this.pages.assets.learn();
    const waiting = this.seeds(site.pages, isWhole);
    const seen = new Set(waiting.map(({ path }) => path));
    const done: Exported = { files: 0, bytes: 0, removed: 0 };
    const add = (path: string, depth: number): void => {
      if (seen.has(path) || seen.size >= MOST || LIVE.test(path)) return;
      seen.add(path);
      waiting.push({ path, depth });
    };
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const { path, depth } = step;
      const answer = await this.ask(path);
      // Nothing may be taken for gone because it could not be made just now.
      if (answer.status >= 500) throw new ExportError(`${path} is answered with ${answer.status}; the older copy stands.`);
      const isDocument = answer.headers['content-type']?.startsWith('text/html') ?? false;
      const file = path === UNKNOWN ? '404.html' : fileOf(path, isDocument);
      if (file === null || (answer.status !== 200 && path !== UNKNOWN)) continue;
      const text = isDocument ? answer.body.toString() : '';
      const body = isDocument ? Buffer.from(this.dated(text)) : answer.body;
      await copy.put({ file, path, headers: answer.headers, body });
      onFile(path);
      done.files += 1;
      done.bytes += body.length;
      if (!isDocument || !isWhole || depth >= DEPTH) continue;
      for (const link of linksIn(text, path, place)) add(link, depth + 1);
      const tag = MONITOR.exec(path)?.[1];
      if (tag !== undefined) for (const kind of BADGE_KINDS) add(`/badge/${tag}/${kind}`, DEPTH);
    }
    return { ...done, removed: await copy.close(isWhole, new Date(this.clock.now() * 1_000)) };
  }

  private seeds(pages: readonly { path: string }[], isWhole: boolean): Step[] {
    const ofPages = pages.flatMap(({ path }) => {
      const base = path === '' ? '' : `/${path}`;
      return [base === '' ? '/' : base, ...FEED_FILES.map((file) => `${base}/${file}`)];
    });
    const present = [...ofPages, ...STATUSPAGE_FILES.map((file) => `/api/v2/${file}`), ...BADGE_KINDS.map((kind) => `/badge/_/${kind}`)];
    const rest = [UNKNOWN, '/robots.txt', '/sitemap.xml', ...this.pages.assets.list().map((name) => `/${name}`)];
    return [...present, ...(isWhole ? rest : [])].map((path) => ({ path, depth: 0 }));
  }

  private async ask(path: string): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    const { host } = new URL(this.config.ORIGIN);
    const url = `${this.config.APP_BASE_PATH}${path}`;
    const answer = await server.inject({ method: 'GET', url, headers: { host, 'accept-encoding': 'identity' } });
    const headers = KEPT_HEADERS.flatMap((name) => {
      const value = answer.headers[name];
      return value === undefined ? [] : [[name, String(value)] as const];
    });
    return { status: answer.statusCode, headers: Object.fromEntries(headers), body: answer.rawPayload };
  }

  /** The script of the page says how old it is; without script a line says of when it is. */
  private dated(html: string): string {
    const { locale, timeZone } = this.pages.usual;
    const time = `${formatDateTime(locale, timeZone, this.clock.now())} ${timeZone}`;
    const line = `<noscript><p>${escapeXml(translate(locale as 'en', 'footer.printed', { time }))}</p></noscript>`;
    return html.replace(/<body[^>]*>/, (body) => `${body}${line}`);
  }
}
