import { Component, computed, debounced, effect, inject, linkedSignal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { PageState } from '../../api/pages.js';
import { SessionStore } from '../../session/session-store.js';
import { EmptyState } from '../../ui/empty-state.js';
import { type Filter, Filters } from '../../ui/filters/filters.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { PageActions } from '../page-actions.js';
import { PageDialogs } from '../page-dialogs.js';
import { PagesStore } from '../pages-store.js';
import { matches, readQuery, writeQuery, type ListQuery } from './list-query.js';
import { PageOrder } from './page-order.js';
import { PageTable } from './page-table.js';
import { PageTrash } from './page-trash.js';

const TYPING_PAUSE_MS = 250;

/** All pages: what stands on them, what waits to be published, their order in the switcher, and those in the trash. */
@Component({
  selector: 'app-page-list',
  imports: [EmptyState, Filters, Icon, MatButton, MatProgressBar, PageHeader, PageOrder, PageTable, PageTrash, ProblemPanel, RouterLink],
  providers: [PagesStore],
  templateUrl: './page-list.html',
})
export class PageList {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly dialogs = inject(PageDialogs);
  private readonly session = inject(SessionStore);
  protected readonly store = inject(PagesStore);
  protected readonly actions = inject(PageActions);
  protected readonly canWrite = this.session.can('pages.write');
  /** The order is a setting of the site. */
  protected readonly canOrder = this.session.can('settings.write');
  protected readonly skeletonRows = [0, 1, 2];

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => readQuery(this.params()));
  protected readonly view = computed(() => {
    const { view } = this.query();
    return (view === 'trash' && !this.canWrite) || (view === 'order' && !this.canOrder) ? 'pages' : view;
  });
  protected readonly typed = linkedSignal(() => this.query().text);
  private readonly settled = debounced(this.typed, TYPING_PAUSE_MS);
  protected readonly rows = computed(() => this.store.pages().filter((page) => matches(page, this.query())));
  protected readonly count = computed(() => {
    const [shown, all] = [this.rows().length, this.store.pages().length];
    return shown === all ? `${all} ${all === 1 ? 'page' : 'pages'}` : `${shown} of ${all} pages`;
  });
  protected readonly filters = computed<Filter[]>(() => [
    {
      name: 'Show',
      chosen: this.query().isUnpublished ? 'Unpublished changes' : null,
      options: [
        { label: 'Unpublished changes', pick: () => this.change({ isUnpublished: true }) },
        ...(this.canWrite ? [{ label: 'Trash', pick: () => this.change({ view: 'trash', isUnpublished: false, text: '' }) }] : []),
      ],
      clear: () => this.change({ isUnpublished: false }),
    },
  ]);

  constructor() {
    this.store.keepFresh();
    effect(() => {
      const text = this.settled.value()?.trim() ?? '';
      untracked(() => {
        // While somebody is still typing the settled text is behind the field.
        if (text !== this.query().text && text === this.typed().trim()) this.change({ text });
      });
    });
    this.actions.failure.set(null);
  }

  protected change(change: Partial<ListQuery>): void {
    const queryParams = writeQuery({ ...this.query(), ...change });
    // Typing would otherwise leave one step of history per pause.
    void this.router.navigate([], { relativeTo: this.route, queryParams, replaceUrl: 'text' in change && !('view' in change) });
  }

  protected clear(): void {
    this.typed.set('');
    this.change({ text: '', isUnpublished: false });
  }

  protected async duplicate(page: PageState): Promise<void> {
    const copy = await this.dialogs.duplicate(page, this.store.paths());
    if (copy) await this.router.navigate(['/manage/pages/edit', copy.page_path]);
  }
}
