import { Component, computed, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { Icon } from '../../ui/icon.js';
import { RULE_FIELD_WORDS, type RuleDraft } from './rule-draft.js';

/** Everything that keeps the rule from being saved; each line leads to its field. */
@Component({
  selector: 'app-rule-errors',
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
export class RuleErrors {
  readonly rule = input.required<FieldTree<RuleDraft>>();
  protected readonly lines = computed(() =>
    [...RULE_FIELD_WORDS].flatMap(([member, words]) =>
      (this.rule()[member] as FieldTree<unknown>)()
        .errorSummary()
        .map((error) => ({ error, words })),
    ),
  );
}
