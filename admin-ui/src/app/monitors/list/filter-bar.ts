import { Component, computed, input, model, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatChip, MatChipRemove, MatChipSet } from '@angular/material/chips';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MONITOR_TYPES, STATUSES } from '@clarion/contract';
import type { PageSummary } from '../../api/site.js';
import { STATUS_WORDS, TYPE_WORDS } from '../../platform/status-words.js';
import { Icon } from '../../ui/icon.js';
import type { ListQuery } from './list-query.js';

interface Option {
  label: string;
  change: Partial<ListQuery>;
}

interface Filter {
  name: string;
  /** Label of what is chosen, null = nothing. */
  chosen: string | null;
  options: readonly Option[];
  clear: Partial<ListQuery>;
}

/** Search field, one menu per filter, and a chip for each filter that is on. */
@Component({
  selector: 'app-filter-bar',
  imports: [Icon, MatButton, MatChip, MatChipRemove, MatChipSet, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './filter-bar.html',
  styleUrl: './filter-bar.scss',
})
export class FilterBar {
  readonly query = input.required<ListQuery>();
  readonly pages = input.required<readonly PageSummary[]>();
  readonly text = model.required<string>();
  readonly changed = output<Partial<ListQuery>>();
  readonly cleared = output();

  protected readonly filters = computed<Filter[]>(() => {
    const { currentStatus, type, status, isHidden, page } = this.query();
    const filters: Filter[] = [
      {
        name: 'Status',
        chosen: currentStatus && STATUS_WORDS[currentStatus],
        options: STATUSES.map((value) => ({ label: STATUS_WORDS[value], change: { currentStatus: value } })),
        clear: { currentStatus: null },
      },
      {
        name: 'Type',
        chosen: type && TYPE_WORDS[type],
        options: MONITOR_TYPES.map((value) => ({ label: TYPE_WORDS[value], change: { type: value } })),
        clear: { type: null },
      },
      {
        name: 'Active',
        chosen: status && (status === 'ACTIVE' ? 'Running' : 'Paused'),
        options: [
          { label: 'Running', change: { status: 'ACTIVE' } },
          { label: 'Paused', change: { status: 'INACTIVE' } },
        ],
        clear: { status: null },
      },
      {
        name: 'Visibility',
        chosen: isHidden && (isHidden === 'YES' ? 'Hidden' : 'Shown'),
        options: [
          { label: 'Shown', change: { isHidden: 'NO' } },
          { label: 'Hidden', change: { isHidden: 'YES' } },
        ],
        clear: { isHidden: null },
      },
    ];
    if (this.pages().length > 0 || page) {
      filters.push({
        name: 'Page',
        chosen: page && (this.pages().find(({ page_path }) => page_path === page)?.page_title ?? page),
        options: this.pages().map(({ page_path, page_title }) => ({ label: page_title, change: { page: page_path } })),
        clear: { page: null },
      });
    }
    return filters;
  });
  protected readonly chosen = computed(() => this.filters().filter(({ chosen }) => chosen !== null));
}
