import type { MaintenanceListSnapshot } from '@clarion/contract';
import { Component, computed, inject, input } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { EventTexts } from './event-texts';
import { MaintenanceRow } from './maintenance-row';

/** Every maintenance a reader may know of. The filter is a form that the server answers, script or not. */
@Component({
  selector: 'app-maintenance-list-page',
  imports: [MaintenanceRow],
  templateUrl: './maintenance-list-page.html',
})
export class MaintenanceListPage {
  protected readonly texts = inject(Texts);
  protected readonly events = inject(EventTexts);
  private readonly store = inject(SnapshotStore);

  readonly snapshot = input.required<MaintenanceListSnapshot>();

  protected readonly filter = computed(() => this.snapshot().filter);
  protected readonly base = computed(() => `${this.store.eventBase()}/maintenances`);
  private readonly hasDates = computed(() => this.filter().from !== null || this.filter().to !== null);
  protected readonly isFiltered = computed(() => this.hasDates() || this.filter().monitor !== null);
  protected readonly groups = computed(() => {
    const { ongoing, upcoming, past, days } = this.snapshot();
    const isFirst = this.filter().page === 1;
    return [
      { id: 'ongoing', title: this.texts.say('maintenance.ongoing'), rows: ongoing, isShown: ongoing.length > 0 },
      {
        id: 'upcoming',
        title: this.hasDates()
          ? this.texts.say('maintenance.upcomingBetween')
          : this.texts.say('maintenance.upcoming', { count: days.future }),
        rows: upcoming,
        isShown: isFirst,
      },
      {
        id: 'past',
        title: this.hasDates() ? this.texts.say('maintenance.pastBetween') : this.texts.say('maintenance.past', { count: days.past }),
        rows: past,
        isShown: true,
      },
    ].filter(({ isShown }) => isShown);
  });
  protected readonly newer = computed(() => (this.filter().page > 1 ? this.address(this.filter().page - 1) : null));
  protected readonly older = computed(() => (this.snapshot().hasNextPage ? this.address(this.filter().page + 1) : null));

  private address(page: number): string {
    const { monitor, from, to } = this.filter();
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ monitor, from, to })) if (value !== null) query.set(name, value);
    if (page > 1) query.set('page', String(page));
    return query.size > 0 ? `${this.base()}?${query}` : this.base();
  }
}
