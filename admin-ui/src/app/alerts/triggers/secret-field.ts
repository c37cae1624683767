import { Component, computed, input, model, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { isMask } from './trigger-draft.js';

/** Write-only: a stored value shows its mask and a Replace button, never itself. */
@Component({
  selector: 'app-secret-field',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel, MatSuffix],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input
        #field
        matInput
        class="mono"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        [readonly]="isStored()"
        [value]="value()"
        [attr.aria-invalid]="error() !== '' || null"
        [attr.aria-required]="isRequired() || null"
        (input)="value.set(field.value)"
      />
      @if (isStored() || stored() !== '') {
        <button
          matButton
          matSuffix
          type="button"
          [attr.aria-label]="(isStored() ? 'Replace ' : 'Keep ') + label()"
          (click)="isStored() ? replace() : keep(); field.focus()"
        >
          {{ isStored() ? 'Replace' : 'Keep' }}
        </button>
      }
      <mat-hint>{{ error() ? '' : hint() }}</mat-hint>
    </mat-form-field>
    @if (error(); as words) {
      <p class="bad small" role="alert">{{ words }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    button {
      margin-inline-end: 6px;
    }
    .bad {
      padding: 4px 16px 0;
      color: var(--down-text);
    }
  `,
})
export class SecretField {
  readonly value = model.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input('');
  readonly isRequired = input(false);
  /** The mask that was replaced here, to come back to. */
  protected readonly stored = signal('');
  protected readonly isStored = computed(() => isMask(this.value()));

  protected replace(): void {
    this.stored.set(this.value());
    this.value.set('');
  }

  protected keep(): void {
    this.value.set(this.stored());
    this.stored.set('');
  }
}
