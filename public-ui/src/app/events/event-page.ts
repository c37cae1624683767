import type { EventPageSnapshot } from '@clarion/contract';
import { afterNextRender, Component, computed, inject, input } from '@angular/core';

import '../early-parts';
import { LiveUpdates } from '../live/live-updates';
import { EVENT_BLOCK, SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { CalendarPage } from './calendar-page';
import { IncidentPage } from './incident-page';
import { MaintenanceListPage } from './maintenance-list-page';
import { MaintenancePage } from './maintenance-page';
import { NewsPill } from './news-pill';
import { OverallLine } from './overall-line';

/** Whichever of the pages about incidents and maintenances the snapshot asks for. */
@Component({
  selector: 'app-event-page',
  imports: [CalendarPage, IncidentPage, MaintenanceListPage, MaintenancePage, NewsPill, OverallLine],
  template: `
    <app-overall-line />
    @if (incident(); as shown) {
      <app-incident-page [snapshot]="shown" />
    } @else if (maintenance(); as shown) {
      <app-maintenance-page [snapshot]="shown" />
    } @else if (list(); as shown) {
      <app-maintenance-list-page [snapshot]="shown" />
    } @else if (calendar(); as shown) {
      <app-calendar-page [snapshot]="shown" />
    }
    @if (live.hasNews()) {
      <app-news-pill [text]="texts.say('news.maintenance')" (shown)="live.showNews()" />
    }
  `,
})
export class EventPage {
  protected readonly texts = inject(Texts);
  protected readonly live = inject(LiveUpdates);

  readonly snapshot = input.required<EventPageSnapshot>();

  protected readonly incident = computed(() => this.only('incident'));
  protected readonly maintenance = computed(() => this.only('maintenance'));
  protected readonly list = computed(() => this.only('maintenances'));
  protected readonly calendar = computed(() => this.only('calendar'));

  constructor() {
    const store = inject(SnapshotStore);
    afterNextRender(() => store.awoke(EVENT_BLOCK));
  }

  private only<Kind extends EventPageSnapshot['kind']>(kind: Kind) {
    const snapshot = this.snapshot();
    return snapshot.kind === kind ? (snapshot as Extract<EventPageSnapshot, { kind: Kind }>) : null;
  }
}
