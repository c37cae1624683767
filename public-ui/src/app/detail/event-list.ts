import type { MonitorEventSnapshot } from '@clarion/contract';
import { Component, computed, inject, input } from '@angular/core';

import { EventTexts } from '../events/event-texts';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';

/** Incidents and maintenances of one service, each with its window and a link. */
@Component({
  selector: 'app-event-list',
  imports: [StatusIcon],
  template: `
    @if (rows().length) {
      <ul class="event-list">
        @for (row of rows(); track row.key) {
          <li>
            <svg [appStatusIcon]="row.icon"></svg>
            <a dir="auto" [href]="row.href">{{ row.title }}</a> <span class="muted">{{ row.kind }} · {{ row.when }}</span>
          </li>
        }
      </ul>
    } @else {
      <p class="muted event-none">{{ none() }}</p>
    }
  `,
})
export class EventList {
  private readonly texts = inject(Texts);
  private readonly words = inject(EventTexts);

  readonly events = input.required<readonly MonitorEventSnapshot[]>();
  /** Said when there are none. */
  readonly none = input.required<string>();

  protected readonly rows = computed(() =>
    this.events().map((event) => ({
      key: event.kind + event.id,
      title: event.title,
      href: this.words.href(event.kind, event.id),
      icon: event.kind === 'maintenance' ? ('MAINTENANCE' as const) : event.isOpen ? ('DEGRADED' as const) : ('UP' as const),
      kind: this.texts.say(event.kind === 'incident' ? 'calendar.kind.incident' : 'calendar.kind.maintenance'),
      when: this.when(event),
    })),
  );

  private when({ from, to, kind, isOpen }: MonitorEventSnapshot): string {
    if (to === null) return this.texts.say('monitor.event.since', { from: this.texts.dayTime(from) });
    const window = { from: this.texts.dayTime(from), to: this.texts.dayTime(to) };
    const isPlanned = kind === 'maintenance' && isOpen;
    return this.texts.say(isPlanned ? 'monitor.event.planned' : 'monitor.event.until', window);
  }
}
