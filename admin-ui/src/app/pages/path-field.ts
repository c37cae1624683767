import { Component, computed, inject, input, model, output } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { MatFormField, MatHint, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { sanitizePath } from '@clarion/domain';
import { APP_BASE } from '../platform/app-base.js';

/** The path of a page, which says while it is typed what will become of it. A control of signal forms. */
@Component({
  selector: 'app-path-field',
  imports: [MatFormField, MatHint, MatInput, MatLabel, MatPrefix],
  template: `
    <mat-form-field floatLabel="always">
      <mat-label>Path</mat-label>
      <span matTextPrefix class="mono small">{{ prefix }}</span>
      <input
        #field
        matInput
        class="mono"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        [value]="disabled() ? '' : value()"
        [disabled]="disabled()"
        [attr.aria-invalid]="isShownInvalid() || null"
        [attr.aria-describedby]="isShownInvalid() ? 'path-fault' : null"
        (input)="value.set(field.value)"
        (blur)="leave()"
      />
      <mat-hint>{{ hint() }}</mat-hint>
    </mat-form-field>
    @if (isShownInvalid()) {
      <p class="bad small" role="alert" id="path-fault">{{ errors()[0]?.message }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .bad {
      padding: 4px 16px 0;
      color: var(--down-text);
    }
  `,
})
export class PathField implements FormValueControl<string> {
  readonly value = model.required<string>();
  readonly disabled = input(false);
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly touch = output();
  protected readonly prefix = inject(APP_BASE);
  private readonly path = computed(() => sanitizePath(this.value()));
  /** What is wrong with something typed is said at once; that nothing is there yet, only when the field is left. */
  protected readonly isShownInvalid = computed(
    () => !this.disabled() && this.errors().length > 0 && (this.touched() || this.value().trim() !== ''),
  );
  protected readonly hint = computed(() => {
    if (this.disabled()) return 'The home page has no path, and keeps none.';
    if (this.isShownInvalid()) return '';
    return this.path() !== this.value().trim() && this.path() !== ''
      ? `Will be ${this.prefix}${this.path()}`
      : 'Small letters, digits, - and _.';
  });

  protected leave(): void {
    if (this.path() !== '') this.value.set(this.path());
    this.touch.emit();
  }
}
