import { Component, computed, input, model, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatChip, MatChipRemove, MatChipSet } from '@angular/material/chips';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '../icon.js';

export interface FilterOption {
  label: string;
  pick: () => unknown;
}

/** One menu of the bar. */
export interface Filter {
  name: string;
  /** Label of what is chosen, null = nothing. */
  chosen: string | null;
  options: readonly FilterOption[];
  clear: () => unknown;
}

/** Search field where there is something to search, one menu per filter, and a chip for each filter that is on. What is projected stands at the end. */
@Component({
  selector: 'app-filters',
  imports: [Icon, MatButton, MatChip, MatChipRemove, MatChipSet, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './filters.html',
  styleUrl: './filters.scss',
})
export class Filters {
  readonly filters = input.required<readonly Filter[]>();
  /** Name of the search field, such as `Search monitors`; empty = there is none. */
  readonly searchLabel = input('');
  readonly placeholder = input('');
  readonly text = model('');
  readonly cleared = output();
  protected readonly chosen = computed(() => this.filters().filter(({ chosen }) => chosen !== null));
}
