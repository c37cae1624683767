import { ASSERTION_LIMITS, ASSERTION_SEVERITIES, KINDS_OF_ASSERTIONS, type AnyAssertionKind, type AssertedType } from '@clarion/contract';
import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatOption, MatSelect } from '@angular/material/select';
import { STATUS_WORDS } from '../../../../platform/status-words.js';
import { FieldErrors } from '../../../../ui/field-errors.js';
import { Icon } from '../../../../ui/icon.js';
import { focusLater } from '../../fields/focus-later.js';
import { NumberField } from '../../fields/number-field.js';
import { TextField } from '../../fields/text-field.js';
import { comparisonsOf, needsValue, newAssertion, type AssertionDraft, type Comparison } from './assertion-draft.js';

const KIND_WORDS = {
  status: 'HTTP status',
  header: 'Header',
  json: 'JSON value',
  body: 'Body text',
  response_time: 'Response time',
  certificate: 'Certificate',
  banner: 'What the port says',
  record: 'Record',
  count: 'Number of records',
  ttl: 'Time to live',
  other: 'Another kind',
} as const satisfies Record<AssertionDraft['kind'], string>;

const COMPARISON_WORDS = {
  equals: 'is',
  not_equals: 'is not',
  contains: 'contains',
  starts_with: 'starts with',
  not_contains: 'does not contain',
  matches: 'matches the expression',
  exists: 'is there',
  not_exists: 'is not there',
  greater_than: 'is more than',
  less_than: 'is less than',
} as const satisfies Record<Comparison, string>;

/** What must be true of an answer, without code: one row each, and how bad it is when it is not. */
@Component({
  selector: 'app-assertions-editor',
  imports: [
    FieldErrors,
    FormField,
    Icon,
    MatButton,
    MatError,
    MatFormField,
    MatIconButton,
    MatLabel,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatOption,
    MatSelect,
    NumberField,
    TextField,
  ],
  templateUrl: './assertions-editor.html',
  styleUrl: './assertions-editor.scss',
})
export class AssertionsEditor {
  readonly assertions = input.required<FieldTree<AssertionDraft[]>>();
  /** Of the monitor: each has kinds of its own. */
  readonly type = input.required<AssertedType>();
  private readonly focus = focusLater();
  protected readonly kinds = computed((): readonly AnyAssertionKind[] => KINDS_OF_ASSERTIONS[this.type()]);
  protected readonly kindWords = KIND_WORDS;
  protected readonly severities = ASSERTION_SEVERITIES;
  protected readonly statusWords = STATUS_WORDS;
  protected readonly comparisonWords = COMPARISON_WORDS;
  protected readonly needsValue = needsValue;
  protected readonly comparisonsOf = comparisonsOf;
  protected readonly rows = computed(() => [...this.assertions()]);
  protected readonly isFull = computed(() => this.rows().length >= ASSERTION_LIMITS.count);

  /** Words of a row for the button that takes it away. */
  protected rowWords(index: number): string {
    return `assertion ${index + 1}, ${KIND_WORDS[this.rows()[index]?.kind().value() ?? 'other']}`;
  }

  protected add(kind: AnyAssertionKind): void {
    this.assertions()().value.update((rows) => [...rows, newAssertion(kind)]);
    this.focus((host) => [...host.querySelectorAll<HTMLElement>('.assertion')].at(-1)?.querySelector('input'));
  }

  protected remove(index: number): void {
    this.assertions()().value.update((rows) => rows.filter((_, at) => at !== index));
    this.focus(
      (host) =>
        host
          .querySelectorAll('.assertion')
          .item(Math.max(0, index - 1))
          ?.querySelector<HTMLElement>('input') ?? host.querySelector<HTMLElement>('.add'),
    );
  }
}
