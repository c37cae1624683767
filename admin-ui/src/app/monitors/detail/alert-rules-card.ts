import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { AlertActions, RULES } from '../../alerts/alert-actions.js';
import { AlertMark, type AlertMood } from '../../alerts/alert-mark.js';
import { firingFirst, moodOfRule } from '../../alerts/alert-moods.js';
import { ALERT_FOR_WORDS, conditionWords, SEVERITY_WORDS, tellsWords } from '../../alerts/alert-words.js';
import type { AlertRule, AlertRulesResponse } from '../../api/alerts.js';
import { Clock } from '../../platform/clock.js';
import { toProblem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';
import { ProblemPanel } from '../../ui/problem-panel.js';

const SHOWN = 100;

/** Rules that watch this monitor, and which of them fire on it. */
@Component({
  selector: 'app-alert-rules-card',
  imports: [AlertMark, MatButton, ProblemPanel, RouterLink],
  template: `
    @if (problem(); as failed) {
      <app-problem heading="The rules could not be loaded." [problem]="failed" [canRetry]="true" (retry)="answer.reload()" />
    } @else if (newest()) {
      <section class="card" aria-labelledby="alert-rules">
        <div class="card-head">
          <h2 id="alert-rules">Alerts</h2>
          <span class="spacer"></span>
          <a matButton routerLink="/manage/alerts/log" [queryParams]="{ monitor: tag() }">Alert log</a>
          @if (canWrite) {
            <a matButton routerLink="/manage/alerts/new" [queryParams]="{ monitor: tag() }">New rule</a>
          }
        </div>
        @if (rows().length > 0) {
          <ul>
            @for (row of rows(); track row.rule.id) {
              <li>
                <app-alert-mark [mood]="row.mood" />
                <span class="who">
                  @if (canWrite) {
                    <a [routerLink]="['/manage/alerts', row.rule.id, 'edit']">{{ row.condition }}</a>
                  } @else {
                    <strong>{{ row.condition }}</strong>
                  }
                  <span class="muted small">{{ row.words }}</span>
                </span>
              </li>
            }
          </ul>
        } @else {
          <p class="calm muted">No rule watches this monitor: nobody is told when it fails.</p>
        }
      </section>
    }
  `,
  styleUrl: '../../alerts/alert-cards.scss',
})
export class AlertRulesCard {
  readonly tag = input.required<string>();
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  private readonly actions = inject(AlertActions);
  private readonly canRead = this.session.can('alerts.read');
  protected readonly canWrite = this.session.can('alerts.write');
  protected readonly answer = httpResource<AlertRulesResponse>(() => {
    if (!this.canRead) return undefined;
    this.clock.now();
    this.actions.changes();
    return { url: RULES, params: { monitor_tag: this.tag(), limit: SHOWN } };
  });
  protected readonly newest = linkedSignal<AlertRulesResponse | undefined, AlertRulesResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
  protected readonly rows = computed(() =>
    firingFirst((this.newest()?.alert_configs ?? []).map((rule) => this.here(rule))).map((rule) => ({
      rule,
      mood: moodOfRule(rule) satisfies AlertMood,
      condition: `${ALERT_FOR_WORDS[rule.alert_for]}: ${conditionWords({ alertFor: rule.alert_for, value: rule.alert_value, includeWorse: rule.include_worse })}`,
      words: `${SEVERITY_WORDS[rule.severity]}. ${tellsWords(
        rule.create_incident === 'YES',
        rule.triggers.map(({ name }) => name),
        rule.reminder_minutes,
      )}`,
    })),
  );

  /** What fires on other monitors does not count here. */
  private here(rule: AlertRule): AlertRule {
    return { ...rule, monitors: rule.monitors.filter(({ tag }) => tag === this.tag()) };
  }
}
