import { Component, computed, inject, input, model, output } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { INCIDENT_SOURCES, INCIDENT_STATES } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { MonitorState } from '../../api/monitors.js';
import type { PageSummary } from '../../api/site.js';
import { Clock } from '../../platform/clock.js';
import { Filters, type Filter } from '../../ui/filters/filters.js';
import { PickMonitorDialog } from '../../ui/pick-monitor-dialog.js';
import { INCIDENT_SOURCE_WORDS, STATE_WORDS } from '../incident-words.js';
import { DatesDialog, type DateRange } from './dates-dialog.js';
import { dayBefore, type ListQuery } from './list-query.js';

const SPANS = [
  { label: 'Today', days: 0 },
  { label: 'Last 7 days', days: 6 },
  { label: 'Last 30 days', days: 29 },
  { label: 'Last 90 days', days: 89 },
] as const;

/** What narrows the list of incidents. */
@Component({
  selector: 'app-incident-filters',
  imports: [Filters],
  template: `
    <app-filters
      searchLabel="Search incidents"
      placeholder="Search titles and updates"
      [filters]="filters()"
      [(text)]="text"
      (cleared)="cleared.emit()"
    >
      <ng-content />
    </app-filters>
  `,
})
export class IncidentFilters {
  readonly query = input.required<ListQuery>();
  readonly pages = input.required<readonly PageSummary[]>();
  readonly text = model.required<string>();
  readonly changed = output<Partial<ListQuery>>();
  readonly cleared = output();
  private readonly dialog = inject(MatDialog);
  private readonly clock = inject(Clock);

  protected readonly filters = computed<Filter[]>(() => {
    const { state, source, isOpen, monitor, page } = this.query();
    const pick = (change: Partial<ListQuery>) => () => this.changed.emit(change);
    const filters: Filter[] = [
      {
        name: 'Open',
        chosen: isOpen && (isOpen === 'YES' ? 'Still open' : 'Over'),
        options: [
          { label: 'Still open', pick: pick({ isOpen: 'YES' }) },
          { label: 'Over', pick: pick({ isOpen: 'NO' }) },
        ],
        clear: pick({ isOpen: null }),
      },
      {
        name: 'State',
        chosen: state && STATE_WORDS[state],
        options: INCIDENT_STATES.map((value) => ({ label: STATE_WORDS[value], pick: pick({ state: value }) })),
        clear: pick({ state: null }),
      },
      {
        name: 'Source',
        chosen: source && INCIDENT_SOURCE_WORDS[source],
        options: INCIDENT_SOURCES.map((value) => ({ label: INCIDENT_SOURCE_WORDS[value], pick: pick({ source: value }) })),
        clear: pick({ source: null }),
      },
      {
        name: 'Monitor',
        chosen: monitor,
        options: [{ label: 'Choose a monitor…', pick: () => this.chooseMonitor() }],
        clear: pick({ monitor: null }),
      },
      {
        name: 'Started',
        chosen: this.dates(),
        options: [
          ...SPANS.map(({ label, days }) => ({ label, pick: () => this.changed.emit(this.spanOf(days)) })),
          { label: 'Choose dates…', pick: () => this.chooseDates() },
        ],
        clear: pick({ from: null, to: null }),
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
  private readonly dates = computed(() => {
    const { from, to } = this.query();
    if (from === null && to === null) return null;
    const named = SPANS.find(({ days }) => this.spanOf(days).from === from && to === null);
    return named?.label ?? (from === null ? `until ${to}` : to === null ? `since ${from}` : `${from} to ${to}`);
  });

  private spanOf(days: number): DateRange {
    return { from: dayBefore(this.clock.now(), days), to: null };
  }

  private async chooseMonitor(): Promise<void> {
    const data = 'Incidents of which monitor?';
    const dialog = this.dialog.open<PickMonitorDialog, string, MonitorState>(PickMonitorDialog, { width: '480px', data });
    const monitor = await firstValueFrom(dialog.afterClosed());
    if (monitor) this.changed.emit({ monitor: monitor.tag });
  }

  private async chooseDates(): Promise<void> {
    const { from, to } = this.query();
    const dialog = this.dialog.open<DatesDialog, DateRange, DateRange>(DatesDialog, { width: '440px', data: { from, to } });
    const range = await firstValueFrom(dialog.afterClosed());
    if (range) this.changed.emit(range);
  }
}
