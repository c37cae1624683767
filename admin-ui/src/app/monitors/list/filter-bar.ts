import { Component, computed, input, model, output } from '@angular/core';
import { MONITOR_TYPES, STATUSES } from '@clarion/contract';
import type { PageSummary } from '../../api/site.js';
import { STATUS_WORDS, TYPE_WORDS } from '../../platform/status-words.js';
import { Filters, type Filter } from '../../ui/filters/filters.js';
import type { ListQuery } from './list-query.js';

/** What narrows the list of monitors. */
@Component({
  selector: 'app-filter-bar',
  imports: [Filters],
  template: `
    <app-filters
      searchLabel="Search monitors"
      placeholder="Search name or tag"
      [filters]="filters()"
      [(text)]="text"
      (cleared)="cleared.emit()"
    >
      <ng-content />
    </app-filters>
  `,
})
export class FilterBar {
  readonly query = input.required<ListQuery>();
  readonly pages = input.required<readonly PageSummary[]>();
  readonly text = model.required<string>();
  readonly changed = output<Partial<ListQuery>>();
  readonly cleared = output();

  protected readonly filters = computed<Filter[]>(() => {
    const { currentStatus, type, status, isHidden, page } = this.query();
    const pick = (change: Partial<ListQuery>) => () => this.changed.emit(change);
    const filters: Filter[] = [
      {
        name: 'Status',
        chosen: currentStatus && STATUS_WORDS[currentStatus],
        options: STATUSES.map((value) => ({ label: STATUS_WORDS[value], pick: pick({ currentStatus: value }) })),
        clear: pick({ currentStatus: null }),
      },
      {
        name: 'Type',
        chosen: type && TYPE_WORDS[type],
        options: MONITOR_TYPES.map((value) => ({ label: TYPE_WORDS[value], pick: pick({ type: value }) })),
        clear: pick({ type: null }),
      },
      {
        name: 'Active',
        chosen: status && (status === 'ACTIVE' ? 'Running' : 'Paused'),
        options: [
          { label: 'Running', pick: pick({ status: 'ACTIVE' }) },
          { label: 'Paused', pick: pick({ status: 'INACTIVE' }) },
        ],
        clear: pick({ status: null }),
      },
      {
        name: 'Visibility',
        chosen: isHidden && (isHidden === 'YES' ? 'Hidden' : 'Shown'),
        options: [
          { label: 'Shown', pick: pick({ isHidden: 'NO' }) },
          { label: 'Hidden', pick: pick({ isHidden: 'YES' }) },
        ],
        clear: pick({ isHidden: null }),
      },
    ];
    if (this.pages().length > 0 || page) {
      filters.push({
        name: 'Page',
        chosen: page && (this.pages().find(({ page_path }) => page_path === page)?.page_title ?? page),
        options: this.pages().map(({ page_path, page_title }) => ({ label: page_title, pick: pick({ page: page_path }) })),
        clear: pick({ page: null }),
      });
    }
    return filters;
  });
}
