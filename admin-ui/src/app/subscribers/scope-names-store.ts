import { HttpClient, httpResource } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { PageState, PageStatesResponse } from '../api/pages.js';
import type { Scope } from '../api/subscribers.js';
import { MonitorNames } from '../monitors/form/fields/monitor-names.js';
import { SessionStore } from '../session/session-store.js';
import type { ScopeNames } from './subscriber-words.js';

/** A section and the page it stands on. */
export interface KnownSection {
  id: number;
  name: string;
  page: string;
}

interface SectionsResponse {
  sections: { id: number; name: string }[];
}

/** What pages, sections and monitors are called that subscriptions are narrowed to. Who may not read them sees paths, tags and numbers. */
@Service({ autoProvided: false })
export class ScopeNamesStore implements ScopeNames {
  private readonly http = inject(HttpClient);
  private readonly session = inject(SessionStore);
  private readonly monitors = inject(MonitorNames);
  private readonly canReadPages = this.session.can('pages.read');
  private readonly canReadMonitors = this.session.can('monitors.read');
  private areSectionsAsked = false;
  private readonly answer = httpResource<PageStatesResponse>(() => (this.canReadPages ? '/api/v4/page-states' : undefined));
  readonly pages = computed<readonly PageState[]>(() => (this.answer.hasValue() ? this.answer.value().pages : []));
  /** Of all pages; empty until {@link lookForSections}. */
  readonly sections = signal<readonly KnownSection[]>([]);
  private readonly titles = computed(() => new Map(this.pages().map(({ page_path, page_title }) => [page_path, page_title])));
  private readonly sectionNames = computed(() => new Map(this.sections().map(({ id, name }) => [id, name])));

  page(path: string): string | undefined {
    return this.titles().get(path);
  }

  section(id: number): string | undefined {
    return this.sectionNames().get(id);
  }

  monitor(tag: string): string | undefined {
    return this.monitors.of(tag)?.name;
  }

  /** Asks for the names of what these are about, each once. */
  look(scopes: readonly Scope[]): void {
    if (this.canReadMonitors) this.monitors.look(scopes.flatMap((scope) => (scope.type === 'monitor' ? [scope.monitor_tag] : [])));
    if (scopes.some(({ type }) => type === 'section')) void this.lookForSections();
  }

  /** Asks for the sections of all pages, once they are known; a page that does not answer has none here. */
  async lookForSections(): Promise<void> {
    const pages = this.pages().filter(({ section_count }) => section_count > 0);
    if (this.areSectionsAsked || pages.length === 0) return;
    this.areSectionsAsked = true;
    const found = await Promise.all(pages.map(async (page) => this.sectionsOf(page).catch(() => [])));
    this.sections.set(found.flat());
  }

  private async sectionsOf({ page_path, page_title }: PageState): Promise<KnownSection[]> {
    const url = `/api/v4/pages/${encodeURIComponent(page_path)}/sections`;
    const { sections } = await firstValueFrom(this.http.get<SectionsResponse>(url));
    return sections.map(({ id, name }) => ({ id, name, page: page_title }));
  }
}
