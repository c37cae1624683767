import { createHash } from 'node:crypto';
import path from 'node:path';
import type { PageSnapshot } from '@clarion/contract';
import { isLocale } from '@clarion/i18n';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Clock } from '../../platform/database/clock.js';
import { isDatabaseUnavailable } from '../../platform/database/transient-error.js';
import { AppError } from '../../platform/errors/app-error.js';
import { QuickAnswers } from '../../platform/http/quick-answers.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Log } from '../../platform/logging/log.js';
import { EmbedSnapshots } from '../pages/embed-snapshots.service.js';
import { EventSnapshots } from '../pages/event-snapshots.service.js';
import { PageVersions } from '../pages/page-versions.service.js';
import { Snapshots, type Built, type Variant } from '../pages/snapshots.service.js';
import { textsPath } from '../pages/snapshot/site-snapshot.js';
import { Dictionaries } from '../site/texts/dictionaries.js';
import { AssetFiles } from './assets/asset-files.js';
import type { CopyKey, MonitorKey, PageKey } from './copies/copy-key.js';
import { documentOf, improved, pack, type Document } from './copies/document.js';
import type { Copied, Kept } from './copies/copy-entries.js';
import { NoCopyError } from './copies/no-copy.js';
import { PageCopies } from './copies/page-copies.js';
import { SnapshotFiles } from './disk/snapshot-files.js';
import { defaultVariant } from './http/choice.js';
import { publicPolicy } from './http/policies.js';
import { quickPage } from './http/quick-page.js';
import { Renderer, RENDERER_DEFAULTS, RenderError } from './render/renderer.js';
import { PageStreams } from './stream/page-streams.js';
import { UI_FILES, type UiFiles } from './ui-files.js';

/** Without a word from the database for this long, what is served says that it is not confirmed, ms: a renewal was due half a minute ago. */
const UNCONFIRMED_MS = 90_000;
const LOOK_MS = 10_000;

/** The same page, saying since when nobody has confirmed it. @see reliability REL-11 */
export function unconfirmed<S extends Copied>(snapshot: S): S {
  if (snapshot.freshness === 'delayed') return snapshot;
  return { ...snapshot, version: `${snapshot.version}d`, freshness: 'delayed', delayedSince: snapshot.generatedAt };
}

/** Everything the public pages of this process consist of: copies, streams, the renderer, the files on the disk. */
@Injectable()
export class PublicPages implements OnModuleInit, OnApplicationBootstrap {
  readonly copies: PageCopies;
  readonly streams: PageStreams;
  readonly assets: AssetFiles;
  private readonly renderer: Renderer;
  private readonly files: SnapshotFiles;
  private timer: NodeJS.Timeout | undefined;
  private build = '';

  constructor(
    private readonly snapshots: Snapshots,
    private readonly events: EventSnapshots,
    private readonly embeds: EmbedSnapshots,
    private readonly versions: PageVersions,
    private readonly config: Config,
    clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly log: Log,
    private readonly quick: QuickAnswers,
    private readonly dictionaries: Dictionaries,
    @Inject(UI_FILES) ui: UiFiles,
  ) {
    this.assets = new AssetFiles(ui.publicFiles, 11);
    this.renderer = new Renderer({
      ...RENDERER_DEFAULTS,
      bundle: ui.bundle,
      baseHref: `${config.APP_BASE_PATH}/`,
      onRestart: (reason) => log.warn('the page renderer is started anew', { error: reason }),
    });
    this.files = new SnapshotFiles(path.resolve(config.DATA_DIR, 'snapshots'), (error) =>
      log.warn('a rendered page could not be kept on the disk', { error }),
    );
    this.copies = new PageCopies({
      renderer: this.renderer,
      build: (key) => this.make(key),
      versionOf: (id) => versions.versionOf(id),
      isKnown: () => versions.isKnown,
      basePath: config.APP_BASE_PATH,
      textsOf: (snapshot) => this.textsOf(snapshot),
      onPinnedDocument: (key, copy, document) => this.keep(key, copy, document),
      onFailure: (error) => log.warn('a page could not be made', { error }),
      isOutage: isDatabaseUnavailable,
      improve: improved,
    });
    this.streams = new PageStreams({ copies: this.copies, now: () => clock.now() });
  }

