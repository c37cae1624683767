import { httpResource } from '@angular/common/http';
import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import { minuteOf } from '@clarion/domain';
import type { MaintenanceStatesResponse } from '../../api/maintenances.js';
import { Clock } from '../../platform/clock.js';
import { toProblem } from '../../platform/problem.js';
import { MaintenanceActions } from '../maintenance-actions.js';
import { toRequest, type ListQuery } from './list-query.js';

/** The maintenances one list screen shows. */
@Service({ autoProvided: false })
export class MaintenanceListStore {
  private readonly actions = inject(MaintenanceActions);
  private readonly clock = inject(Clock);
  /** Set by the screen from its address. */
  readonly query = signal<ListQuery | null>(null);

  private readonly answer = httpResource<MaintenanceStatesResponse>(() => {
    const query = this.query();
    // A stored change anywhere makes this list old.
    this.actions.changes();
    // A window moves with the time; without one the clock reloads quietly, below.
    const now = query?.window ? minuteOf(this.clock.now()) : 0;
    return query ? { url: '/api/v4/maintenance-states', params: toRequest(query, now) } : undefined;
  });

  /** The newest answer there is: old rows stay while new ones load. */
  private readonly newest = linkedSignal<MaintenanceStatesResponse | undefined, MaintenanceStatesResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  readonly rows = computed(() => this.newest()?.maintenances.map((row) => this.actions.patched(row)) ?? []);
  readonly total = computed(() => this.newest()?.total ?? 0);
  readonly hasAnswer = computed(() => this.newest() !== undefined);
  /** Other rows were asked for; the quiet refresh of the same ones does not count. */
  readonly isLoading = computed(() => this.answer.status() === 'loading');
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });

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
