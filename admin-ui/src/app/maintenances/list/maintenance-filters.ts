import { Component, computed, effect, inject, input, model, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatChip, MatChipRemove, MatChipSet } from '@angular/material/chips';
import { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { firstValueFrom } from 'rxjs';
import type { MonitorState } from '../../api/monitors.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { Icon } from '../../ui/icon.js';
import { WINDOWS, type ListQuery, type WindowKey } from './list-query.js';
import { PickMonitorDialog } from './pick-monitor-dialog.js';

/** All, active or inactive; a search field; a monitor; a window of time. A chip for each filter that is on. */
@Component({
  selector: 'app-maintenance-filters',
  imports: [
    Icon,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatChip,
    MatChipRemove,
    MatChipSet,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
  ],
  providers: [MonitorNames],
  templateUrl: './maintenance-filters.html',
  // The same bar as above the monitors.
  styleUrl: '../../monitors/list/filter-bar.scss',
})
export class MaintenanceFilters {
  readonly query = input.required<ListQuery>();
  readonly text = model.required<string>();
  readonly changed = output<Partial<ListQuery>>();
  readonly cleared = output();
  private readonly dialog = inject(MatDialog);
  private readonly names = inject(MonitorNames);
  protected readonly windows = Object.entries(WINDOWS) as [WindowKey, string][];

  protected readonly chosen = computed(() => {
    const { monitor, window } = this.query();
    return [
      ...(monitor ? [{ name: 'Monitor', words: this.names.of(monitor)?.name ?? monitor, clear: { monitor: null } }] : []),
      ...(window ? [{ name: 'Window', words: WINDOWS[window], clear: { window: null } }] : []),
    ];
  });

  constructor() {
    effect(() => {
      const { monitor } = this.query();
      if (monitor) this.names.look([monitor]);
    });
  }

  protected async pickMonitor(): Promise<void> {
    const dialog = this.dialog.open<PickMonitorDialog, undefined, MonitorState>(PickMonitorDialog, { width: '440px' });
    const monitor = await firstValueFrom(dialog.afterClosed());
    if (!monitor) return;
    this.names.learn(monitor);
    this.changed.emit({ monitor: monitor.tag });
  }
}
