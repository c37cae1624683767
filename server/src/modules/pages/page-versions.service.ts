import { SIGNALS } from '@clarion/contract';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../platform/lifecycle/ticker.js';
import { Log } from '../../platform/logging/log.js';
import { OnOutboxEvent, type OutboxEvent } from '../../platform/outbox/on-outbox-event.js';
import { Signals } from '../../platform/signals/signals.js';

/** A page gets a new version at once, and then at most one in this time, ms. */
const PAUSE_MS = 1_000;
/** Samples that changed no status are news only for a page that has stood this long, ms: they come all the time. */
const SAMPLED_MS = 30_000;
/** Without any change a page still gets one this often, ms: latencies and “last checked” move on, and silence must show. */
const RENEWAL_MS = 60_000;
/** How often dirty pages are looked for that a process which died left behind, ms. @see reliability INV-19 */
const SWEEP_MS = 2_000;

/** What this process knows of a living page. */
export interface KnownPage {
  id: number;
  path: string;
  version: number;
}

interface VersionRow {
  id: number;
  version: number;
}

const LOOK = `
  SELECT p.id, p.page_path AS path, coalesce(v.version, 0) AS version
  FROM pages p LEFT JOIN page_versions v ON v.page_id = p.id WHERE p.deleted_at IS NULL ORDER BY p.id`;
const PAGES_OF = `
  SELECT DISTINCT page_id AS id FROM pages_monitors
  WHERE monitor_id = ANY ($1::int[]) OR monitor_id IN (SELECT group_id FROM group_members WHERE monitor_id = ANY ($1::int[]))`;
const ALL_PAGES = `SELECT id FROM pages WHERE deleted_at IS NULL`;
/** Ordered, so that two processes never wait for each other crosswise. */
const GROW = `
  INSERT INTO page_versions (page_id, version) SELECT id, 1 FROM pages WHERE id = ANY ($1::int[]) ORDER BY id
  ON CONFLICT (page_id) DO UPDATE SET version = page_versions.version + 1, dirty_since = NULL
  RETURNING page_id AS id, version`;
const MARK = `
  INSERT INTO page_versions (page_id, dirty_since) SELECT id, app_now() FROM pages WHERE id = ANY ($1::int[]) ORDER BY id
  ON CONFLICT (page_id) DO UPDATE SET dirty_since = coalesce(page_versions.dirty_since, app_now())`;
const DIRTY = `SELECT page_id AS id FROM page_versions WHERE dirty_since IS NOT NULL`;
/** Only what is still marked: two replicas that sweep at once grow a page once. */
const GROW_MARKED = `
  WITH grown AS (
    UPDATE page_versions SET version = version + 1, dirty_since = NULL
    WHERE page_id = ANY ($1::int[]) AND dirty_since IS NOT NULL RETURNING page_id AS id, version)
  SELECT * FROM grown`;
/** Only where nobody was faster. */
const RENEW = `
  WITH due AS (SELECT * FROM unnest($1::int[], $2::bigint[]) AS due (id, version)),
    renewed AS (
      UPDATE page_versions v SET version = v.version + 1, dirty_since = NULL FROM due
      WHERE v.page_id = due.id AND v.version = due.version RETURNING v.page_id AS id, v.version)
  SELECT * FROM renewed`;

/**
 * The versions of pages: they grow when something a page shows has changed, and every replica hears of it. A change marks its pages in
 * the database first, so none is forgotten; how soon they grow is decided here.
 */
@Injectable()
export class PageVersions implements OnApplicationBootstrap {
  private readonly pages = new Map<number, KnownPage & { grewAt: number }>();
  private readonly listeners = new Set<(ids: ReadonlySet<number>) => void>();
  private readonly ticker: Ticker;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private mustLookAgain = false;
  private hasLooked = false;
  private confirmedAt = -Infinity;

  constructor(
    private readonly sources: DataSources,
    private readonly signals: Signals,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    log: Log,
  ) {
    this.ticker = new Ticker({ name: 'page-versions', everyMs: SWEEP_MS, run: () => this.tick(), log });
  }

  onApplicationBootstrap(): void {
    const look = (): void => void this.look().catch(() => undefined); // the next poll looks again
    this.signals.on(SIGNALS.pageVersion, look);
    this.signals.onPoll(look);
    this.lifecycle.onStop('claims', 'page versions', () => this.stop());
    void this.database.whenReady().then(() => {
      if (this.lifecycle.isStopping) return;
      look();
      this.ticker.start();
    });
  }

