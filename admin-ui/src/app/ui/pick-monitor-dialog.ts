import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { MonitorState } from '../api/monitors.js';
import { MonitorSearch } from '../monitors/form/fields/monitor-search.js';

/** Finds the monitor to filter by; its data is the heading. Closes with the monitor. */
@Component({
  selector: 'app-pick-monitor-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, MonitorSearch],
  template: `
    <h2 mat-dialog-title>{{ heading }}</h2>
    <mat-dialog-content>
      <app-monitor-search label="Monitor" [taken]="none" (chosen)="reference.close($event)" />
    </mat-dialog-content>
    <mat-dialog-actions align="end"><button matButton type="button" mat-dialog-close>Cancel</button></mat-dialog-actions>
  `,
  styles: `
    app-monitor-search {
      display: block;
      padding-block-start: 8px;
    }
  `,
})
export class PickMonitorDialog {
  protected readonly heading = inject<string>(MAT_DIALOG_DATA);
  protected readonly reference = inject<MatDialogRef<PickMonitorDialog, MonitorState>>(MatDialogRef);
  protected readonly none: ReadonlySet<string> = new Set();
}
