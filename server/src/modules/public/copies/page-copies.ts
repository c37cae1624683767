import type { Snapshot } from '@clarion/contract';
import { embedPolicy, publicPolicy } from '../http/policies.js';
import type { Renderer, Urgency } from '../render/renderer.js';
import type { Built } from '../../pages/snapshots.service.js';
import { CopyEntries, type Copied, type CopyWatcher, type Entry, type Kept } from './copy-entries.js';
import { urlOf, type CopyKey, type OwnKey } from './copy-key.js';
import { documentOf, pack, type Document, type Representation } from './document.js';
import { Improver } from './improver.js';
import { inTime, NoCopyError } from './no-copy.js';

export interface PageCopiesOptions {
  renderer: Pick<Renderer, 'render'>;
  /** Makes a snapshot; null = there is no such thing. */
  build: (key: CopyKey) => Promise<Built<Copied> | null>;
  /** Newest known version of a page; undefined = it is gone, or nothing is known yet. */
  versionOf: (pageId: number) => number | undefined;
  /** False until the versions of pages are known. */
  isKnown: () => boolean;
  /** Empty or `/status`. */
  basePath: string;
  /** JSON of the texts a snapshot is drawn with; null = the renderer has them. */
  textsOf?: (snapshot: Copied) => string | null;
  /** Told of every new document of a pinned copy. */
  onPinnedDocument: (key: CopyKey, copy: Kept, document: Document) => void;
  onFailure: (error: unknown) => void;
  /** Whether a failure to build means that nothing can be built now. */
  isOutage: (error: unknown) => boolean;
  /** Makes a document smaller at leisure; without it every document stays as it was rendered. */
  improve?: (document: Document) => Promise<Document>;
  /** How long a document must have stood for that, ms. */
  calmMs?: number;
  /** Milliseconds of a clock that nobody sets. */
  nowMs?: () => number;
  /** Most bytes of all copies together, pinned and watched ones aside. */
  maxBytes?: number;
}

/** How long an older copy may be served while its successor is made, ms: the rest of 1.5 s belongs to everything before. */
const PATIENCE_MS = 700;
/** While nothing can be built it is tried this often, ms. */
const OUTAGE_PAUSE_MS = 2_000;
/** Versions that come while a copy is made are caught up with this many times before it is served. */
const ROUNDS = 3;
/** A copy somebody asked for within this time is renewed before anybody asks again, ms. */
const IN_USE_MS = 5 * 60_000;
/** A document somebody read within this time is rendered anew before anybody asks again: there may be one for each zone and language, ms. */
const RENDER_AHEAD_MS = 30_000;
const MAX_BYTES = 48 * 1024 * 1024;

/**
 * Pages as bytes, ready to be sent. A copy is made when it is first asked for, once however many ask; it is made again when its page got
 * a new version, and until then the older one answers, but not for long. What cannot be made again, because the database is away,
 * keeps answering as it is.
 */
export class PageCopies {
  private readonly entries = new CopyEntries();
  /** Since when the last attempt found nothing to build from; null = the last one succeeded. */
  private outageAt: number | null = null;
  private readonly improver: Improver | null;
  private readonly now: () => number;

  constructor(private readonly options: PageCopiesOptions) {
    this.now = options.nowMs ?? (() => performance.now());
    const isRead = ({ documentUsedAt }: Entry): boolean => this.now() - documentUsedAt < RENDER_AHEAD_MS;
    this.improver = options.improve === undefined ? null : new Improver(options.improve, isRead, options.onFailure, options.calmMs);
  }

  /** The rendered page. @returns null when there is no such thing @throws NoCopyError */
  async document(key: CopyKey): Promise<Document | null> {
    const entry = this.use(key);
    entry.documentUsedAt = entry.usedAt;
    const older = entry.document?.bytes;
    if (older !== undefined && !this.mustWait(entry) && !this.isLeftBehind(entry)) return older;
    await this.attempt(entry);
    return entry.document?.bytes ?? (entry.copy === null ? null : this.giveUp());
  }

  /** The rendered page when it lies ready and is new enough to be served; null = ask `document`. */
  ready(key: CopyKey): Document | null {
    const known = this.entries.find(key);
    if (known?.document == null || this.mustWait(known) || this.isLeftBehind(known)) return null;
    const entry = this.use(key);
    entry.documentUsedAt = entry.usedAt;
    return known.document.bytes;
  }

  /**
   * The snapshot as JSON. Whoever asks for it has usually just been told that something changed, so an older one is no answer.
   * @returns null when there is no such thing @throws NoCopyError
   */
  async data(key: CopyKey): Promise<Representation | null> {
    const entry = this.use(key);
    const isOld = entry.behindSince !== null && !this.isPausing();
    if (entry.copy === null || isOld || this.mustWait(entry)) await this.attempt(entry);
    const { copy } = entry;
    if (copy === null) return null;
    if (entry.data?.of !== copy) entry.data = { of: copy, bytes: pack(copy.snapshot.version, copy.json) };
    return entry.data.bytes;
  }

