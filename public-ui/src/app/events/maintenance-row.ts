import type { MaintenanceSnapshot } from '@clarion/contract';
import { EVENT_STATUS_WORDS, isoInstant } from '@clarion/i18n';
import { Component, computed, inject, input, linkedSignal, untracked } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { EventTexts } from './event-texts';

/** One maintenance on a line: what, when, how long until then, and a way into one's own calendar. */
@Component({
  selector: 'app-maintenance-row',
  imports: [StatusIcon],
  template: `
    <svg class="maintenance-icon" appStatusIcon="MAINTENANCE"></svg>
    <h3 class="maintenance-title">
      <a dir="auto" [href]="href()">{{ maintenance().title }}</a>
    </h3>
    <p class="maintenance-state">
      <span class="chip">{{ word() }}</span>
      @if (!isOver()) {
        <span class="countdown">{{ events.countdown(maintenance()) }}</span>
      }
    </p>
    <p class="maintenance-window">
      <time [attr.datetime]="iso()">{{ events.window(maintenance()) }}</time>
      <span class="maintenance-zone">{{ store.timeZone() }}</span>
      @if (maintenance().moreCount; as count) {
        <a [href]="series()" [attr.aria-label]="texts.say('maintenance.moreLabel', { count, title: maintenance().title })">{{
          texts.say('maintenance.more', { count })
        }}</a>
      }
    </p>
    <ng-content />
    <p class="maintenance-services">{{ services() }}</p>
    @if (hasAdd()) {
      <a class="button-quiet maintenance-add" [class.maintenance-added]="!isComing()" [href]="href() + '.ics'">{{
        texts.say('maintenance.addToCalendar')
      }}</a>
    }
  `,
  host: { class: 'maintenance', '[attr.data-state]': 'maintenance().status' },
})
export class MaintenanceRow {
  protected readonly texts = inject(Texts);
  protected readonly events = inject(EventTexts);
  protected readonly store = inject(SnapshotStore);

  readonly maintenance = input.required<MaintenanceSnapshot>();

  protected readonly href = computed(() => this.events.href('maintenance', this.maintenance().eventId));
  protected readonly series = computed(() => `${this.store.eventBase()}/maintenances`);
  protected readonly word = computed(() => this.texts.say(EVENT_STATUS_WORDS[this.maintenance().status]));
  protected readonly iso = computed(() => isoInstant(this.maintenance().from));
  protected readonly isComing = computed(() => ['SCHEDULED', 'READY'].includes(this.maintenance().status));
  /** Its place is kept when the maintenance begins under the reader's eyes. */
  protected readonly hasAdd = linkedSignal({ source: () => this.maintenance().eventId, computation: () => untracked(this.isComing) });
  protected readonly isOver = computed(() => ['COMPLETED', 'CANCELLED'].includes(this.maintenance().status));
  protected readonly services = computed(() =>
    this.texts.list(this.maintenance().affected.map((entry) => `${entry.name} (${this.events.impact(entry, 'maintenance')})`)),
  );
}
