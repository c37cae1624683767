import { HttpClient } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { JobTarget } from '../../api/jobs.js';
import type { MonitorState, MonitorStatesResponse } from '../../api/monitors.js';

/** As many as one request may bring. */
const CHUNK = 100;

/** Parameters of GET `/monitor-states` that narrow the list. */
export type ListFilter = Readonly<Record<string, string | number>>;

/** Which monitors of the list are meant: some that were picked, over any number of pages, or all that match a filter. */
@Service({ autoProvided: false })
export class MonitorSelection {
  private readonly http = inject(HttpClient);
  private readonly picked = signal<ReadonlyMap<string, MonitorState>>(new Map());
  private readonly matching = signal<{ filter: ListFilter; total: number } | null>(null);

  readonly isAllMatching = computed(() => this.matching() !== null);
  readonly count = computed(() => this.matching()?.total ?? this.picked().size);

  has(tag: string): boolean {
    return this.isAllMatching() || this.picked().has(tag);
  }

  /** Out of “all that match” it goes on with what is on the screen. */
  toggle(monitor: MonitorState, onScreen: readonly MonitorState[]): void {
    const next = new Map(this.isAllMatching() ? onScreen.map((each) => [each.tag, each] as const) : this.picked());
    if (!next.delete(monitor.tag)) next.set(monitor.tag, monitor);
    this.matching.set(null);
    this.picked.set(next);
  }

  /** All of a page, or none of it when all are selected already. */
  togglePage(rows: readonly MonitorState[]): void {
    const isComplete = rows.every(({ tag }) => this.has(tag));
    const next = new Map(this.isAllMatching() ? [] : this.picked());
    for (const row of rows) {
      if (isComplete) next.delete(row.tag);
      else next.set(row.tag, row);
    }
    this.matching.set(null);
    this.picked.set(next);
  }

  selectMatching(filter: ListFilter, total: number): void {
    this.matching.set({ filter, total });
  }

  pick(monitors: readonly MonitorState[]): void {
    this.matching.set(null);
    this.picked.set(new Map(monitors.map((monitor) => [monitor.tag, monitor])));
  }

  clear(): void {
    this.pick([]);
  }

  /** What is meant, as a job takes it. */
  target(): JobTarget {
    const matching = this.matching();
    return matching === null ? { tags: [...this.picked().keys()] } : { filter: matching.filter };
  }

  /**
   * The monitors themselves.
   * @param onScreen newer than what was picked on another page
   */
  async resolve(onScreen: readonly MonitorState[]): Promise<MonitorState[]> {
    const matching = this.matching();
    if (matching === null) {
      const newest = new Map(onScreen.map((monitor) => [monitor.tag, monitor]));
      return [...this.picked().values()].map((monitor) => newest.get(monitor.tag) ?? monitor);
    }
    const all = new Map<string, MonitorState>();
    for (let page = 1, total = 1; (page - 1) * CHUNK < total; page += 1) {
      const params = { ...matching.filter, sort: 'id', order: 'asc', page, limit: CHUNK };
      const answer = await firstValueFrom(this.http.get<MonitorStatesResponse>('/api/v4/monitor-states', { params }));
      for (const monitor of answer.monitors) all.set(monitor.tag, monitor);
      total = answer.total;
    }
    return [...all.values()];
  }
}
