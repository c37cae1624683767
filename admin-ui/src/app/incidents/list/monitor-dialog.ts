import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { MonitorSearch } from '../../monitors/form/fields/monitor-search.js';

/** Asks for one monitor. Closes with its tag. */
@Component({
  selector: 'app-monitor-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, MonitorSearch],
  template: `
    <h2 mat-dialog-title>Incidents of a monitor</h2>
    <mat-dialog-content>
      <app-monitor-search label="Monitor" [taken]="none" (chosen)="reference.close($event.tag)" />
    </mat-dialog-content>
    <mat-dialog-actions align="end"><button matButton type="button" mat-dialog-close>Cancel</button></mat-dialog-actions>
  `,
  styles: `
    app-monitor-search {
      display: block;
      padding-block-start: 6px;
    }
  `,
})
export class MonitorDialog {
  protected readonly reference = inject<MatDialogRef<MonitorDialog, string>>(MatDialogRef);
  protected readonly none: ReadonlySet<string> = new Set();
}
