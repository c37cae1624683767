import { httpResource } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { PageState, PageStatesResponse } from '../../api/pages.js';
import { PageDialogs } from '../../pages/page-dialogs.js';
import { pathWords } from '../../pages/page-words.js';
import { SessionStore } from '../../session/session-store.js';
import type { PaletteItem } from './palette-items.js';

/** What the palette can do with pages: find one, edit it, look at it. */
@Service({ autoProvided: false })
export class PageFinder {
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly dialogs = inject(PageDialogs);
  /** What is typed, once it has settled. */
  readonly query = signal('');
  private readonly isAsked = computed(() => this.query().trim() !== '' && this.session.can('pages.read'));

  /** All of them, once: there are few. */
  private readonly found = httpResource<PageStatesResponse>(() => (this.isAsked() ? '/api/v4/page-states' : undefined));
  readonly isSearching = this.found.isLoading;
  readonly items = computed<PaletteItem[]>(() => {
    const pages = this.found.hasValue() ? this.found.value().pages : [];
    const paths = new Set(pages.map(({ page_path }) => page_path));
    const canWrite = this.session.can('pages.write');
    const items = pages.flatMap((page) => this.itemsOf(page, canWrite, paths));
    return canWrite ? [action('new-page', 'New page', 'plus', () => this.router.navigateByUrl('/manage/pages/new')), ...items] : items;
  });

  private itemsOf(page: PageState, canWrite: boolean, paths: ReadonlySet<string>): PaletteItem[] {
    const { page_path: path, page_title: title } = page;
    const edit = () => this.router.navigate(['/manage/pages/edit', path]);
    const open: PaletteItem = { id: `page:${path}`, label: title, kind: `Page ${pathWords(path)}`, icon: 'page', run: edit };
    if (!canWrite) return [open];
    const duplicate = async () => {
      const copy = await this.dialogs.duplicate(page, paths);
      if (copy) await this.router.navigate(['/manage/pages/edit', copy.page_path]);
    };
    return [open, action(`page-copy:${path}`, `Duplicate page ${title}`, 'copy', duplicate)];
  }
}

const action = (id: string, label: string, icon: PaletteItem['icon'], run: () => unknown): PaletteItem => ({
  id,
  label,
  kind: 'Action',
  icon,
  run,
});
