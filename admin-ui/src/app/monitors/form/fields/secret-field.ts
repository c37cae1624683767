import { Component, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrors } from '../../../ui/field-errors.js';
import { focusLater } from './focus-later.js';
import { isMasked } from './masked.js';
import { SecretShown } from './secret-shown.js';

/** A secret: written once, then shown by its last characters until it is replaced. */
@Component({
  selector: 'app-secret-field',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, SecretShown],
  template: `
    @if (isMasked(field()().value())) {
      <app-secret-shown [label]="label()" [what]="what()" [masked]="field()().value()" (replaced)="replace()" />
    } @else {
      <mat-form-field>
        <mat-label>{{ label() }}</mat-label>
        @if (isLong()) {
          <textarea
            matInput
            class="mono"
            rows="4"
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            [formField]="field()"
          ></textarea>
        } @else {
          <input
            matInput
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            [placeholder]="placeholder()"
            [formField]="field()"
          />
        }
        @if (hint(); as text) {
          <mat-hint>{{ text }}</mat-hint>
        }
        <mat-error><app-field-errors [field]="field()()" /></mat-error>
      </mat-form-field>
    }
  `,
})
export class SecretField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  /** In a sentence: `the password`. */
  readonly what = input.required<string>();
  readonly hint = input('');
  readonly placeholder = input('');
  /** Several lines, such as a key. */
  readonly isLong = input(false);
  private readonly focus = focusLater();
  protected readonly isMasked = isMasked;

  protected replace(): void {
    this.field()().value.set('');
    this.field()().markAsDirty();
    this.focus((host) => host.querySelector<HTMLElement>('input, textarea'));
  }
}
