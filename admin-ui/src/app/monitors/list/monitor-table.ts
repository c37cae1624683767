import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatDivider } from '@angular/material/divider';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { MatSort, MatSortHeader, type Sort } from '@angular/material/sort';
import { MatTableModule } from '@angular/material/table';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { MonitorState } from '../../api/monitors.js';
import { APP_BASE } from '../../platform/app-base.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, formatInterval, formatMs } from '../../platform/formats.js';
import { TYPE_WORDS } from '../../platform/status-words.js';
import { CheckStrip } from '../../ui/check-strip.js';
import { Icon } from '../../ui/icon.js';
import { StatusMark } from '../../ui/status-mark.js';
import { MonitorSelection } from '../bulk/selection.js';
import { MonitorActions } from '../monitor-actions.js';
import { MonitorDialogs } from '../monitor-dialogs.js';
import type { SortKey } from './list-query.js';

/** The rows of the list and what can be done with one. On a phone every row becomes a small card. */
@Component({
  selector: 'app-monitor-table',
  imports: [
    CheckStrip,
    Icon,
    MatCheckbox,
    MatDivider,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    MatSlideToggle,
    MatSort,
    MatSortHeader,
    MatTableModule,
    MatTooltip,
    RouterLink,
    StatusMark,
  ],
  templateUrl: './monitor-table.html',
  styleUrl: './monitor-table.scss',
})
export class MonitorTable {
  readonly monitors = input.required<readonly MonitorState[]>();
  readonly sort = input.required<SortKey>();
  readonly order = input.required<'asc' | 'desc'>();
  readonly canWrite = input.required<boolean>();
  readonly sorted = output<Sort>();
  protected readonly actions = inject(MonitorActions);
  protected readonly dialogs = inject(MonitorDialogs);
  protected readonly base = inject(APP_BASE);
  protected readonly selection = inject(MonitorSelection);
  private readonly clock = inject(Clock);
  protected readonly formatInterval = formatInterval;
  protected readonly formatMs = formatMs;
  protected readonly columns = [
    'select',
    'name',
    'current_status',
    'monitor_type',
    'interval',
    'uptime',
    'checks',
    'pages',
    'active',
    'menu',
  ];

  protected readonly isPageSelected = computed(() => this.monitors().every(({ tag }) => this.selection.has(tag)));
  protected readonly isPageTouched = computed(() => this.monitors().some(({ tag }) => this.selection.has(tag)));

  protected readonly trackTag = (_index: number, { tag }: MonitorState): string => tag;

  protected checkedText(monitor: MonitorState): string {
    if (monitor.last_checked_at === null) return 'never checked';
    return `${monitor.is_delayed ? 'late, last ' : ''}${formatAgo(monitor.last_checked_at, this.clock.now())}`;
  }

  protected typeText(monitor: MonitorState): string {
    return TYPE_WORDS[monitor.monitor_type];
  }

  protected pagesText(monitor: MonitorState): string {
    if (monitor.pages.length === 0) return 'On no public page';
    return monitor.pages.map(({ page_title }) => page_title).join(', ');
  }

  protected isPublic(monitor: MonitorState): boolean {
    return monitor.status === 'ACTIVE' && monitor.is_hidden === 'NO';
  }
}
