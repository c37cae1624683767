import { Component, computed, effect, inject, input, numberAttribute } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatPaginator } from '@angular/material/paginator';
import { MatProgressBar } from '@angular/material/progress-bar';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { MaintenanceEvent } from '../../api/maintenances.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { Clock } from '../../platform/clock.js';
import { formatDateTime, formatDuration, timeZone } from '../../platform/formats.js';
import { SessionStore } from '../../session/session-store.js';
import { CopyButton } from '../../ui/copy-button.js';
import { Icon } from '../../ui/icon.js';
import { MarkdownPreview } from '../../ui/markdown-editor/markdown-preview.js';
import { IMPACT_WORDS } from '../../ui/monitor-impacts/impact-words.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { TranslationDialogs } from '../../ui/translations/translations.js';
import { EventMark } from '../event-mark.js';
import { MaintenanceActions } from '../maintenance-actions.js';
import { MaintenanceDialogs } from '../maintenance-dialogs.js';
import { plannedDuration, ruleSentence } from '../rule-sentence.js';
import { formatDateTimeIn, formatMomentIn } from '../zoned-formats.js';
import { EditScopeDialog, type EditScope } from './edit-scope-dialog.js';
import { EventList } from './event-list.js';
import { EVENTS_PER_PAGE, MaintenancePageStore } from './maintenance-page-store.js';
import { WindowDialog, type WindowQuestion } from './window-dialog.js';

/** One maintenance: what it is, its events, and what can be done about either. The page of events stands in the address. */
@Component({
  selector: 'app-maintenance-page',
  imports: [
    CopyButton,
    EventList,
    EventMark,
    Icon,
    MarkdownPreview,
    MatButton,
    MatDivider,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatPaginator,
    MatProgressBar,
    PageHeader,
    ProblemPanel,
    RouterLink,
  ],
  providers: [MaintenancePageStore, MonitorNames],
  templateUrl: './maintenance-page.html',
  styleUrl: './maintenance-page.scss',
})
export class MaintenancePage {
  readonly id = input.required({ transform: (text: string) => numberAttribute(text, 0) });
  /** 1-based page of events. */
  readonly p = input<string>();
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly dialog = inject(MatDialog);
  private readonly clock = inject(Clock);
  private readonly names = inject(MonitorNames);
  protected readonly store = inject(MaintenancePageStore);
  protected readonly actions = inject(MaintenanceActions);
  protected readonly dialogs = inject(MaintenanceDialogs);
  protected readonly translations = inject(TranslationDialogs);
  protected readonly canWrite = inject(SessionStore).can('maintenances.write');
  protected readonly pageSize = EVENTS_PER_PAGE;
  protected readonly plannedDuration = plannedDuration;

  protected readonly isActive = computed(() => this.store.maintenance()?.status === 'ACTIVE');
  /** The event the headline speaks of: the one in progress, else the next. */
  private readonly nearest = computed(() => {
    const maintenance = this.store.maintenance();
    return maintenance?.current_event ?? maintenance?.next_event ?? null;
  });
  protected readonly headline = computed(() => {
    const event = this.nearest();
    if (!event) return null;
    const isOngoing = event.status === 'ONGOING';
    const rest = (isOngoing ? event.end_date_time : event.start_date_time) - this.clock.now();
    const words = rest <= 0 ? 'now' : `in ${formatDuration(rest)}`;
    return { status: event.status, words: `${isOngoing ? 'ends' : 'starts'} ${words}` };
  });
  protected readonly facts = computed(() => {
    const maintenance = this.store.maintenance();
    if (!maintenance) return [];
    const { is_recurring, rule_words, rrule, timezone, start_date_time, duration_seconds, is_global } = maintenance;
    const yours = timezone === timeZone ? '' : ` (your time ${formatDateTime(start_date_time)})`;
    return [
      { term: 'How often', words: is_recurring ? ruleSentence(rule_words) : 'Once', code: is_recurring ? rrule : '' },
      { term: is_recurring ? 'From' : 'Starts', words: formatDateTimeIn(timezone, start_date_time) + yours, code: '' },
      { term: 'Lasts', words: plannedDuration(duration_seconds), code: '' },
      { term: 'Time zone', words: timezone, code: '' },
      { term: 'Announced on', words: is_global === 'YES' ? 'All pages' : 'Pages with one of its monitors', code: '' },
    ];
  });
  protected readonly monitors = computed(() =>
    (this.store.maintenance()?.monitors ?? []).map(({ monitor_tag, impact }) => ({
      tag: monitor_tag,
      name: this.names.of(monitor_tag)?.name ?? monitor_tag,
      impact: IMPACT_WORDS[impact],
    })),
  );

  constructor() {
    effect(() => {
      this.store.id.set(this.id());
      const page = Number(this.p());
      this.store.wantedPage.set(Number.isInteger(page) && page > 0 ? page : null);
    });
    effect(() => this.names.look((this.store.maintenance()?.monitors ?? []).map(({ monitor_tag }) => monitor_tag)));
    this.actions.failure.set(null);
  }

  protected turnPage(pageNumber: number): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: { p: pageNumber } });
  }

  /** A series asks first how much of it is meant. What takes place once is the plan, or, from its line, the event. */
  protected async edit(line: MaintenanceEvent | null = null): Promise<void> {
    const maintenance = this.store.maintenance();
    if (!maintenance) return;
    const event = line ?? this.nearest();
    const scope =
      maintenance.is_recurring && event
        ? await this.askScope(formatMomentIn(maintenance.timezone, event.start_date_time))
        : line
          ? 'this'
          : 'all';
    if (scope === 'this' && event) {
      const data: WindowQuestion = { event, zone: maintenance.timezone };
      this.dialog.open(WindowDialog, { width: '440px', data });
    }
    if (scope === 'following' && event) await this.router.navigate(['edit'], { relativeTo: this.route, queryParams: { from: event.id } });
    if (scope === 'all') await this.router.navigate(['edit'], { relativeTo: this.route });
  }

  protected async delete(): Promise<void> {
    const maintenance = this.store.maintenance();
    if (maintenance && (await this.dialogs.delete(maintenance))) await this.router.navigateByUrl('/manage/maintenances');
  }

  private async askScope(when: string): Promise<EditScope | undefined> {
    return firstValueFrom(
      this.dialog.open<EditScopeDialog, string, EditScope>(EditScopeDialog, { width: '460px', data: when }).afterClosed(),
    );
  }
}
