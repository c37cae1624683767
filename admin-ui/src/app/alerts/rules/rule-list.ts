import { Component, computed, effect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatPaginator } from '@angular/material/paginator';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { ALERT_FORS } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { AlertRule } from '../../api/alerts.js';
import type { MonitorState } from '../../api/monitors.js';
import { Clock } from '../../platform/clock.js';
import { formatMoment } from '../../platform/formats.js';
import { SessionStore } from '../../session/session-store.js';
import { ConfirmDialog, type Confirmation } from '../../ui/confirm-dialog.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { PickMonitorDialog } from '../../ui/pick-monitor-dialog.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { AlertActions } from '../alert-actions.js';
import { AlertMark } from '../alert-mark.js';
import { firingOn, moodOfRule } from '../alert-moods.js';
import { AlertTabs } from '../alert-tabs.js';
import { ALERT_FOR_WORDS, conditionWords, SEVERITY_WORDS, tellsWords } from '../alert-words.js';
import { type Filter, Filters } from '../../ui/filters/filters.js';
import { MuteDialog } from './mute-dialog.js';
import { RuleListStore } from './rule-list-store.js';
import { NO_RULE_FILTER, readRuleQuery, RULES_PER_PAGE, toRuleFilter, writeRuleQuery, type RuleQuery } from './rule-query.js';

/** Monitors named in a row; the others are counted. */
const NAMED = 3;
const MUTES = [
  { words: '1 hour', seconds: 3_600 },
  { words: '8 hours', seconds: 28_800 },
  { words: '1 day', seconds: 86_400 },
] as const;

/** Who is told when: all rules, those that fire first. Filters and page live in the address. */
@Component({
  selector: 'app-rule-list',
  imports: [
    AlertMark,
    AlertTabs,
    EmptyState,
    Filters,
    Icon,
    MatButton,
    MatDivider,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatPaginator,
    MatProgressBar,
    MatSlideToggle,
    PageHeader,
    ProblemPanel,
    RouterLink,
  ],
  providers: [RuleListStore],
  templateUrl: './rule-list.html',
  styleUrl: '../../ui/list-table.scss',
})
export class RuleList {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly dialog = inject(MatDialog);
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  protected readonly store = inject(RuleListStore);
  protected readonly actions = inject(AlertActions);
  protected readonly canWrite = this.session.can('alerts.write');
  protected readonly mutes = MUTES;
  protected readonly perPage = RULES_PER_PAGE;

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => readRuleQuery(this.params()));
  protected readonly isFiltered = computed(() => Object.keys(toRuleFilter(this.query())).length > 0);
  protected readonly rows = computed(() =>
    this.store.rows().map((rule) => ({
      rule,
      mood: moodOfRule(rule),
      isActive: rule.is_active === 'YES',
      name: nameOf(rule),
      condition: `${ALERT_FOR_WORDS[rule.alert_for]}: ${conditionWords({ alertFor: rule.alert_for, value: rule.alert_value, includeWorse: rule.include_worse })}`,
      severity: SEVERITY_WORDS[rule.severity],
      monitors: [...firingOn(rule), ...rule.monitors.filter(({ open_alert_id }) => open_alert_id === null)].slice(0, NAMED),
      more: Math.max(0, rule.monitors.length - NAMED),
      firing: firingOn(rule).length,
      told: tellsWords(
        rule.create_incident === 'YES',
        rule.triggers.map(({ name, trigger_status }) => (trigger_status === 'ACTIVE' ? name : `${name} (off)`)),
        rule.reminder_minutes,
      ),
      muted: rule.is_muted && rule.muted_until !== null ? `Muted until ${formatMoment(rule.muted_until, this.clock.now())}` : null,
    })),
  );
  protected readonly count = computed(() => {
    const total = this.store.total();
    const firing = this.rows().filter(({ mood }) => mood === 'firing').length;
    return `${total.toLocaleString()} ${total === 1 ? 'rule' : 'rules'}${firing > 0 ? `, ${firing} firing` : ''}`;
  });
  protected readonly filters = computed<Filter[]>(() => {
    const { monitor, alertFor, isActive, trigger } = this.query();
    const pick = (change: Partial<RuleQuery>) => () => this.change(change);
    const filters: Filter[] = [
      {
        name: 'Monitor',
        chosen: monitor,
        options: [{ label: 'Choose a monitor…', pick: () => this.chooseMonitor() }],
        clear: pick({ monitor: null }),
      },
      {
        name: 'Type',
        chosen: alertFor && ALERT_FOR_WORDS[alertFor],
        options: ALERT_FORS.map((value) => ({ label: ALERT_FOR_WORDS[value], pick: pick({ alertFor: value }) })),
        clear: pick({ alertFor: null }),
      },
      {
        name: 'Active',
        chosen: isActive && (isActive === 'YES' ? 'On' : 'Off'),
        options: [
          { label: 'On', pick: pick({ isActive: 'YES' }) },
          { label: 'Off', pick: pick({ isActive: 'NO' }) },
        ],
        clear: pick({ isActive: null }),
      },
    ];
    if (this.store.triggers().length > 0 || trigger !== null)
      filters.push({
        name: 'Trigger',
        chosen: trigger === null ? null : (this.store.triggers().find(({ id }) => id === trigger)?.name ?? `No. ${trigger}`),
        options: this.store.triggers().map(({ id, name }) => ({ label: name, pick: pick({ trigger: id }) })),
        clear: pick({ trigger: null }),
      });
    return filters;
  });

  constructor() {
    this.actions.failure.set(null);
    effect(() => this.store.query.set(this.query()));
  }

  /** Every change but a page turn starts at the first page again. */
  protected change(change: Partial<RuleQuery>): void {
    const query = { ...this.query(), pageNumber: 1, ...change };
    void this.router.navigate([], { relativeTo: this.route, queryParams: writeRuleQuery(query) });
  }

  protected clear(): void {
    this.change(NO_RULE_FILTER);
  }

  protected mute(rule: AlertRule, seconds: number): void {
    void this.actions.mute(rule, this.clock.now() + seconds);
  }

  protected async muteUntil(rule: AlertRule): Promise<void> {
    const until = await firstValueFrom(this.dialog.open<MuteDialog, undefined, number>(MuteDialog, { width: '440px' }).afterClosed());
    if (until !== undefined) await this.actions.mute(rule, until);
  }

  protected async delete(rule: AlertRule): Promise<void> {
    const data: Confirmation = {
      heading: `Delete the rule “${nameOf(rule)}”?`,
      text: 'Its alerts go with it, also those that fire; nobody is told. Incidents that it opened stay.',
      action: 'Delete rule',
      isDangerous: true,
    };
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data });
    if (await firstValueFrom(dialog.afterClosed())) await this.actions.deleteRule(rule);
  }

  private async chooseMonitor(): Promise<void> {
    const dialog = this.dialog.open<PickMonitorDialog, string, MonitorState>(PickMonitorDialog, {
      width: '480px',
      data: 'Rules of which monitor?',
    });
    const monitor = await firstValueFrom(dialog.afterClosed());
    if (monitor) this.change({ monitor: monitor.tag });
  }
}

/** `DOWN on Web shop`, `DOWN on 12 monitors`. */
export const nameOf = (rule: AlertRule): string => {
  const condition = conditionWords({ alertFor: rule.alert_for, value: rule.alert_value, includeWorse: rule.include_worse });
  return `${condition} on ${rule.monitors.length === 1 ? rule.monitors[0]!.name : `${rule.monitors.length} monitors`}`;
};
