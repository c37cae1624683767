import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { isTerminal } from '@clarion/domain';
import type { MaintenanceEvent, MaintenanceState } from '../../api/maintenances.js';
import { formatDateTime, timeZone } from '../../platform/formats.js';
import { Icon } from '../../ui/icon.js';
import { EventMark } from '../event-mark.js';
import { isAhead } from '../event-words.js';
import { MaintenanceDialogs } from '../maintenance-dialogs.js';
import { plannedDuration } from '../rule-sentence.js';
import { formatWindowIn } from '../zoned-formats.js';

/** Events of one maintenance, the earliest first, and what can be done with each. */
@Component({
  selector: 'app-event-list',
  imports: [EventMark, Icon, MatButton, MatDivider, MatIconButton, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger],
  templateUrl: './event-list.html',
  styleUrl: './event-list.scss',
})
export class EventList {
  readonly maintenance = input.required<MaintenanceState>();
  readonly events = input.required<readonly MaintenanceEvent[]>();
  readonly canWrite = input.required<boolean>();
  /** Somebody wants to change an event, or the series from it on. */
  readonly edited = output<MaintenanceEvent>();
  protected readonly dialogs = inject(MaintenanceDialogs);

  protected readonly rows = computed(() => {
    const { timezone, duration_seconds, is_recurring, current_event, next_event } = this.maintenance();
    return this.events().map((event) => {
      const length = event.end_date_time - event.start_date_time;
      return {
        event,
        when: formatWindowIn(timezone, event.start_date_time, event.end_date_time),
        yours: timezone === timeZone ? '' : `your time ${formatDateTime(event.start_date_time)}`,
        length: length === duration_seconds ? '' : `lasts ${plannedDuration(length)}`,
        isNext: event.id === (current_event ?? next_event)?.id,
        isOngoing: event.status === 'ONGOING',
        isOpen: !isTerminal(event.status),
        cancelWords: is_recurring && isAhead(event.status) ? 'Skip' : 'Cancel',
      };
    });
  });
}
