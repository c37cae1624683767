import { httpResource } from '@angular/common/http';
import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import type { SiteValue } from '../../api/site.js';
import type { Subscriber, SubscribersResponse, SubscriberSummary } from '../../api/subscribers.js';
import { JobsStore } from '../../jobs/jobs-store.js';
import { Clock } from '../../platform/clock.js';
import { toProblem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';
import { SUBSCRIBERS, SubscriberActions } from '../subscriber-actions.js';
import { SUBSCRIBERS_PER_PAGE, toSubscriberFilter, type SubscriberQuery } from './list-query.js';

/** The subscribers that one screen shows, how many there are of each kind, and whether the site offers subscriptions at all. */
@Service({ autoProvided: false })
export class SubscriberListStore {
  private readonly actions = inject(SubscriberActions);
  private readonly jobs = inject(JobsStore);
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  /** Set by the screen from its address. */
  readonly query = signal<SubscriberQuery | null>(null);
  private readonly request = computed(
    () => {
      const query = this.query();
      return query && { ...toSubscriberFilter(query), page: query.pageNumber, limit: SUBSCRIBERS_PER_PAGE };
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  private readonly answer = httpResource<SubscribersResponse>(() => {
    const params = this.request();
    this.fresh();
    return params ? { url: SUBSCRIBERS, params } : undefined;
  });
  private readonly counted = httpResource<SubscriberSummary>(() => {
    this.fresh();
    return `${SUBSCRIBERS}/summary`;
  });
  private readonly setting = httpResource<SiteValue>(() =>
    this.session.can('settings.read') ? '/api/v4/site/subscriptionsSettings' : undefined,
  );
  /** The newest answer there is: old rows stay while new ones load. */
  private readonly newest = linkedSignal<SubscribersResponse | undefined, SubscribersResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  readonly summary = linkedSignal<SubscriberSummary | undefined, SubscriberSummary | undefined>({
    source: () => (this.counted.hasValue() ? this.counted.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  readonly rows = computed<readonly Subscriber[]>(() => {
    const turned = this.actions.turned();
    return (this.newest()?.subscribers ?? []).map((subscriber) => {
      const { incidents, maintenances } = { ...subscriber, ...turned.get(subscriber.id) };
      return { ...subscriber, incidents, maintenances };
    });
  });
  readonly total = computed(() => this.newest()?.total ?? 0);
  readonly hasAnswer = computed(() => this.newest() !== undefined);
  readonly isLoading = computed(() => this.answer.status() === 'loading');
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });
  /** Nobody can subscribe and nothing is sent; false while that is not known. */
  readonly isOff = computed(() => {
    const value = this.setting.hasValue() ? this.setting.value().value : undefined;
    return value !== undefined && (value as { enable?: unknown } | null)?.enable !== true;
  });

  constructor() {
    let last = this.clock.now();
    effect(() => {
      const now = this.clock.now();
      // Fresh while somebody looks: with every tick of the clock, but not with the first.
      if (now !== last)
        untracked(() => {
          this.answer.reload();
          this.counted.reload();
        });
      last = now;
    });
    effect(() => {
      this.newest();
      // What was turned here is in the answer by now.
      untracked(() => this.actions.turned.set(new Map()));
    });
  }

  reload(): void {
    this.answer.reload();
    this.counted.reload();
  }

  /** Read by requests that a stored change, or the end of a job, makes old. */
  private fresh(): void {
    this.actions.changes();
    this.jobs.ended();
  }
}