  /** The snapshot itself. @returns null when there is no such thing @throws NoCopyError */
  async snapshot(key: OwnKey): Promise<Snapshot | null> {
    const entry = this.use(key);
    if (entry.copy === null || this.mustWait(entry)) await this.attempt(entry);
    return (entry.copy?.snapshot as Snapshot | undefined) ?? null;
  }

  /** What is in memory of a key, however old; null = nothing. */
  kept(key: CopyKey): { snapshot: Copied; document: Document | null } | null {
    const entry = this.entries.find(key);
    return entry?.copy == null ? null : { snapshot: entry.copy.snapshot, document: entry.document?.bytes ?? null };
  }

  /** Keeps a copy new from now on and tells of every new snapshot. @returns a function that ends it */
  watch(key: CopyKey, watcher: CopyWatcher): () => void {
    const entry = this.use(key);
    entry.watchers.add(watcher);
    return () => void entry.watchers.delete(watcher);
  }

  /** Keeps a copy in memory and new, whether somebody asks for it or not. @param start makes it now */
  pin(key: CopyKey, start = true): void {
    const entry = this.entries.of(key);
    entry.isPinned = true;
    if (start && entry.copy === null) void this.refresh(entry).catch(() => undefined);
  }

  /**
   * Takes in a copy of an earlier life. It answers only while nothing newer can be made.
   * @param isOurs whether this build rendered the document; another one's names files that are gone, so it is rendered anew
   */
  restore(key: CopyKey, copy: Kept, document: Document, isOurs: boolean): void {
    const entry = this.entries.of(key);
    if (entry.copy !== null) return;
    Object.assign(entry, {
      copy,
      document: { of: copy, bytes: document },
      behindSince: -Infinity,
      isPinned: true,
    } satisfies Partial<Entry>);
    if (!isOurs) void this.render(entry).catch(this.options.onFailure);
  }

  /** Pages have new versions, or are gone: copies that depend on them are old. */
  changed(pageIds: ReadonlySet<number>): void {
    for (const entry of this.entries.values()) {
      if (entry.copy === null || ![...entry.copy.basis.keys()].some((id) => pageIds.has(id)) || !this.isBehind(entry.copy)) continue;
      entry.behindSince ??= this.now();
      // Monitors' pages are made again when somebody asks: one change of a page is a change of each of them.
      if (!this.isInUse(entry) || entry.key.kind !== 'page') continue;
      void this.refresh(entry).catch(() => undefined);
      // A rendering that is under way is of an older snapshot: the new one need not wait for it.
      void this.renew(entry).catch(() => undefined);
    }
  }

  /** The same copies with another snapshot each: what has not been confirmed for a while must say so. */
  replace(change: (snapshot: Copied) => Copied): void {
    for (const entry of this.entries.values()) {
      const { copy } = entry;
      if (copy === null) continue;
      const snapshot = change(copy.snapshot);
      if (snapshot === copy.snapshot) continue;
      this.take(entry, { snapshot, json: JSON.stringify(snapshot), basis: copy.basis });
      if (this.wantsDocument(entry)) void this.render(entry).catch(() => undefined);
    }
  }

  /** Bytes and number of all copies. */
  size(): { copies: number; bytes: number } {
    return this.entries.size();
  }

  private use(key: CopyKey): Entry {
    return this.entries.use(key, this.now());
  }

  private isBehind({ basis }: Kept): boolean {
    if (!this.options.isKnown()) return false;
    return [...basis].some(([id, version]) => (this.options.versionOf(id) ?? Infinity) > version);
  }

  private isInUse(entry: Entry): boolean {
    return entry.isPinned || entry.watchers.size > 0 || this.now() - entry.usedAt < IN_USE_MS;
  }

  private wantsDocument(entry: Entry): boolean {
    return entry.isPinned || this.now() - entry.documentUsedAt < RENDER_AHEAD_MS;
  }

  private lacksDocument(entry: Entry): boolean {
    return this.wantsDocument(entry) && entry.document?.of !== entry.copy;
  }

  private isDone(entry: Entry): boolean {
    return entry.copy !== null && entry.behindSince === null && !this.lacksDocument(entry);
  }

  /** Whether an older copy has been served long enough. Starts the making of the next one. */
  private mustWait(entry: Entry): boolean {
    if (entry.behindSince === null || this.isPausing()) return false;
    void this.refresh(entry).catch(() => undefined);
    return this.outageAt === null && this.now() - entry.behindSince >= PATIENCE_MS;
  }

