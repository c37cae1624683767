import { Component, computed, input } from '@angular/core';
import type { FieldState } from '@angular/forms/signals';

/** The first thing that is wrong with a field, in the words of its rule. */
@Component({ selector: 'app-field-errors', template: '{{ text() }}' })
export class FieldErrors {
  readonly field = input.required<Pick<FieldState<unknown>, 'errors'>>();
  protected readonly text = computed(() => this.field().errors()[0]?.message ?? '');
}
