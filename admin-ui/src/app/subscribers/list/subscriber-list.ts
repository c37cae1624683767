import { Component, computed, debounced, effect, inject, linkedSignal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatPaginator } from '@angular/material/paginator';
import { MatProgressBar } from '@angular/material/progress-bar';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { Subscriber } from '../../api/subscribers.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { APP_BASE } from '../../platform/app-base.js';
import { SessionStore } from '../../session/session-store.js';
import { ConfirmDialog, type Confirmation } from '../../ui/confirm-dialog.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Filters } from '../../ui/filters/filters.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { SubscriberDialog } from '../edit/subscriber-dialog.js';
import { ScopeNamesStore } from '../scope-names-store.js';
import { SUBSCRIBERS, SubscriberActions } from '../subscriber-actions.js';
import { countSubscribers } from '../subscriber-words.js';
import {
  NO_SUBSCRIBER_FILTER,
  readSubscriberQuery,
  SUBSCRIBERS_PER_PAGE,
  toSubscriberFilter,
  writeSubscriberQuery,
  type SubscriberQuery,
} from './list-query.js';
import { SubscriberFilters } from './subscriber-filters.js';
import { SubscriberListStore } from './subscriber-list-store.js';
import { SubscriberTable } from './subscriber-table.js';
import { SubscriberTiles } from './summary-tiles.js';

const TYPING_PAUSE_MS = 250;

/** Who hears what. Filters, page and the dialog for a new one live in the address. */
@Component({
  selector: 'app-subscriber-list',
  imports: [
    EmptyState,
    Filters,
    Icon,
    MatButton,
    MatPaginator,
    MatProgressBar,
    PageHeader,
    ProblemPanel,
    RouterLink,
    SubscriberTable,
    SubscriberTiles,
  ],
  providers: [MonitorNames, ScopeNamesStore, SubscriberFilters, SubscriberListStore],
  templateUrl: './subscriber-list.html',
})
export class SubscriberList {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly dialog = inject(MatDialog);
  private readonly session = inject(SessionStore);
  private readonly filterMenus = inject(SubscriberFilters);
  protected readonly base = inject(APP_BASE);
  protected readonly store = inject(SubscriberListStore);
  protected readonly actions = inject(SubscriberActions);
  protected readonly canWrite = this.session.can('subscribers.write');
  protected readonly canReadSettings = this.session.can('settings.read');
  protected readonly perPage = SUBSCRIBERS_PER_PAGE;

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => readSubscriberQuery(this.params()));
  protected readonly isFiltered = computed(() => Object.keys(toSubscriberFilter(this.query())).length > 0);
  protected readonly typed = linkedSignal(() => this.query().search);
  private readonly settled = debounced(this.typed, TYPING_PAUSE_MS);
  protected readonly count = computed(() => countSubscribers(this.store.total()));
  /** Nobody has subscribed at all, whatever the filters are. */
  protected readonly isNobody = computed(() => this.store.hasAnswer() && this.store.total() === 0 && !this.isFiltered());
  protected readonly filters = computed(() => this.filterMenus.of(this.query(), (change) => this.change(change)));
  /** The server writes the file: whoever matches, not only this page. */
  protected readonly exportUrl = computed(() => {
    const filter = new URLSearchParams(toSubscriberFilter(this.query())).toString();
    return `${this.base}${SUBSCRIBERS.slice(1)}/export${filter === '' ? '' : `?${filter}`}`;
  });

  constructor() {
    this.actions.failure.set(null);
    effect(() => this.store.query.set(this.query()));
    effect(() => {
      const search = this.settled.value()?.trim() ?? '';
      untracked(() => {
        // While somebody is still typing the settled text is behind the field.
        if (search !== this.query().search && search === this.typed().trim()) this.change({ search });
      });
    });
    const isAdding = computed(() => this.query().isAdding && this.canWrite);
    effect(() => {
      if (isAdding()) untracked(() => void this.add());
    });
  }

  /** Every change but a page turn starts at the first page again. */
  protected change(change: Partial<SubscriberQuery>): void {
    const query = { ...this.query(), pageNumber: 1, ...change };
    void this.router.navigate([], { relativeTo: this.route, queryParams: writeSubscriberQuery(query), replaceUrl: 'search' in change });
  }

  protected clear(): void {
    this.typed.set('');
    this.change(NO_SUBSCRIBER_FILTER);
  }

  protected openAdd(): void {
    this.change({ isAdding: true, pageNumber: this.query().pageNumber });
  }

  protected async edit(subscriber: Subscriber): Promise<void> {
    await this.ask(subscriber);
  }

  protected async delete(subscriber: Subscriber): Promise<void> {
    const data: Confirmation = {
      heading: `Delete ${subscriber.address}?`,
      text: 'The address, what it has chosen and its consent are gone for good. They can subscribe again by themselves.',
      action: 'Delete',
      isDangerous: true,
    };
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data });
    if (await firstValueFrom(dialog.afterClosed())) await this.actions.delete(subscriber);
  }

  private async add(): Promise<void> {
    await this.ask(null);
    if (this.query().isAdding) this.change({ isAdding: false, pageNumber: this.query().pageNumber });
  }

  private async ask(data: Subscriber | null): Promise<void> {
    const dialog = this.dialog.open<SubscriberDialog, Subscriber | null>(SubscriberDialog, { width: '560px', data });
    await firstValueFrom(dialog.afterClosed());
  }
}
