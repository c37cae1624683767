import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';

export type EditScope = 'this' | 'following' | 'all';

/** How much of a series is to be changed. Closes with the answer. */
@Component({
  selector: 'app-edit-scope-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, MatRadioButton, MatRadioGroup],
  template: `
    <h2 mat-dialog-title>Change which events?</h2>
    <mat-dialog-content>
      <mat-radio-group class="choices" aria-label="Which events" [value]="scope()" (change)="scope.set($event.value)">
        <mat-radio-button value="this">
          This occurrence<span class="muted small">Only the window of {{ when }}. The others stay.</span>
        </mat-radio-button>
        <mat-radio-button value="following">
          This and following<span class="muted small">The series ends before it, and a new maintenance begins with it.</span>
        </mat-radio-button>
        <mat-radio-button value="all">
          All<span class="muted small">Events that have not begun are made anew; what has begun or is over stays.</span>
        </mat-radio-button>
      </mat-radio-group>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Cancel</button>
      <button matButton="filled" type="button" [mat-dialog-close]="scope()">Continue</button>
    </mat-dialog-actions>
  `,
  styles: `
    .choices {
      gap: 8px;
    }
    .small {
      display: block;
      line-height: 1.3;
    }
  `,
})
export class EditScopeDialog {
  /** Of the event it is about, in words. */
  protected readonly when = inject<string>(MAT_DIALOG_DATA);
  protected readonly scope = signal<EditScope>('this');
}
