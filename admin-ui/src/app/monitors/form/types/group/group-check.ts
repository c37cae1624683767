import { Component, computed, effect, inject, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { FieldErrors } from '../../../../ui/field-errors.js';
import { Icon } from '../../../../ui/icon.js';
import { StatusMark } from '../../../../ui/status-mark.js';
import { focusLater } from '../../fields/focus-later.js';
import { MonitorNames } from '../../fields/monitor-names.js';
import { MonitorSearch } from '../../fields/monitor-search.js';
import type { GroupDraft } from './group-draft.js';
import { equalWeights, isSumOfOne, sumOf } from './weights.js';

const LATENCY_WORDS = [
  { value: 'AVG', words: 'Mean of the members' },
  { value: 'MAX', words: 'Slowest member' },
  { value: 'MIN', words: 'Fastest member' },
] as const;

/** Which monitors make up the group, and how much each of them counts. */
@Component({
  selector: 'app-group-check',
  imports: [
    FieldErrors,
    FormField,
    Icon,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MonitorSearch,
    StatusMark,
  ],
  providers: [MonitorNames],
  templateUrl: './group-check.html',
  styleUrl: './group-check.scss',
})
export class GroupCheck {
  readonly check = input.required<FieldTree<GroupDraft>>();
  /** Tag of the group itself; absent = a new one. */
  readonly tag = input<string>();
  protected readonly names = inject(MonitorNames);
  private readonly focus = focusLater();
  protected readonly latencyWords = LATENCY_WORDS;

  protected readonly rows = computed(() => [...this.check().monitors]);
  private readonly weights = computed(() =>
    this.check()
      .monitors()
      .value()
      .map(({ weight }) => weight),
  );
  protected readonly sum = computed(() => sumOf(this.weights()));
  protected readonly isSumRight = computed(() => isSumOfOne(this.weights()));
  protected readonly isEqual = computed(() => {
    const equal = equalWeights(this.weights().length);
    return this.weights().every((weight, index) => weight === equal[index]);
  });
  /** Neither the group itself nor what is in it already. */
  protected readonly taken = computed(() => {
    const tag = this.tag();
    return new Set([
      ...this.check()
        .monitors()
        .value()
        .map((member) => member.tag),
      ...(tag === undefined ? [] : [tag]),
    ]);
  });

  constructor() {
    effect(() => this.names.look(this.tags()));
  }

  /** Who comes or goes changes everybody's share. */
  protected add(tag: string): void {
    this.spread([...this.tags(), tag]);
  }

  protected remove(index: number): void {
    this.spread(this.tags().filter((_, at) => at !== index));
    this.focus(
      (host) =>
        host
          .querySelectorAll('.member')
          .item(Math.max(0, index - 1))
          ?.querySelector('input') ?? host.querySelector('app-monitor-search input'),
    );
  }

  protected spreadEqually(): void {
    this.spread(this.tags());
  }

  private tags(): string[] {
    return this.check()
      .monitors()
      .value()
      .map(({ tag }) => tag);
  }

  private spread(tags: readonly string[]): void {
    const weights = equalWeights(tags.length);
    this.check()
      .monitors()
      .value.set(tags.map((tag, index) => ({ tag, weight: weights[index] ?? 0 })));
    this.check().monitors().markAsDirty();
  }
}
