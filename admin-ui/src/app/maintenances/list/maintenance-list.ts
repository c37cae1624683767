import { Component, computed, debounced, effect, inject, linkedSignal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatPaginator } from '@angular/material/paginator';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { Sort } from '@angular/material/sort';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { formatInteger } from '../../platform/formats.js';
import { SessionStore } from '../../session/session-store.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { MaintenanceActions } from '../maintenance-actions.js';
import { ExportMaintenances } from './export-maintenances.js';
import { isFiltered, PAGE_SIZE, readQuery, SORTS, writeQuery, type ListQuery } from './list-query.js';
import { MaintenanceFilters } from './maintenance-filters.js';
import { MaintenanceListStore } from './maintenance-list-store.js';
import { MaintenanceTable } from './maintenance-table.js';

const TYPING_PAUSE_MS = 250;

/** All planned work: search, filters, sort and page live in the address. */
@Component({
  selector: 'app-maintenance-list',
  imports: [
    EmptyState,
    Icon,
    MaintenanceFilters,
    MaintenanceTable,
    MatButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatPaginator,
    MatProgressBar,
    PageHeader,
    ProblemPanel,
    RouterLink,
  ],
  providers: [MaintenanceListStore],
  templateUrl: './maintenance-list.html',
})
export class MaintenanceList {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  protected readonly store = inject(MaintenanceListStore);
  protected readonly actions = inject(MaintenanceActions);
  protected readonly exporter = inject(ExportMaintenances);
  private readonly session = inject(SessionStore);
  protected readonly canWrite = this.session.can('maintenances.write');
  protected readonly pageSize = PAGE_SIZE;
  protected readonly skeletonRows = Array.from({ length: 5 }, (_, index) => index);

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => readQuery(this.params()));
  protected readonly isFiltered = computed(() => isFiltered(this.query()));
  protected readonly typed = linkedSignal(() => this.query().text);
  private readonly settled = debounced(this.typed, TYPING_PAUSE_MS);
  protected readonly count = computed(() => {
    const total = this.store.total();
    const words = total === 1 ? 'maintenance' : 'maintenances';
    return `${formatInteger(total)} ${words}${this.isFiltered() ? (total === 1 ? ' matches' : ' match') : ''}`;
  });

  constructor() {
    effect(() => this.store.query.set(this.query()));
    effect(() => {
      const text = this.settled.value()?.trim() ?? '';
      untracked(() => {
        // While somebody is still typing the settled text is behind the field.
        if (text !== this.query().text && text === this.typed().trim()) this.change({ text });
      });
    });
    effect(() => {
      const [total, { pageNumber }] = [this.store.total(), this.query()];
      if (this.store.isLoading() || total === 0 || (pageNumber - 1) * PAGE_SIZE < total) return;
      // The last page was emptied, or the address is from a longer list.
      const queryParams = writeQuery({ ...this.query(), pageNumber: Math.ceil(total / PAGE_SIZE) });
      untracked(() => void this.router.navigate([], { relativeTo: this.route, queryParams, replaceUrl: true }));
    });
    this.actions.failure.set(null);
  }

  /** Every change but a page turn starts at the first page again. */
  protected change(change: Partial<ListQuery>): void {
    const query = { ...this.query(), pageNumber: 1, ...change };
    // Typing would otherwise leave one step of history per pause.
    void this.router.navigate([], { relativeTo: this.route, queryParams: writeQuery(query), replaceUrl: 'text' in change });
  }

  protected sortBy({ active, direction }: Sort): void {
    const sort = SORTS.find((key) => key === active) ?? 'id';
    this.change({ sort, order: direction === 'desc' ? 'desc' : 'asc' });
  }

  protected clear(): void {
    this.typed.set('');
    this.change({ text: '', status: null, monitor: null, window: null });
  }
}