  onModuleInit(): void {
    this.quick.register((path, request) => quickPage((key) => this.copies.ready(key), this.locales, path, request));
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.has('web')) return;
    this.lifecycle.onStop('streams', 'page streams', () => this.streams.stop());
    this.lifecycle.onStop('connections', 'page renderer', () => this.stop());
    await this.assets.learn();
    this.build = createHash('sha256').update(this.assets.list().join('\n')).digest('base64url').slice(0, 16);
    await this.restore();
    this.versions.onChange((ids) => this.changed(ids));
    if (this.versions.isKnown) this.changed(new Set(this.versions.known().map(({ id }) => id)));
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.timer.unref();
    this.look();
    void this.assets.warm().catch((error: unknown) => this.log.warn('files of the public page cannot be read', { error }));
  }

  /** Zone and language of readers who chose nothing. */
  get usual(): Variant {
    return defaultVariant(this.snapshots.locales);
  }

  /** Languages a reader may choose. */
  get locales(): readonly string[] {
    return this.snapshots.locales;
  }

  /** False only when it is certain that there is no such page. */
  mayExist(pagePath: string): boolean {
    return !this.versions.isKnown || this.versions.at(pagePath) !== undefined;
  }

  /**
   * The rendered page, in the reader's zone and language; while it cannot be made, in the usual ones.
   * @returns null when there is no such thing @throws NoCopyError
   */
  async document(key: CopyKey): Promise<Document | null> {
    try {
      return await this.copies.document(key);
    } catch (error) {
      const substitute = this.copies.kept({ ...key, ...this.usual })?.document;
      if (!(error instanceof NoCopyError) || substitute == null) throw error;
      return substitute;
    }
  }

  /** The texts a snapshot was made with; while they are not known any more, the newest of its language. */
  private textsOf({ locale, site }: Copied): string | null {
    const path = site.locales?.find(({ code }) => code === locale)?.file;
    const named = path == null ? undefined : this.dictionaries.find(path.slice(textsPath('').length));
    return (named ?? (isLocale(locale) ? this.dictionaries.fileOf(locale) : null))?.json ?? null;
  }

  /** Draws a page that no visitor sees, such as that of a draft; it is kept nowhere. @throws AppError `UNAVAILABLE` while it cannot be drawn */
  async draw(snapshot: PageSnapshot): Promise<Document> {
    try {
      const url = `${this.config.APP_BASE_PATH}/${snapshot.page.path}`;
      const rendered = await this.renderer.render(url, JSON.stringify(snapshot), 'visitor', this.textsOf(snapshot));
      return documentOf(snapshot.version, rendered, (hashes) => publicPolicy(hashes, snapshot.site.origins));
    } catch (cause) {
      if (!(cause instanceof RenderError)) throw cause;
      throw new AppError('UNAVAILABLE', 'The page cannot be drawn at the moment', { cause, retryAfter: 1 });
    }
  }

  private async make(key: CopyKey): Promise<Built<Copied> | null> {
    switch (key.kind) {
      case 'page':
        return this.snapshots.page(key.path, key);
      case 'not-found':
        return this.snapshots.notFound(key);
      case 'monitor':
        return this.makeMonitor(key);
      case 'incident':
        return this.events.incident(key.id, key.pagePath, key);
      case 'maintenance':
        return this.events.maintenance(key, key.pagePath, key);
      case 'maintenances':
        return this.events.maintenances({ monitor: key.monitor, from: key.from, to: key.to, page: key.page }, key.pagePath, key);
      case 'calendar':
        return this.events.calendar(key.month, key.pagePath, key);
      case 'embed':
        return key.embed.kind === 'missing' ? this.embeds.missing(key.embed.theme, key) : this.embeds.embed(key.embed, key);
    }
  }

  private async makeMonitor(key: MonitorKey): Promise<Built | null> {
    const built = await this.snapshots.monitor(key.tag, key, key);
    if (built === null || key.pagePath === null) return built;
    const page = this.versions.at(key.pagePath);
    if (page === undefined || !built.basis.has(page.id)) return null;
    return { ...built, snapshot: { ...built.snapshot, pagePath: key.pagePath, isOfPage: true } };
  }

  private changed(ids: ReadonlySet<number>): void {
    this.copies.changed(ids);
    const known = this.versions.known();
    for (const { path: pagePath } of known) this.copies.pin(this.usualKey(pagePath));
    void this.files.keepOnly(new Set(known.map((page) => page.path)));
  }

  private usualKey(pagePath: string): PageKey {
    return { kind: 'page', path: pagePath, ...this.usual };
  }

  /** Says of pages that nobody has confirmed for a while that it is so. */
  private look(): void {
    if (this.versions.silentMs() > UNCONFIRMED_MS) this.copies.replace(unconfirmed);
  }

  private keep(key: CopyKey, { json, basis }: Kept, { status, scriptHashes, identity }: Document): void {
    if (key.kind !== 'page' || this.versions.silentMs() > UNCONFIRMED_MS) return;
    // After the site's language was changed the copy in the former one lives on for a while.
    if (key.locale !== this.usual.locale) return;
    this.files.save({ v: 2, path: key.path, build: this.build, basis: [...basis], status, scriptHashes, json, html: identity });
  }

  /** Takes in the pages of an earlier life, so that there is an answer while the database is away. */
  private async restore(): Promise<void> {
    for (const { path: pagePath, build, basis, status, scriptHashes, snapshot, json, html } of await this.files.load()) {
      const key: PageKey = { kind: 'page', path: pagePath, timeZone: snapshot.timeZone, locale: snapshot.locale };
      const policy = publicPolicy(scriptHashes, snapshot.site.origins);
      const document: Document = { ...(await pack(snapshot.version, html)), status, scriptHashes, policy };
      this.snapshots.remember(snapshot.site.locales?.map(({ code }) => code) ?? [snapshot.locale]);
      this.copies.restore(key, { snapshot, json, basis: new Map(basis) }, document, build === this.build);
    }
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.files.settled();
    await this.renderer.stop();
  }
}
