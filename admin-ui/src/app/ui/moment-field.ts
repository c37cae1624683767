import { Component, computed, inject, input, model, output } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Clock } from '../platform/clock.js';
import { timeZone, toLocalInput } from '../platform/formats.js';

/** A moment to the minute in the browser's zone, or now. Its value is that of a `datetime-local` field; empty means now. */
@Component({
  selector: 'app-moment-field',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel, MatSuffix],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }} ({{ zone }})</mat-label>
      @if (isNow()) {
        <input matInput readonly value="Now" />
      } @else {
        <input
          #field
          matInput
          type="datetime-local"
          [value]="value()"
          [attr.aria-invalid]="isShownInvalid() || null"
          (input)="value.set(field.value)"
          (blur)="touch.emit()"
        />
      }
      @if (hasNow()) {
        <button matButton matSuffix type="button" (click)="isNow() ? setTime() : value.set('')">
          {{ isNow() ? 'Set a time' : 'Now' }}
        </button>
      }
      <mat-hint>{{ isShownInvalid() ? '' : hint() }}</mat-hint>
    </mat-form-field>
    @if (isShownInvalid()) {
      <p class="bad small" role="alert">{{ errors()[0]?.message }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    button {
      margin-inline-end: 6px;
      white-space: nowrap;
    }
    .bad {
      padding: 4px 16px 0;
      color: var(--down-text);
    }
  `,
})
export class MomentField implements FormValueControl<string> {
  readonly value = model.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  /** False: a moment must be named, and empty is empty. */
  readonly hasNow = input(true);
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly touch = output();
  private readonly clock = inject(Clock);
  protected readonly zone = timeZone;
  protected readonly isNow = computed(() => this.hasNow() && this.value() === '');
  protected readonly isShownInvalid = computed(() => this.touched() && this.errors().length > 0);

  protected setTime(): void {
    this.value.set(toLocalInput(this.clock.now()));
  }
}
