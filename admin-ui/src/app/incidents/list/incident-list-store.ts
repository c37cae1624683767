import { httpResource } from '@angular/common/http';
import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import type { IncidentStatesResponse } from '../../api/incidents.js';
import type { PagesResponse } from '../../api/site.js';
import { Clock } from '../../platform/clock.js';
import { toProblem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';
import { IncidentActions } from '../incident-actions.js';
import { toRequest, type ListQuery } from './list-query.js';

/** The incidents one list screen shows. */
@Service({ autoProvided: false })
export class IncidentListStore {
  private readonly actions = inject(IncidentActions);
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  /** Set by the screen from its address. */
  readonly query = signal<ListQuery | null>(null);

  private readonly answer = httpResource<IncidentStatesResponse>(() => {
    const query = this.query();
    // A stored change anywhere makes this list old.
    this.actions.changes();
    return query ? { url: '/api/v4/incident-states', params: toRequest(query) } : undefined;
  });
  private readonly pageList = httpResource<PagesResponse>(() => (this.session.can('pages.read') ? '/api/v4/pages' : undefined));

  /** The newest answer there is: old rows stay while new ones load. */
  private readonly newest = linkedSignal<IncidentStatesResponse | undefined, IncidentStatesResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  readonly rows = computed(() => this.newest()?.incidents ?? []);
  readonly total = computed(() => this.newest()?.total ?? 0);
  readonly hasAnswer = computed(() => this.newest() !== undefined);
  /** Other rows were asked for; the quiet refresh of the same ones does not count. */
  readonly isLoading = computed(() => this.answer.status() === 'loading');
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });
  readonly pages = computed(() => (this.pageList.hasValue() ? this.pageList.value().pages : []));

  constructor() {
    let last = this.clock.now();
    effect(() => {
      const now = this.clock.now();
      // Fresh while somebody looks: with every tick of the clock, but not with the first.
      if (now !== last) untracked(() => this.answer.reload());
      last = now;
    });
  }

  reload(): void {
    this.answer.reload();
  }
}
