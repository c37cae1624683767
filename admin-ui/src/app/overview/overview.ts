import { httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { STATUSES } from '@clarion/contract';
import type { OverviewResponse } from '../api/monitors.js';
import { MonitorActions } from '../monitors/monitor-actions.js';
import { APP_BASE } from '../platform/app-base.js';
import { Clock } from '../platform/clock.js';
import { formatAgo, formatInteger, formatMs } from '../platform/formats.js';
import { toProblem } from '../platform/problem.js';
import { STATUS_WORDS } from '../platform/status-words.js';
import { SessionStore } from '../session/session-store.js';
import { CheckStrip } from '../ui/check-strip.js';
import { EmptyState } from '../ui/empty-state.js';
import { Icon } from '../ui/icon.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { StatusMark } from '../ui/status-mark.js';
import { Checklist } from './checklist.js';
import { FiringAlerts } from './firing-alerts.js';
import { NextMaintenance } from './next-maintenance.js';
import { OpenIncidents } from './open-incidents.js';

/** Waiting that nobody has to know about. */
const ON_TIME_MS = 5_000;

/** What needs somebody now. */
@Component({
  selector: 'app-overview',
  imports: [
    CheckStrip,
    Checklist,
    EmptyState,
    FiringAlerts,
    Icon,
    MatButton,
    NextMaintenance,
    OpenIncidents,
    PageHeader,
    ProblemPanel,
    RouterLink,
    StatusMark,
  ],
  templateUrl: './overview.html',
  styleUrl: './overview.scss',
})
export class Overview {
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  private readonly actions = inject(MonitorActions);
  protected readonly base = inject(APP_BASE);
  protected readonly statuses = STATUSES;
  protected readonly words = STATUS_WORDS;
  protected readonly canRead = this.session.can('monitors.read');
  protected readonly canWrite = this.session.can('monitors.write');
  protected readonly answer = httpResource<OverviewResponse>(() => {
    if (!this.canRead) return undefined;
    // The clock makes it fresh while somebody looks; a stored change does so at once.
    this.clock.now();
    this.actions.changes();
    return '/api/v4/overview';
  });
  protected readonly overview = linkedSignal<OverviewResponse | undefined, OverviewResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });
  protected readonly greeting = computed(() => {
    const counts = this.overview()?.counts;
    if (!counts) return 'Overview';
    if (counts.DOWN > 0) return counts.DOWN === 1 ? 'One monitor is down' : `${counts.DOWN} monitors are down`;
    if (counts.DEGRADED > 0) return counts.DEGRADED === 1 ? 'One monitor is degraded' : `${counts.DEGRADED} monitors are degraded`;
    if (counts.UP + counts.MAINTENANCE === 0) return 'Overview';
    return counts.MAINTENANCE > 0 ? 'Nothing is down' : 'Everything is operational';
  });
  protected readonly pace = computed(() => {
    const overview = this.overview();
    if (!overview) return '';
    const checks = `${formatInteger(overview.checks_last_minute)} ${overview.checks_last_minute === 1 ? 'check' : 'checks'} in the last minute`;
    if (overview.lateness_p99_ms === null) return overview.has_monitors ? `${checks}.` : '';
    return overview.lateness_p99_ms < ON_TIME_MS
      ? `${checks}, all on time.`
      : `${checks}. Checks that are due wait up to ${formatMs(overview.lateness_p99_ms)}.`;
  });

  protected ago(at: number | null): string {
    return at === null ? '' : `since ${formatAgo(at, this.clock.now())}`;
  }
}
