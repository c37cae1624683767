import { Component, computed, debounced, effect, inject, linkedSignal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatPaginator, type PageEvent } from '@angular/material/paginator';
import { MatProgressBar } from '@angular/material/progress-bar';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { Sort } from '@angular/material/sort';
import { formatInteger } from '../../platform/formats.js';
import { SessionStore } from '../../session/session-store.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { BulkBar } from '../bulk/bulk-bar.js';
import { MonitorSelection } from '../bulk/selection.js';
import { MonitorActions } from '../monitor-actions.js';
import { FilterBar } from './filter-bar.js';
import { isFiltered, PAGE_SIZES, readQuery, SORTS, toFilter, writeQuery, type ListQuery } from './list-query.js';
import { MonitorListStore } from './monitor-list-store.js';
import { MonitorTable } from './monitor-table.js';

const TYPING_PAUSE_MS = 250;

/** All monitors: search, filters, sort and page live in the address. */
@Component({
  selector: 'app-monitor-list',
  imports: [
    BulkBar,
    EmptyState,
    FilterBar,
    Icon,
    MatButton,
    MatPaginator,
    MatProgressBar,
    MonitorTable,
    PageHeader,
    ProblemPanel,
    RouterLink,
  ],
  providers: [MonitorListStore, MonitorSelection],
  templateUrl: './monitor-list.html',
})
export class MonitorList {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  protected readonly store = inject(MonitorListStore);
  protected readonly actions = inject(MonitorActions);
  protected readonly selection = inject(MonitorSelection);
  protected readonly canWrite = inject(SessionStore).can('monitors.write');
  protected readonly pageSizes = [...PAGE_SIZES];
  protected readonly skeletonRows = Array.from({ length: 6 }, (_, index) => index);

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => readQuery(this.params()));
  protected readonly filter = computed(() => toFilter(this.query()), { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  protected readonly isFiltered = computed(() => isFiltered(this.query()));
  protected readonly typed = linkedSignal(() => this.query().text);
  private readonly settled = debounced(this.typed, TYPING_PAUSE_MS);
  protected readonly count = computed(() => {
    const total = this.store.total();
    return `${formatInteger(total)} ${total === 1 ? 'monitor' : 'monitors'}${this.isFiltered() ? ' match' + (total === 1 ? 'es' : '') : ''}`;
  });

  constructor() {
    effect(() => this.store.query.set(this.query()));
    effect(() => {
      this.filter();
      // Nothing is done to rows that nobody sees any more.
      untracked(() => this.selection.clear());
    });
    effect(() => {
      const text = this.settled.value()?.trim() ?? '';
      untracked(() => {
        // While somebody is still typing the settled text is behind the field.
        if (text !== this.query().text && text === this.typed().trim()) this.change({ text });
      });
    });
    effect(() => {
      const [total, { pageNumber, limit }] = [this.store.total(), this.query()];
      if (this.store.isLoading() || total === 0 || (pageNumber - 1) * limit < total) return;
      // The last page was emptied, or the address is from a longer list.
      const queryParams = writeQuery({ ...this.query(), pageNumber: Math.ceil(total / limit) });
      untracked(() => void this.router.navigate([], { relativeTo: this.route, queryParams, replaceUrl: true }));
    });
    inject(MonitorActions).failure.set(null);
  }

  /** Every change but a page turn starts at the first page again. */
  protected change(change: Partial<ListQuery>): void {
    const query = { ...this.query(), pageNumber: 1, ...change };
    // Typing would otherwise leave one step of history per pause.
    void this.router.navigate([], { relativeTo: this.route, queryParams: writeQuery(query), replaceUrl: 'text' in change });
  }

  protected sortBy({ active, direction }: Sort): void {
    const sort = SORTS.find((key) => key === active && direction !== '') ?? 'name';
    this.change({ sort, order: direction === 'desc' ? 'desc' : 'asc' });
  }

  protected turnPage({ pageIndex, pageSize }: PageEvent): void {
    this.change(pageSize === this.query().limit ? { pageNumber: pageIndex + 1 } : { limit: pageSize });
  }

  protected clear(): void {
    this.typed.set('');
    this.change({ text: '', currentStatus: null, type: null, status: null, isHidden: null, page: null });
  }
}
