import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { timeZone } from '../../platform/formats.js';
import { FieldErrors } from '../../ui/field-errors.js';

/** Days as `YYYY-MM-DD`, both inclusive; null = open on that side. */
export interface DateRange {
  from: string | null;
  to: string | null;
}

/** Between which days incidents began. Closes with the range. */
@Component({
  selector: 'app-dates-dialog',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
  ],
  template: `
    <h2 mat-dialog-title>Started between</h2>
    <form [formRoot]="range">
      <mat-dialog-content>
        <div class="fields">
          <p class="muted small">Days in {{ zone }}. Leave one empty for no bound.</p>
          <mat-form-field class="half">
            <mat-label>First day</mat-label>
            <input matInput type="date" [formField]="range.from" />
          </mat-form-field>
          <mat-form-field class="half">
            <mat-label>Last day</mat-label>
            <input matInput type="date" [formField]="range.to" />
            <mat-error><app-field-errors [field]="range.to()" /></mat-error>
          </mat-form-field>
        </div>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit">Show</button>
      </mat-dialog-actions>
    </form>
  `,
})
export class DatesDialog {
  private readonly data = inject<DateRange>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<DatesDialog, DateRange>>(MatDialogRef);
  protected readonly zone = timeZone;
  private readonly draft = signal({ from: this.data.from ?? '', to: this.data.to ?? '' });
  protected readonly range = form(
    this.draft,
    (path) => {
      validate(path.to, ({ value, valueOf }) =>
        value() !== '' && value() < valueOf(path.from) ? { kind: 'order', message: 'Not before the first day.' } : undefined,
      );
    },
    {
      submission: {
        action: async () => {
          const { from, to } = this.draft();
          this.reference.close({ from: from || null, to: to || null });
        },
      },
    },
  );
}
