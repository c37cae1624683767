import { Component, computed, effect, inject, input, model, output } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { MonitorState } from '../../api/monitors.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { Filters, type Filter } from '../../ui/filters/filters.js';
import { PickMonitorDialog } from '../../ui/pick-monitor-dialog.js';
import { WINDOWS, type ListQuery, type WindowKey } from './list-query.js';

const LIFECYCLE_WORDS = { ACTIVE: 'Active', INACTIVE: 'Inactive' } as const;

/** What narrows the list of maintenances. */
@Component({
  selector: 'app-maintenance-filters',
  imports: [Filters],
  providers: [MonitorNames],
  template: `
    <app-filters
      searchLabel="Search maintenances"
      placeholder="Search title"
      [filters]="filters()"
      [(text)]="text"
      (cleared)="cleared.emit()"
    >
      <ng-content />
    </app-filters>
  `,
})
export class MaintenanceFilters {
  readonly query = input.required<ListQuery>();
  readonly text = model.required<string>();
  readonly changed = output<Partial<ListQuery>>();
  readonly cleared = output();
  private readonly dialog = inject(MatDialog);
  private readonly names = inject(MonitorNames);

  protected readonly filters = computed<Filter[]>(() => {
    const { status, monitor, window } = this.query();
    const pick = (change: Partial<ListQuery>) => () => this.changed.emit(change);
    return [
      {
        name: 'Status',
        chosen: status && LIFECYCLE_WORDS[status],
        options: [
          { label: LIFECYCLE_WORDS.ACTIVE, pick: pick({ status: 'ACTIVE' }) },
          { label: LIFECYCLE_WORDS.INACTIVE, pick: pick({ status: 'INACTIVE' }) },
        ],
        clear: pick({ status: null }),
      },
      {
        name: 'Monitor',
        chosen: monitor && (this.names.of(monitor)?.name ?? monitor),
        options: [{ label: 'Choose a monitor…', pick: () => this.pickMonitor() }],
        clear: pick({ monitor: null }),
      },
      {
        name: 'Window',
        chosen: window && WINDOWS[window],
        options: (Object.keys(WINDOWS) as WindowKey[]).map((key) => ({ label: WINDOWS[key], pick: pick({ window: key }) })),
        clear: pick({ window: null }),
      },
    ];
  });

  constructor() {
    effect(() => {
      const { monitor } = this.query();
      if (monitor) this.names.look([monitor]);
    });
  }

  private async pickMonitor(): Promise<void> {
    const data = 'Maintenances of which monitor?';
    const dialog = this.dialog.open<PickMonitorDialog, string, MonitorState>(PickMonitorDialog, { width: '480px', data });
    const monitor = await firstValueFrom(dialog.afterClosed());
    if (!monitor) return;
    this.names.learn(monitor);
    this.changed.emit({ monitor: monitor.tag });
  }
}
