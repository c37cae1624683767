import { Component, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrors } from '../../../ui/field-errors.js';

/** A number with its unit. */
@Component({
  selector: 'app-number-field',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatSuffix],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input matInput type="number" inputmode="numeric" [formField]="field()" />
      @if (unit(); as text) {
        <span matTextSuffix>{{ text }}</span>
      }
      @if (hint(); as text) {
        <mat-hint>{{ text }}</mat-hint>
      }
      <mat-error><app-field-errors [field]="field()()" /></mat-error>
    </mat-form-field>
  `,
})
export class NumberField {
  readonly field = input.required<FieldTree<number | null>>();
  readonly label = input.required<string>();
  readonly unit = input('');
  readonly hint = input('');
}
