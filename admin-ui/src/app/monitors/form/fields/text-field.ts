import { Component, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrors } from '../../../ui/field-errors.js';

/** One line of text that a program reads: a host, an address, a name in a protocol. */
@Component({
  selector: 'app-text-field',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        [attr.inputmode]="inputmode()"
        [class.mono]="mono()"
        [placeholder]="placeholder()"
        [formField]="field()"
      />
      @if (hint(); as text) {
        <mat-hint>{{ text }}</mat-hint>
      }
      <mat-error><app-field-errors [field]="field()()" /></mat-error>
    </mat-form-field>
  `,
})
export class TextField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly placeholder = input('');
  readonly inputmode = input<'text' | 'url' | 'numeric'>('text');
  readonly mono = input(false);
}
