import { httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatPaginator } from '@angular/material/paginator';
import { MatProgressBar } from '@angular/material/progress-bar';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { ALERT_SEVERITIES } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { Alert, AlertsResponse } from '../../api/alerts.js';
import type { MonitorState } from '../../api/monitors.js';
import { Clock } from '../../platform/clock.js';
import { formatDuration, formatMoment, toSeconds } from '../../platform/formats.js';
import { toProblem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';
import { ConfirmDialog, type Confirmation } from '../../ui/confirm-dialog.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { PickMonitorDialog } from '../../ui/pick-monitor-dialog.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { AlertActions, ALERTS } from '../alert-actions.js';
import { AlertMark } from '../alert-mark.js';
import { moodOfAlert } from '../alert-moods.js';
import { AlertTabs } from '../alert-tabs.js';
import { ALERT_FOR_WORDS, conditionWords, SEVERITY_WORDS } from '../alert-words.js';
import { type Filter, Filters } from '../../ui/filters/filters.js';
import { DeleteAlertDialog, type DeleteAlertQuestion } from './delete-alert-dialog.js';
import { ALERTS_PER_PAGE, NO_LOG_FILTER, readLogQuery, toLogFilter, writeLogQuery, type LogQuery } from './log-query.js';

/** What fired when, and what people did about it. Filters and page live in the address. */
@Component({
  selector: 'app-alert-log',
  imports: [
    AlertMark,
    AlertTabs,
    EmptyState,
    Filters,
    Icon,
    MatButton,
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
  templateUrl: './alert-log.html',
  styleUrl: '../../ui/list-table.scss',
})
export class AlertLogScreen {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly dialog = inject(MatDialog);
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  protected readonly actions = inject(AlertActions);
  protected readonly canWrite = this.session.can('alerts.write');
  protected readonly perPage = ALERTS_PER_PAGE;

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => readLogQuery(this.params()));
  protected readonly isFiltered = computed(() => Object.keys(toLogFilter(this.query())).length > 0);
  protected readonly answer = httpResource<AlertsResponse>(() => {
    const query = this.query();
    // The clock makes it fresh while somebody looks; a stored change does so at once.
    this.clock.now();
    this.actions.changes();
    return { url: ALERTS, params: { ...toLogFilter(query), page: query.pageNumber, limit: ALERTS_PER_PAGE } };
  });
  /** The newest answer there is: old rows stay while new ones load. */
  protected readonly newest = linkedSignal<AlertsResponse | undefined, AlertsResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
  protected readonly rows = computed(() =>
    (this.newest()?.alerts ?? []).map((alert) => ({
      alert,
      mood: moodOfAlert(alert),
      isOpen: alert.alert_status === 'TRIGGERED',
      isAcknowledged: alert.is_acknowledged === 'YES',
      condition: `${ALERT_FOR_WORDS[alert.alert_for]}: ${conditionWords({ alertFor: alert.alert_for, value: alert.alert_value, includeWorse: false })}`,
      severity: SEVERITY_WORDS[alert.severity],
      began: formatMoment(toSeconds(alert.created_at), this.clock.now()),
      lasted: formatDuration(alert.duration_seconds),
      note: noteOf(alert),
    })),
  );
  protected readonly total = computed(() => this.newest()?.total ?? 0);
  protected readonly count = computed(() => `${this.total().toLocaleString()} ${this.total() === 1 ? 'alert' : 'alerts'}`);
  protected readonly filters = computed<Filter[]>(() => {
    const { rule, monitor, status, severity } = this.query();
    const pick = (change: Partial<LogQuery>) => () => this.change(change);
    const filters: Filter[] = [
      {
        name: 'Status',
        chosen: status && (status === 'TRIGGERED' ? 'Firing' : 'Resolved'),
        options: [
          { label: 'Firing', pick: pick({ status: 'TRIGGERED' }) },
          { label: 'Resolved', pick: pick({ status: 'RESOLVED' }) },
        ],
        clear: pick({ status: null }),
      },
      {
        name: 'Severity',
        chosen: severity && SEVERITY_WORDS[severity],
        options: ALERT_SEVERITIES.map((value) => ({ label: SEVERITY_WORDS[value], pick: pick({ severity: value }) })),
        clear: pick({ severity: null }),
      },
      {
        name: 'Monitor',
        chosen: monitor,
        options: [{ label: 'Choose a monitor…', pick: () => this.chooseMonitor() }],
        clear: pick({ monitor: null }),
      },
    ];
    // Only rows lead to it: nobody knows rules by their numbers.
    if (rule !== null)
      filters.push({
        name: 'Rule',
        chosen: `No. ${rule}`,
        options: [{ label: 'Every rule', pick: pick({ rule: null }) }],
        clear: pick({ rule: null }),
      });
    return filters;
  });

  constructor() {
    this.actions.failure.set(null);
  }

  /** Every change but a page turn starts at the first page again. */
  protected change(change: Partial<LogQuery>): void {
    const query = { ...this.query(), pageNumber: 1, ...change };
    void this.router.navigate([], { relativeTo: this.route, queryParams: writeLogQuery(query) });
  }

  protected clear(): void {
    this.change(NO_LOG_FILTER);
  }

  protected async resolve(alert: Alert): Promise<void> {
    const data: Confirmation = {
      heading: `Resolve alert ${alert.id}?`,
      text: `Its triggers are told that it is over${alert.incident_id === null ? '' : ', and its incident is resolved'}. While ${alert.monitor_name} still fails, the rule begins a new one.`,
      action: 'Resolve',
    };
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data });
    if (await firstValueFrom(dialog.afterClosed())) await this.actions.resolve(alert);
  }

  protected async delete(alert: Alert): Promise<void> {
    const data = { id: alert.id, incidentId: this.session.can('incidents.write') ? alert.incident_id : null };
    const dialog = this.dialog.open<DeleteAlertDialog, DeleteAlertQuestion, boolean>(DeleteAlertDialog, { width: '460px', data });
    const isWithIncident = await firstValueFrom(dialog.afterClosed());
    if (isWithIncident !== undefined) await this.actions.deleteAlert(alert, isWithIncident);
  }

  private async chooseMonitor(): Promise<void> {
    const data = 'Alerts of which monitor?';
    const dialog = this.dialog.open<PickMonitorDialog, string, MonitorState>(PickMonitorDialog, { width: '480px', data });
    const monitor = await firstValueFrom(dialog.afterClosed());
    if (monitor) this.change({ monitor: monitor.tag });
  }
}

/** Who looks after it, or why it ended. */
function noteOf({ acknowledged_by, resolve_reason, reminders }: Alert): string | null {
  if (resolve_reason !== null) return `Ended: ${resolve_reason}`;
  if (acknowledged_by !== null) return `Acknowledged by ${acknowledged_by}`;
  return reminders === 0 ? null : `Told again ${reminders === 1 ? 'once' : `${reminders} times`}`;
}
