import type { MaintenancePageSnapshot } from '@clarion/contract';
import { EVENT_STATUS_WORDS, isoInstant } from '@clarion/i18n';
import { Component, computed, inject, input } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { ShareRow } from '../share/share-row';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { AffectedList } from './affected-list';
import { EventTexts } from './event-texts';

/** One occurrence of a maintenance: what, when, what to expect, and the occurrences around it. @see ux A5 */
@Component({
  selector: 'app-maintenance-page',
  imports: [AffectedList, ShareRow, StatusIcon],
  templateUrl: './maintenance-page.html',
})
export class MaintenancePage {
  protected readonly texts = inject(Texts);
  protected readonly events = inject(EventTexts);
  protected readonly store = inject(SnapshotStore);

  readonly snapshot = input.required<MaintenancePageSnapshot>();

  protected readonly event = computed(() => this.snapshot().maintenance);
  protected readonly word = computed(() => this.texts.say(EVENT_STATUS_WORDS[this.event().status]));
  protected readonly kind = computed(() => this.texts.say(this.event().isRecurring ? 'maintenance.series' : 'maintenance.once'));
  protected readonly iso = computed(() => isoInstant(this.event().from));
  protected readonly isOver = computed(() => this.event().status === 'COMPLETED' || this.event().status === 'CANCELLED');
  protected readonly file = computed(() => `${this.events.href('maintenance', this.event().eventId)}.ics`);
  protected readonly all = computed(() => `${this.store.eventBase()}/maintenances`);
  protected readonly planned = computed(() => {
    const { plannedTo } = this.snapshot();
    const { to } = this.event();
    return this.isOver() && plannedTo !== to ? this.texts.say('maintenance.plannedEnd', { time: this.texts.dateTime(plannedTo) }) : '';
  });
  protected readonly occurrences = computed(() =>
    this.snapshot().occurrences.map((occurrence) => ({
      ...occurrence,
      window: this.events.window(occurrence),
      word: this.texts.say(EVENT_STATUS_WORDS[occurrence.status]),
      href: this.events.href('maintenance', occurrence.eventId),
      isCurrent: occurrence.eventId === this.event().eventId,
    })),
  );
}
