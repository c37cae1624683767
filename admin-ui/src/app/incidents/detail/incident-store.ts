import { httpResource } from '@angular/common/http';
import { computed, inject, linkedSignal, Service, signal } from '@angular/core';
import type { IncidentDetail, IncidentDetailResponse } from '../../api/incidents.js';
import { Clock } from '../../platform/clock.js';
import { toProblem } from '../../platform/problem.js';
import { IncidentActions, incidentStateUrl } from '../incident-actions.js';

/** One incident as its own screen shows it, fresh while somebody looks. */
@Service({ autoProvided: false })
export class IncidentStore {
  private readonly actions = inject(IncidentActions);
  private readonly clock = inject(Clock);
  readonly id = signal<number | null>(null);
  /** It is being deleted: what is gone is not asked for again. */
  readonly isLeaving = signal(false);

  private readonly answer = httpResource<IncidentDetailResponse>(() => {
    const id = this.id();
    this.actions.changes();
    this.clock.now();
    return id === null || this.isLeaving() ? undefined : incidentStateUrl(id);
  });
  /** What was shown before stays while the same incident loads again; another one starts empty. */
  private readonly newest = linkedSignal<
    { id: number | null; answer: IncidentDetailResponse | undefined },
    IncidentDetailResponse | undefined
  >({
    source: () => ({ id: this.id(), answer: this.answer.hasValue() ? this.answer.value() : undefined }),
    computation: ({ id, answer }, previous) => answer ?? (previous?.source.id === id ? previous?.value : undefined),
  });
  readonly incident = computed<IncidentDetail | null>(() => this.newest()?.incident ?? null);
  readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));

  reload(): void {
    this.answer.reload();
  }
}

/** ETag of a version, as the server names it. */
export const etagOf = ({ version }: { version: number }): string => `"v${version}"`;