  /** False until the database has told which pages there are. */
  get isKnown(): boolean {
    return this.hasLooked;
  }

  /** Milliseconds since the database last told the versions; Infinity when it never did. */
  silentMs(): number {
    return this.nowMs() - this.confirmedAt;
  }

  /** Living pages by id, as far as this process knows. */
  known(): readonly KnownPage[] {
    return [...this.pages.values()];
  }

  at(path: string): KnownPage | undefined {
    for (const page of this.pages.values()) if (page.path === path) return page;
    return undefined;
  }

  versionOf(id: number): number | undefined {
    return this.pages.get(id)?.version;
  }

  /** Tells of pages with a new version, new ones and those that are gone. @returns a function that ends it */
  onChange(listener: (ids: ReadonlySet<number>) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  @OnOutboxEvent('monitor.status_changed')
  async statusChanged({ payload }: OutboxEvent<'monitor.status_changed'>): Promise<void> {
    await this.touchPagesOf(payload.monitorId);
  }

  @OnOutboxEvent('monitor.changed')
  async monitorChanged({ payload }: OutboxEvent<'monitor.changed'>): Promise<void> {
    await this.touchPagesOf(payload.monitorId);
  }

  /** Newest checks and curves. What comes too early for a page is shown with the next samples, or with its renewal. */
  @OnOutboxEvent('monitors.sampled')
  async sampled({ payload }: OutboxEvent<'monitors.sampled'>): Promise<void> {
    const now = this.nowMs();
    const isStill = (id: number): boolean => now - (this.pages.get(id)?.grewAt ?? -Infinity) >= SAMPLED_MS;
    if (this.hasLooked && ![...this.pages.keys()].some(isStill)) return;
    await this.touch((await this.ids(PAGES_OF, [payload.monitorIds])).filter(isStill));
  }

  /** Where it stood may be forgotten already. */
  @OnOutboxEvent('monitor.deleted')
  async monitorDeleted(_event: OutboxEvent<'monitor.deleted'>): Promise<void> {
    await this.touchAll();
  }

  /** What people see of its monitors, and where it is listed. */
  @OnOutboxEvent('incident.changed')
  async incidentChanged({ payload }: OutboxEvent<'incident.changed'>): Promise<void> {
    await this.touchPagesShowing(payload);
  }

  @OnOutboxEvent('incident.deleted')
  async incidentDeleted({ payload }: OutboxEvent<'incident.deleted'>): Promise<void> {
    await this.touchPagesShowing(payload);
  }

  @OnOutboxEvent('maintenance.changed')
  async maintenanceChanged({ payload }: OutboxEvent<'maintenance.changed'>): Promise<void> {
    await this.touchPagesShowing(payload);
  }

  @OnOutboxEvent('maintenance.stage')
  async maintenanceStage({ payload }: OutboxEvent<'maintenance.stage'>): Promise<void> {
    await this.touchPagesShowing(payload);
  }

  /** Every page names the others in its switcher. */
  @OnOutboxEvent('page.changed')
  async pageChanged(_event: OutboxEvent<'page.changed'>): Promise<void> {
    await this.touchAll();
  }

  @OnOutboxEvent('site.changed')
  async siteChanged(_event: OutboxEvent<'site.changed'>): Promise<void> {
    await this.touchAll();
  }

  /** Words of a monitor stand on its pages; those of everything else may stand on any. */
  @OnOutboxEvent('translations.changed')
  async translationsChanged({ payload }: OutboxEvent<'translations.changed'>): Promise<void> {
    if (payload.objectType === 'monitor') await this.touchPagesOf(payload.objectId);
    else await this.touchAll();
  }

  /** Marks pages as changed; their versions grow at once, or as soon as the last growth is a second old. */
  async touch(ids: readonly number[]): Promise<void> {
    const later = ids.filter((id) => this.pauseOf(id) > 0);
    await this.inTransaction(async (tx) => {
      if (later.length > 0) await tx.query(MARK, [later]);
      return this.grow(tx, GROW, [ids.filter((id) => this.pauseOf(id) <= 0)]);
    });
    this.wakeFor(later);
  }

  protected tick(): Promise<void> {
    return this.sweep();
  }

  /** Milliseconds of a clock that nobody sets. */
  protected nowMs(): number {
    return performance.now();
  }

  private async touchPagesOf(monitorId: number): Promise<void> {
    await this.touch(await this.ids(PAGES_OF, [[monitorId]]));
  }

  /** Pages that show something of these monitors; what is global stands on all of them. */
  private async touchPagesShowing({ monitorIds, isGlobal }: { monitorIds: readonly number[]; isGlobal: boolean }): Promise<void> {
    if (isGlobal) await this.touchAll();
    else await this.touch(await this.ids(PAGES_OF, [monitorIds]));
  }

  private async touchAll(): Promise<void> {
    await this.touch(await this.ids(ALL_PAGES));
  }

  /** Grows what was marked, by whomever, and renews what has stood still. */
  async sweep(): Promise<void> {
    const dirty = await this.ids(DIRTY);
    const due = dirty.filter((id) => this.pauseOf(id) <= 0);
    if (due.length > 0) await this.inTransaction((tx) => this.grow(tx, GROW_MARKED, [due]));
    this.wakeFor(dirty.filter((id) => this.pauseOf(id) > 0));
    const now = this.nowMs();
    const still = [...this.pages.values()].filter(({ grewAt }) => now - grewAt >= RENEWAL_MS);
    if (still.length === 0) return;
    await this.inTransaction((tx) => this.grow(tx, RENEW, [still.map(({ id }) => id), still.map(({ version }) => version)]));
  }

  /** How long a page must still wait for its next version, ms. */
  private pauseOf(id: number): number {
    return PAUSE_MS - (this.nowMs() - (this.pages.get(id)?.grewAt ?? -Infinity));
  }

  /** Sweeps again as soon as the first of these pages may grow. */
  private wakeFor(ids: readonly number[]): void {
    if (ids.length === 0 || this.timer !== undefined) return;
    const wake = (): void => {
      this.timer = undefined;
      this.ticker.wake();
    };
    this.timer = setTimeout(wake, Math.max(1, Math.min(...ids.map((id) => this.pauseOf(id)))));
    this.timer.unref();
  }

  private async grow(tx: EntityManager, statement: string, parameters: [readonly number[], ...unknown[]]): Promise<VersionRow[]> {
    if (parameters[0].length === 0) return [];
    const rows = await tx.query<VersionRow[]>(statement, parameters);
    if (rows.length > 0) await this.signals.notify(tx, SIGNALS.pageVersion);
    return rows;
  }

  /** What grew is known here once it is committed, without waiting for the signal. */
  private async inTransaction(work: (tx: EntityManager) => Promise<VersionRow[]>): Promise<void> {
    const grown = await this.sources.get('worker').transaction(work);
    const known = grown.filter(({ id }) => this.pages.has(id));
    this.learn(known.map(({ id, version }) => ({ id, version, path: this.pages.get(id)!.path })));
  }

  private async ids(statement: string, parameters: readonly unknown[] = []): Promise<number[]> {
    const rows = await this.sources.get('worker').query<{ id: number }[]>(statement, [...parameters]);
    return rows.map(({ id }) => id);
  }

  /** Reads all versions; what is asked for while it reads is read once more. */
  private look(): Promise<void> {
    this.mustLookAgain = this.looking !== undefined;
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
      if (this.mustLookAgain) void this.look().catch(() => undefined);
    });
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    if (!this.database.isReady) return;
    const rows = await this.sources.get('web').query<KnownPage[]>(LOOK);
    this.hasLooked = true;
    this.confirmedAt = this.nowMs();
    const living = new Set(rows.map(({ id }) => id));
    const gone = [...this.pages.keys()].filter((id) => !living.has(id));
    for (const id of gone) this.pages.delete(id);
    this.learn(rows, gone);
  }

  private learn(rows: readonly KnownPage[], gone: readonly number[] = []): void {
    const changed = new Set(gone);
    const now = this.nowMs();
    for (const { id, path, version } of rows) {
      const before = this.pages.get(id);
      // A look that began before a growth was committed may end after it.
      if (before !== undefined && before.version >= version && before.path === path) continue;
      this.pages.set(id, { id, path, version, grewAt: before === undefined ? now - PAUSE_MS : now });
      changed.add(id);
    }
    if (changed.size > 0) for (const listener of this.listeners) listener(changed);
  }

  private async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.ticker.stop();
  }
}
