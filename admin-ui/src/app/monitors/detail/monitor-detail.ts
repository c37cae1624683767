import { Component, computed, effect, inject, input } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { LATENCY_RANGES, type LatencyRange, type Status } from '@clarion/contract';
import { SamplesPanel } from '../../monitoring-data/samples-panel.js';
import { APP_BASE } from '../../platform/app-base.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, formatDuration, formatInterval } from '../../platform/formats.js';
import { STATUS_WORDS, TYPE_WORDS } from '../../platform/status-words.js';
import { SessionStore } from '../../session/session-store.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { TranslationDialogs } from '../../ui/translations/translations.js';
import { StatusMark } from '../../ui/status-mark.js';
import { HeartbeatUrls } from '../heartbeat-urls.js';
import { MonitorActions } from '../monitor-actions.js';
import { MonitorDialogs } from '../monitor-dialogs.js';
import { AlertRulesCard } from './alert-rules-card.js';
import { DayBars } from './day-bars.js';
import { DayPanel } from './day-panel.js';
import { DependencyLines } from './dependency-lines.js';
import { LatencyPanel } from './latency-panel.js';
import { MonitorDetailStore } from './monitor-detail-store.js';

/** One monitor: how it is, how it was, and what can be done about it. Range, day and tab stand in the address. */
@Component({
  selector: 'app-monitor-detail',
  imports: [
    AlertRulesCard,
    DayBars,
    DayPanel,
    DependencyLines,
    HeartbeatUrls,
    Icon,
    LatencyPanel,
    MatButton,
    MatDivider,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatTabLink,
    MatTabNav,
    MatTabNavPanel,
    PageHeader,
    ProblemPanel,
    RouterLink,
    SamplesPanel,
    StatusMark,
  ],
  providers: [MonitorDetailStore],
  templateUrl: './monitor-detail.html',
  styleUrl: './monitor-detail.scss',
})
export class MonitorDetail {
  readonly tag = input.required<string>();
  readonly range = input<string>();
  readonly day = input<string>();
  readonly tab = input<string>();
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly clock = inject(Clock);
  protected readonly store = inject(MonitorDetailStore);
  protected readonly actions = inject(MonitorActions);
  protected readonly dialogs = inject(MonitorDialogs);
  protected readonly base = inject(APP_BASE);
  protected readonly translations = inject(TranslationDialogs);
  protected readonly canWrite = inject(SessionStore).can('monitors.write');
  protected readonly typeWords = TYPE_WORDS;

  protected readonly isSamples = computed(() => this.tab() === 'samples');
  protected readonly headline = computed(() => {
    const monitor = this.store.monitor();
    if (!monitor || monitor.status === 'INACTIVE') return '';
    const length = monitor.since === null ? '' : ` for ${formatDuration(this.clock.now() - monitor.since)}`;
    return sentence(monitor.current_status) + length;
  });
  protected readonly facts = computed(() => {
    const monitor = this.store.monitor();
    if (!monitor) return '';
    const checked =
      monitor.last_checked_at === null ? 'never checked' : `last checked ${formatAgo(monitor.last_checked_at, this.clock.now())}`;
    const often = monitor.interval_seconds === null ? 'no schedule' : `every ${formatInterval(monitor.interval_seconds)}`;
    return `${TYPE_WORDS[monitor.monitor_type]}, ${often}, ${checked}${monitor.is_delayed ? ' (late)' : ''}`;
  });

  constructor() {
    effect(() => {
      this.store.tag.set(this.tag());
      const range = this.range() ?? '';
      this.store.range.set(range in LATENCY_RANGES ? (range as LatencyRange) : '24h');
      this.store.day.set(this.day() ?? null);
    });
  }

  protected go(queryParams: { range?: LatencyRange; day?: string | null }): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }

  protected async delete(): Promise<void> {
    const monitor = this.store.monitor();
    if (monitor && (await this.dialogs.delete(monitor))) await this.router.navigateByUrl('/manage/monitors');
  }
}

const sentence = (status: Status): string => (status === 'MAINTENANCE' ? 'Under maintenance' : STATUS_WORDS[status]);