  /** The document is of an older snapshot, and nobody is making the next one: somebody has asked for data alone. */
  private isLeftBehind({ document, copy, refreshing }: Entry): boolean {
    return document !== null && document.of !== copy && refreshing === null && !this.isPausing();
  }

  private isPausing(): boolean {
    return this.outageAt !== null && this.now() - this.outageAt < OUTAGE_PAUSE_MS;
  }

  /** Makes the copy, and goes on with an older one when that fails. */
  private async attempt(entry: Entry): Promise<void> {
    const hasOlder = entry.copy !== null;
    if (!hasOlder && this.isPausing()) this.giveUp();
    try {
      await inTime(this.refresh(entry));
      // A refresh that was under way for the snapshot alone leaves the document to this one.
      if (entry.copy !== null && this.lacksDocument(entry)) await inTime(this.refresh(entry));
    } catch (error) {
      if (!hasOlder && entry.copy === null) throw new NoCopyError('There is no copy of this page', { cause: error });
    }
  }

  private giveUp(): never {
    throw new NoCopyError('There is no copy of this page');
  }

  /** Makes what is missing or old, once however many ask. */
  private refresh(entry: Entry): Promise<void> {
    entry.refreshing ??= this.make(entry)
      .then(() => this.goOn(entry))
      .catch((error: unknown) => {
        this.options.onFailure(error);
        throw error;
      })
      .finally(() => {
        entry.refreshing = null;
        if (entry.copy === null && entry.watchers.size === 0 && !entry.isPinned) this.entries.delete(entry);
      });
    return entry.refreshing;
  }

  private async make(entry: Entry): Promise<void> {
    for (let round = 0; round < ROUNDS && !this.isDone(entry); round += 1) {
      await this.renew(entry);
      if (entry.copy === null) return;
      if (this.lacksDocument(entry)) await this.render(entry);
    }
    this.entries.makeRoom(this.options.maxBytes ?? MAX_BYTES);
  }

  /** Whoever waited has been served; what came meanwhile must not wait for the next one to ask. */
  private goOn(entry: Entry): void {
    if (entry.copy === null || this.isDone(entry) || !this.isInUse(entry) || entry.key.kind !== 'page') return;
    setImmediate(() => void this.refresh(entry).catch(() => undefined));
  }

  /** Makes the newest snapshot, once however many ask. Those who follow the page have it before anything is rendered. */
  private renew(entry: Entry): Promise<void> {
    entry.renewing ??= this.catchUp(entry).finally(() => {
      entry.renewing = null;
    });
    return entry.renewing;
  }

  private async catchUp(entry: Entry): Promise<void> {
    for (let round = 0; round < ROUNDS && (entry.copy === null || entry.behindSince !== null); round += 1) {
      const built = await this.build(entry.key);
      if (built === null) return this.drop(entry);
      this.take(entry, { ...built, json: JSON.stringify(built.snapshot) });
    }
  }

  private async build(key: CopyKey): Promise<Built<Copied> | null> {
    try {
      const built = await this.options.build(key);
      this.outageAt = null;
      return built;
    } catch (error) {
      if (this.options.isOutage(error)) this.outageAt = this.now();
      throw error;
    }
  }

  private take(entry: Entry, copy: Kept): void {
    const before = entry.copy?.snapshot ?? null;
    entry.copy = copy;
    entry.behindSince = this.isBehind(copy) ? this.now() : null;
    for (const watcher of entry.watchers) watcher(copy.snapshot, before);
  }

  private async render(entry: Entry): Promise<void> {
    const copy = entry.copy!;
    const isAwaited = this.now() - entry.documentUsedAt < RENDER_AHEAD_MS;
    const urgency: Urgency = entry.document === null && isAwaited ? 'visitor' : isAwaited ? 'change' : 'upkeep';
    const texts = this.options.textsOf?.(copy.snapshot) ?? null;
    const rendered = await this.options.renderer.render(urlOf(entry.key, this.options.basePath), copy.json, urgency, texts);
    const policyOf =
      entry.key.kind === 'embed' ? embedPolicy : (hashes: readonly string[]) => publicPolicy(hashes, copy.snapshot.site.origins);
    const bytes = documentOf(copy.snapshot.version, rendered, policyOf);
    entry.document = { of: copy, bytes };
    if (entry.isPinned) this.options.onPinnedDocument(entry.key, copy, bytes);
    this.improver?.later(entry);
  }

  private drop(entry: Entry): void {
    const before = entry.copy?.snapshot ?? null;
    this.entries.delete(entry);
    Object.assign(entry, { copy: null, document: null, data: null, behindSince: null } satisfies Partial<Entry>);
    for (const watcher of entry.watchers) watcher(null, before);
  }
}
