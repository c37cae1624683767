import { Component, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { MatSort, MatSortHeader, type Sort } from '@angular/material/sort';
import { MatTableModule } from '@angular/material/table';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { MaintenanceState } from '../../api/maintenances.js';
import { Clock } from '../../platform/clock.js';
import { formatDateTime, formatDuration, timeZone } from '../../platform/formats.js';
import { Icon } from '../../ui/icon.js';
import { EventMark } from '../event-mark.js';
import { MaintenanceActions } from '../maintenance-actions.js';
import { MaintenanceDialogs } from '../maintenance-dialogs.js';
import { plannedDuration, ruleSentence } from '../rule-sentence.js';
import type { SortKey } from './list-query.js';

/** The rows of the list and what can be done with one. On a phone every row becomes a small card. */
@Component({
  selector: 'app-maintenance-table',
  imports: [
    EventMark,
    Icon,
    MatDivider,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    MatSlideToggle,
    MatSort,
    MatSortHeader,
    MatTableModule,
    MatTooltip,
    RouterLink,
  ],
  templateUrl: './maintenance-table.html',
  styleUrl: './maintenance-table.scss',
})
export class MaintenanceTable {
  readonly maintenances = input.required<readonly MaintenanceState[]>();
  readonly sort = input.required<SortKey>();
  readonly order = input.required<'asc' | 'desc'>();
  readonly canWrite = input.required<boolean>();
  readonly sorted = output<Sort>();
  protected readonly actions = inject(MaintenanceActions);
  protected readonly dialogs = inject(MaintenanceDialogs);
  private readonly clock = inject(Clock);
  protected readonly zone = timeZone;
  protected readonly plannedDuration = plannedDuration;
  protected readonly columns = ['id', 'title', 'type', 'duration', 'monitors', 'next', 'active', 'menu'];

  protected readonly trackId = (_index: number, { id }: MaintenanceState): number => id;

  protected typeWords(row: MaintenanceState): string {
    return row.is_recurring ? ruleSentence(row.rule_words) : 'One-time';
  }

  protected monitorsText(row: MaintenanceState): string {
    return row.monitors.length === 0 ? 'No monitors' : row.monitors.map(({ monitor_tag }) => monitor_tag).join(', ');
  }

  /** The event the row speaks of: the one in progress, else the next. */
  protected readonly event = ({ current_event, next_event }: MaintenanceState) => current_event ?? next_event;

  protected whenText(row: MaintenanceState): string {
    if (row.current_event) {
      const rest = row.current_event.end_date_time - this.clock.now();
      return rest > 0 ? `ends in ${formatDuration(rest)}` : 'ends now';
    }
    return row.next_event ? formatDateTime(row.next_event.start_date_time) : '';
  }
}
