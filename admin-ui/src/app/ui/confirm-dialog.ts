import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

export interface Confirmation {
  heading: string;
  text: string;
  /** Words of the button that does it. */
  action: string;
  isDangerous?: boolean;
  /** When set, the button stays off until the person has typed this. */
  typed?: string;
}

/** Asks before something that cannot be taken back. Closes with true or undefined. */
@Component({
  selector: 'app-confirm-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, MatFormField, MatInput, MatLabel],
  template: `
    <h2 mat-dialog-title>{{ question.heading }}</h2>
    <mat-dialog-content>
      <p>{{ question.text }}</p>
      @if (question.typed; as expected) {
        <p class="ask">
          Type <code>{{ expected }}</code> to confirm.
        </p>
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>Confirmation</mat-label>
          <input matInput autocomplete="off" spellcheck="false" [value]="entered()" (input)="entered.set($any($event.target).value)" />
        </mat-form-field>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Cancel</button>
      <button
        matButton="filled"
        type="button"
        [class.danger-button]="question.isDangerous"
        [disabled]="!isConfirmed()"
        [mat-dialog-close]="true"
      >
        {{ question.action }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    .ask {
      margin-block: 16px 8px;
    }
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Confirmation>(MAT_DIALOG_DATA);
  protected readonly entered = signal('');
  protected readonly isConfirmed = computed(() => !this.question.typed || this.entered().trim() === this.question.typed);
}
