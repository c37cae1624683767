import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatSort, MatSortHeader, type Sort } from '@angular/material/sort';
import { MatTableModule } from '@angular/material/table';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { IncidentSummary } from '../../api/incidents.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, formatMoment } from '../../platform/formats.js';
import { Icon } from '../../ui/icon.js';
import { IMPACT_WORDS } from '../../ui/monitor-impacts/impact-words.js';
import { INCIDENT_SOURCE_WORDS, spanWords } from '../incident-words.js';
import { StateMark } from '../state-mark.js';
import { IncidentSelection } from './incident-selection.js';
import type { SortKey } from './list-query.js';

/** Tags shown beside an incident; the others are counted. */
const NAMED = 2;

/** The rows of the list. On a phone every row becomes a small card. */
@Component({
  selector: 'app-incident-table',
  imports: [
    Icon,
    MatCheckbox,
    MatDivider,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    MatSort,
    MatSortHeader,
    MatTableModule,
    MatTooltip,
    RouterLink,
    StateMark,
  ],
  templateUrl: './incident-table.html',
  styleUrl: './incident-table.scss',
})
export class IncidentTable {
  readonly incidents = input.required<readonly IncidentSummary[]>();
  readonly sort = input.required<SortKey>();
  readonly order = input.required<'asc' | 'desc'>();
  readonly canWrite = input.required<boolean>();
  readonly sorted = output<Sort>();
  readonly updateWanted = output<IncidentSummary>();
  readonly deleteWanted = output<IncidentSummary>();
  protected readonly selection = inject(IncidentSelection);
  private readonly clock = inject(Clock);
  protected readonly spanWords = spanWords;
  protected readonly columns = computed(() => [
    ...(this.canWrite() ? ['select'] : []),
    'id',
    'title',
    'state',
    'start',
    'duration',
    'monitors',
    'source',
    'updated',
    'menu',
  ]);
  protected readonly isPageSelected = computed(() => this.incidents().every(({ id }) => this.selection.has(id)));
  protected readonly isPageTouched = computed(() => this.incidents().some(({ id }) => this.selection.has(id)));
  protected readonly trackId = (_index: number, { id }: IncidentSummary): number => id;

  protected started({ start_date_time }: IncidentSummary): string {
    return formatMoment(start_date_time, this.clock.now());
  }

  protected ago(at: number): string {
    return formatAgo(at, this.clock.now());
  }

  protected sourceText({ incident_source }: IncidentSummary): string {
    return INCIDENT_SOURCE_WORDS[incident_source];
  }

  protected named({ monitors }: IncidentSummary): string {
    if (monitors.length === 0) return 'None';
    const tags = monitors.slice(0, NAMED).map(({ monitor_tag }) => monitor_tag);
    return monitors.length > NAMED ? `${tags.join(', ')} +${monitors.length - NAMED}` : tags.join(', ');
  }

  protected everyone({ monitors }: IncidentSummary): string {
    return monitors.map(({ monitor_tag, impact }) => `${monitor_tag}: ${IMPACT_WORDS[impact]}`).join('\n');
  }
}
