import type { Snapshot } from '@clarion/contract';
import { computed, inject, Service, signal } from '@angular/core';

import { ServerLink } from '../live/server-link';
import { SnapshotStore } from '../state/snapshot-store';
import { outlineOf, type PageOutline } from './scope-list';

/** What there is to choose from on the pages of the site. The page that is shown is known; the others are asked for once. */
@Service()
export class PageOutlines {
  private readonly store = inject(SnapshotStore);
  private readonly link = inject(ServerLink);

  private readonly found = signal<ReadonlyMap<string, PageOutline>>(new Map());
  private running: Promise<void> | null = null;

  /** In the order of the site. */
  readonly pages = computed(() => this.paths().flatMap((path) => this.found().get(path) ?? []));
  /** All of them were asked for. */
  readonly isLoaded = signal(false);
  /** Some of them could not be had. */
  readonly isPartial = signal(false);

  /** Pages that this one knows of, itself among them. */
  private readonly paths = computed<readonly string[]>(() => {
    const snapshot = this.store.snapshot();
    const listed = snapshot.site.pages.map(({ path }) => path);
    if (listed.length > 0) return listed;
    if (snapshot.kind === 'page') return [snapshot.page.path];
    return [(snapshot.kind === 'not-found' ? null : snapshot.pagePath) ?? ''];
  });

  async load(): Promise<void> {
    this.running ??= this.fetchAll().finally(() => (this.running = null));
    return this.running;
  }

  private async fetchAll(): Promise<void> {
    this.isPartial.set(false);
    this.keep(this.store.snapshot());
    const missing = this.paths().filter((path) => !this.found().has(path));
    await Promise.all(missing.map((path) => this.fetch(path)));
    this.isLoaded.set(true);
  }

  private async fetch(path: string): Promise<void> {
    const { locale, timeZone, site } = this.store.snapshot();
    const url = `${site.basePath}/api/v4/public/pages/${encodeURIComponent(path || '~home')}/snapshot?${new URLSearchParams({ tz: timeZone, lang: locale })}`;
    try {
      const response = await this.link.fetch(url, { headers: { accept: 'application/json' } });
      if (!response.ok) throw new Error(String(response.status));
      this.keep((await response.json()) as Snapshot);
    } catch {
      this.isPartial.set(true);
    }
  }

  private keep(snapshot: Snapshot): void {
    const outline = outlineOf(snapshot);
    if (outline !== null) this.found.update((found) => new Map(found).set(outline.path, outline));
  }
}
