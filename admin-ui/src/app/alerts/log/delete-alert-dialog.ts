import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

export interface DeleteAlertQuestion {
  id: number;
  /** Incident that may go with it; null = there is none, or the person may not delete it. */
  incidentId: number | null;
}

/** Asks before an alert leaves the log. Closes with whether its incident goes too, or undefined. */
@Component({
  selector: 'app-delete-alert-dialog',
  imports: [MatButton, MatCheckbox, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>Delete alert {{ question.id }}?</h2>
    <mat-dialog-content class="stack">
      <p>It leaves the log, and nobody is told. While its rule still holds, a new alert begins with the next check.</p>
      @if (question.incidentId; as incident) {
        <mat-checkbox class="tight" [checked]="isWithIncident()" (change)="isWithIncident.set($event.checked)"
          >Delete incident {{ incident }} too</mat-checkbox
        >
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Cancel</button>
      <button matButton="filled" type="button" class="danger-button" (click)="reference.close(isWithIncident())">Delete</button>
    </mat-dialog-actions>
  `,
})
export class DeleteAlertDialog {
  protected readonly question = inject<DeleteAlertQuestion>(MAT_DIALOG_DATA);
  protected readonly reference = inject<MatDialogRef<DeleteAlertDialog, boolean>>(MatDialogRef);
  protected readonly isWithIncident = signal(false);
}
