import { afterNextRender, Component, inject } from '@angular/core';

import { INCIDENTS_BLOCK, SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { IncidentCard } from './incident-card';
import { MaintenanceRow } from './maintenance-row';
import { ShownEvents } from './shown-events';

/** Ongoing incidents, and maintenance that runs or comes. */
@Component({
  selector: 'app-event-blocks',
  imports: [IncidentCard, MaintenanceRow],
  template: `
    @if (shown.incidents(); as incidents) {
      @if (incidents.length) {
        <section class="events" id="incidents" tabindex="-1" aria-labelledby="incidents-title">
          <h2 class="events-title" id="incidents-title">{{ texts.say('incident.heading', { count: incidents.length }) }}</h2>
          @for (incident of incidents; track incident.id) {
            <app-incident-card [incident]="incident" />
          }
        </section>
      }
    }
    @if (shown.maintenances().length) {
      <section class="events" id="maintenance" tabindex="-1" aria-labelledby="maintenance-title">
        <div class="events-head">
          <h2 class="events-title" id="maintenance-title">{{ texts.say('maintenance.heading') }}</h2>
          <a class="events-all" [href]="store.eventBase() + '/maintenances'">{{ texts.say('maintenance.all') }}</a>
        </div>
        <div class="maintenances">
          @for (maintenance of shown.maintenances(); track maintenance.eventId) {
            <app-maintenance-row [maintenance]="maintenance" />
          }
        </div>
      </section>
    }
  `,
})
export class EventBlocks {
  protected readonly texts = inject(Texts);
  protected readonly store = inject(SnapshotStore);
  protected readonly shown = inject(ShownEvents);

  constructor() {
    afterNextRender(() => this.store.awoke(INCIDENTS_BLOCK));
  }
}
