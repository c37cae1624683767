import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { computed, inject, linkedSignal, Service, signal, type Signal } from '@angular/core';
import type { EventsResponse, MaintenanceStateResponse } from '../../api/maintenances.js';
import { Clock } from '../../platform/clock.js';
import { toProblem } from '../../platform/problem.js';
import { MaintenanceActions, maintenanceUrl } from '../maintenance-actions.js';

export const EVENTS_PER_PAGE = 20;

/** One maintenance as its own screen shows it, with a page of its events. */
@Service({ autoProvided: false })
export class MaintenancePageStore {
  private readonly actions = inject(MaintenanceActions);
  private readonly clock = inject(Clock);
  readonly id = signal<number | null>(null);
  /** 1-based; null = the page that the next event is on. */
  readonly wantedPage = signal<number | null>(null);
  /** The moment this screen was opened: what is ahead of it decides where the list begins. */
  private readonly opened = this.clock.now();

  private readonly stateAnswer = httpResource<MaintenanceStateResponse>(() => {
    const id = this.id();
    this.actions.changes();
    // Fresh while somebody looks.
    this.clock.now();
    return id === null ? undefined : `/api/v4/maintenance-states/${id}`;
  });
  private readonly state = this.newestOf(this.stateAnswer);
  readonly maintenance = computed(() => {
    const maintenance = this.state()?.maintenance;
    return maintenance && this.actions.patched(maintenance);
  });
  readonly problem = computed(() => {
    const error = this.stateAnswer.error();
    return error && !this.stateAnswer.isLoading() ? toProblem(error) : null;
  });

  private readonly aheadAnswer = httpResource<EventsResponse>(() => {
    const id = this.id();
    if (id === null || this.wantedPage() !== null) return undefined;
    return { url: '/api/v4/maintenances/events', params: { maintenance_id: id, event_start_date_time: this.opened, limit: 1 } };
  });
  private readonly ahead = this.newestOf(this.aheadAnswer);
  /** Where the list begins is decided once: it must not turn its page because an event was cancelled. */
  private readonly firstPage = linkedSignal<{ id: number | null; page: number | null }, number | null>({
    source: () => ({ id: this.id(), page: this.pageOfNext() }),
    computation: ({ id, page }, previous) => (previous?.source.id === id ? (previous.value ?? page) : page),
  });
  private readonly page = computed(() => this.wantedPage() ?? this.firstPage());
  private readonly eventsAnswer = httpResource<EventsResponse>(() => {
    const [id, page] = [this.id(), this.page()];
    this.actions.changes();
    this.clock.now();
    return id === null || page === null ? undefined : { url: `${maintenanceUrl(id)}/events`, params: { page, limit: EVENTS_PER_PAGE } };
  });
  private readonly newestEvents = this.newestOf(this.eventsAnswer);
  readonly events = computed(() => this.newestEvents()?.events ?? []);
  readonly eventTotal = computed(() => this.newestEvents()?.total ?? 0);
  readonly pageIndex = computed(() => (this.newestEvents()?.page ?? 1) - 1);
  readonly hasEvents = computed(() => this.newestEvents() !== undefined);
  readonly areEventsLoading = computed(() => this.eventsAnswer.isLoading());
  readonly eventsProblem = computed(() => {
    const error = this.eventsAnswer.error();
    return error && !this.eventsAnswer.isLoading() ? toProblem(error) : null;
  });

  reload(): void {
    this.stateAnswer.reload();
  }

  reloadEvents(): void {
    this.eventsAnswer.reload();
  }

  /** 1-based; null while it is not known. */
  private pageOfNext(): number | null {
    if (this.aheadAnswer.error()) return 1;
    const [ahead, all] = [this.ahead()?.total, this.state()?.maintenance.event_count];
    if (ahead === undefined || all === undefined) return null;
    // With nothing ahead it is the last page there is.
    const next = Math.min(all, all - ahead + 1);
    return Math.max(1, Math.ceil(next / EVENTS_PER_PAGE));
  }

  /** What was answered last about this maintenance: it stays while the next answer is on its way, but not for another one. */
  private newestOf<Answer>(answer: HttpResourceRef<Answer | undefined>): Signal<Answer | undefined> {
    return linkedSignal<{ id: number | null; value: Answer | undefined }, Answer | undefined>({
      source: () => ({ id: this.id(), value: answer.hasValue() ? answer.value() : undefined }),
      computation: ({ id, value }, previous) => value ?? (previous?.source.id === id ? previous?.value : undefined),
    });
  }
}
