import { Component, computed, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { Icon } from '../../ui/icon.js';
import { FIELD_WORDS, fieldOfPath, rowsOf } from './field-names.js';
import type { MonitorDraft } from './monitor-draft.js';

/** Everything that keeps a form from being saved; each line leads to its field. */
@Component({
  selector: 'app-error-summary',
  imports: [Icon],
  template: `
    <app-icon name="warning" />
    <div>
      <h2>{{ lines().length === 1 ? 'One thing needs your attention' : lines().length + ' things need your attention' }}</h2>
      <ul>
        @for (line of lines(); track $index) {
          <li>
            <button type="button" (click)="line.error.fieldTree().focusBoundControl()">{{ line.field }}</button>: {{ line.error.message }}
          </li>
        }
      </ul>
    </div>
  `,
  styleUrl: '../../ui/error-summary.scss',
  host: { role: 'alert' },
})
export class ErrorSummary {
  readonly monitor = input.required<FieldTree<MonitorDraft>>();
  protected readonly lines = computed(() =>
    [...FIELD_WORDS].flatMap(([path, words]) => {
      const field = fieldOfPath(this.monitor(), path);
      if (field === null) return [];
      const ofRows = rowsOf(field).flatMap((row, index) =>
        row()
          .errorSummary()
          .map((error) => ({ error, field: `${words}, row ${index + 1}` })),
      );
      const ofRest = (ofRows.length > 0 ? field().errors() : field().errorSummary()).map((error) => ({ error, field: words }));
      return [...ofRest, ...ofRows];
    }),
  );
}
