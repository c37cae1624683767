import { Component, computed, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { Icon } from '../../ui/icon.js';
import type { MaintenanceDraft } from './maintenance-draft.js';
import { FIELD_WORDS } from './maintenance-rules.js';

/** Everything that keeps the form from being saved; each line leads to its field. */
@Component({
  selector: 'app-maintenance-errors',
  imports: [Icon],
  template: `
    <app-icon name="warning" />
    <div>
      <h2>{{ lines().length === 1 ? 'One thing needs your attention' : lines().length + ' things need your attention' }}</h2>
      <ul>
        @for (line of lines(); track $index) {
          <li>
            <button type="button" (click)="line.error.fieldTree().focusBoundControl()">{{ line.words }}</button>: {{ line.error.message }}
          </li>
        }
      </ul>
    </div>
  `,
  styleUrl: '../../ui/error-summary.scss',
  host: { role: 'alert' },
})
export class MaintenanceErrors {
  readonly maintenance = input.required<FieldTree<MaintenanceDraft>>();
  protected readonly lines = computed(() =>
    [...FIELD_WORDS].flatMap(([member, words]) =>
      (this.maintenance()[member] as FieldTree<unknown>)()
        .errorSummary()
        .map((error) => ({ error, words })),
    ),
  );
}
