import { Component, computed, debounced, effect, inject, linkedSignal, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatPaginator, type PageEvent } from '@angular/material/paginator';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { Sort } from '@angular/material/sort';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { IncidentSummary } from '../../api/incidents.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { IncidentDialogs } from '../incident-dialogs.js';
import { IncidentTabs } from '../incident-tabs.js';
import { countIncidents } from '../incident-words.js';
import { QuickUpdates } from '../updates/quick-update.js';
import { ExportIncidents } from './export-incidents.js';
import { IncidentBulk } from './incident-bulk.js';
import { IncidentFilters } from './incident-filters.js';
import { IncidentListStore } from './incident-list-store.js';
import { IncidentSelection } from './incident-selection.js';
import { IncidentTable } from './incident-table.js';
import { isFiltered, NO_FILTER, PAGE_SIZES, readQuery, SORTS, toFilter, writeQuery, type ListQuery } from './list-query.js';

const TYPING_PAUSE_MS = 250;

/** All incidents: search, filters, sort and page live in the address. */
@Component({
  selector: 'app-incident-list',
  imports: [
    EmptyState,
    Icon,
    IncidentFilters,
    IncidentTable,
    IncidentTabs,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatPaginator,
    MatProgressBar,
    PageHeader,
    ProblemPanel,
    RouterLink,
  ],
  providers: [IncidentListStore, IncidentSelection],
  templateUrl: './incident-list.html',
  styleUrl: './incident-list.scss',
})
export class IncidentList {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly dialogs = inject(IncidentDialogs);
  private readonly updates = inject(QuickUpdates);
  protected readonly store = inject(IncidentListStore);
  protected readonly bulk = inject(IncidentBulk);
  protected readonly exporter = inject(ExportIncidents);
  protected readonly selection = inject(IncidentSelection);
  private readonly session = inject(SessionStore);
  protected readonly canWrite = this.session.can('incidents.write');
  protected readonly pageSizes = [...PAGE_SIZES];
  protected readonly skeletonRows = [0, 1, 2, 3, 4, 5];
  protected readonly deleteProblem = signal<Problem | null>(null);

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => readQuery(this.params()));
  protected readonly filter = computed(() => toFilter(this.query()), { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  protected readonly isFiltered = computed(() => isFiltered(this.query()));
  protected readonly typed = linkedSignal(() => this.query().text);
  private readonly settled = debounced(this.typed, TYPING_PAUSE_MS);
  protected readonly count = computed(() => {
    const total = this.store.total();
    return countIncidents(total) + (this.isFiltered() ? ' match' + (total === 1 ? 'es' : '') : '');
  });
  protected readonly selectedWords = computed(() => `${countIncidents(this.selection.count())} selected`);

  constructor() {
    this.exporter.problem.set(null);
    effect(() => this.store.query.set(this.query()));
    effect(() => {
      this.filter();
      // Nothing is done to rows that nobody sees any more.
      untracked(() => this.selection.pick([]));
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
  }

  /** Every change but a page turn starts at the first page again. */
  protected change(change: Partial<ListQuery>): void {
    const query = { ...this.query(), pageNumber: 1, ...change };
    // Typing would otherwise leave one step of history per pause.
    void this.router.navigate([], { relativeTo: this.route, queryParams: writeQuery(query), replaceUrl: 'text' in change });
  }

  protected sortBy({ active, direction }: Sort): void {
    const sort = SORTS.find((key) => key === active && direction !== '') ?? 'id';
    this.change({ sort, order: direction === 'asc' ? 'asc' : 'desc' });
  }

  protected turnPage({ pageIndex, pageSize }: PageEvent): void {
    this.change(pageSize === this.query().limit ? { pageNumber: pageIndex + 1 } : { limit: pageSize });
  }

  protected clear(): void {
    this.typed.set('');
    this.change(NO_FILTER);
  }

  protected post({ id }: IncidentSummary): void {
    this.updates.open(id);
  }

  protected async delete(incident: IncidentSummary): Promise<void> {
    this.deleteProblem.set(null);
    try {
      await this.dialogs.delete(incident);
    } catch (error) {
      this.deleteProblem.set(toProblem(error));
    }
  }
}
