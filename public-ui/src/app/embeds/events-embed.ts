import type { EventsEmbedSnapshot } from '@clarion/contract';
import { Component, computed, inject, input } from '@angular/core';

import { IncidentCard } from '../events/incident-card';
import { MaintenanceRow } from '../events/maintenance-row';
import { Texts } from '../text/texts';

/** What goes on now, in the words and shapes of the status page. */
@Component({
  selector: 'app-events-embed',
  imports: [IncidentCard, MaintenanceRow],
  template: `
    <h1 class="hidden">{{ embed().site.name }}</h1>
    @if (incidents().length) {
      <h2 class="events-title">{{ texts.say('incident.heading', { count: incidents().length }) }}</h2>
      @for (incident of incidents(); track incident.id) {
        <app-incident-card [incident]="incident" />
      }
    }
    @if (embed().maintenances.length) {
      <h2 class="events-title">{{ texts.say('maintenance.heading') }}</h2>
      <div class="maintenances">
        @for (maintenance of embed().maintenances; track maintenance.eventId) {
          <app-maintenance-row [maintenance]="maintenance" />
        }
      </div>
    }
    @if (incidents().length + embed().maintenances.length === 0) {
      <p class="embed-none">{{ texts.say('sharing.noEvents') }}</p>
    }
  `,
})
export class EventsEmbed {
  protected readonly texts = inject(Texts);

  readonly embed = input.required<EventsEmbedSnapshot>();

  protected readonly incidents = computed(() => this.embed().incidents.map((incident) => ({ ...incident, isGone: false })));
}
