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
  styles: `
    :host {
      display: flex;
      gap: 12px;
      padding: 14px 16px;
      border: 1px solid color-mix(in srgb, var(--down) 35%, transparent);
      border-radius: 10px;
      background: var(--down-container);
    }
    app-icon {
      color: var(--down-text);
    }
    h2 {
      font-size: 0.9375rem;
    }
    li {
      margin-block-start: 2px;
    }
    button {
      padding: 0;
      border: 0;
      background: none;
      color: var(--down-text);
      font: inherit;
      font-weight: 560;
      text-decoration: underline;
      cursor: pointer;
    }
  `,
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
