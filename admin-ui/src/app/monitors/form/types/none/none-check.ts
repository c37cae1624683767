import { Component, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import type { NoneDraft } from './none-draft.js';

/** A monitor that people and programs set by hand. */
@Component({
  selector: 'app-none-check',
  imports: [FormField, MatCheckbox],
  template: `
    <p class="muted">
      Its status comes from you: under Monitoring data, through the API, or by an incident. On every run the default status below is
      recorded.
    </p>
    <mat-checkbox [formField]="check().overrideWithLastKnownStatus">Repeat the last status set by hand instead of the default</mat-checkbox>
  `,
  styles: `
    mat-checkbox {
      margin: 8px 0 -8px -10px;
    }
  `,
})
export class NoneCheck {
  readonly check = input.required<FieldTree<NoneDraft>>();
}
