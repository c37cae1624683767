import { computed, Service, signal } from '@angular/core';
import type { IncidentSummary } from '../../api/incidents.js';

/** Which incidents of the list are meant, over any number of pages. */
@Service({ autoProvided: false })
export class IncidentSelection {
  private readonly picked = signal<ReadonlyMap<number, IncidentSummary>>(new Map());
  readonly incidents = computed(() => [...this.picked().values()]);
  readonly count = computed(() => this.picked().size);

  has(id: number): boolean {
    return this.picked().has(id);
  }

  toggle(incident: IncidentSummary): void {
    const next = new Map(this.picked());
    if (!next.delete(incident.id)) next.set(incident.id, incident);
    this.picked.set(next);
  }

  /** All of a page, or none of it when all are selected already. */
  togglePage(rows: readonly IncidentSummary[]): void {
    const isComplete = rows.every(({ id }) => this.has(id));
    const next = new Map(this.picked());
    for (const row of rows) {
      if (isComplete) next.delete(row.id);
      else next.set(row.id, row);
    }
    this.picked.set(next);
  }

  pick(incidents: readonly IncidentSummary[]): void {
    this.picked.set(new Map(incidents.map((incident) => [incident.id, incident])));
  }
}
