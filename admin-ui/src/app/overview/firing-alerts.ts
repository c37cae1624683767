import { httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { AlertActions, ALERTS } from '../alerts/alert-actions.js';
import { AlertMark } from '../alerts/alert-mark.js';
import { moodOfAlert } from '../alerts/alert-moods.js';
import { conditionWords, SEVERITY_WORDS } from '../alerts/alert-words.js';
import type { AlertsResponse } from '../api/alerts.js';
import type { DeliverySummary } from '../api/deliveries.js';
import { DELIVERIES, DeliveryActions } from '../deliveries/delivery-actions.js';
import { Clock } from '../platform/clock.js';
import { formatDuration } from '../platform/formats.js';
import { toProblem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';

/** As many as fit; the others are a number with a link. */
const SHOWN = 5;

/** Alerts that fire, and messages that could not be sent. */
@Component({
  selector: 'app-firing-alerts',
  imports: [AlertMark, Icon, MatButton, ProblemPanel, RouterLink],
  template: `
    @if (problem(); as failed) {
      <app-problem heading="Alerts could not be loaded." [problem]="failed" [canRetry]="true" (retry)="answer.reload()" />
    } @else if (newest()) {
      <section class="card" aria-labelledby="firing-alerts">
        <div class="card-head">
          <h2 id="firing-alerts">Alerts firing</h2>
          @if (dead() > 0) {
            <a class="dead small" routerLink="/manage/deliveries" [queryParams]="{ state: 'dead' }">{{
              dead() === 1 ? '1 message could not be sent' : dead() + ' messages could not be sent'
            }}</a>
          }
          <span class="spacer"></span>
          @if (total() > rows().length) {
            <a matButton routerLink="/manage/alerts/log" [queryParams]="{ status: 'TRIGGERED' }">All {{ total() }}</a>
          }
        </div>
        @if (rows().length > 0) {
          <ul>
            @for (row of rows(); track row.alert.id) {
              <li>
                <app-alert-mark [mood]="row.mood" />
                <span class="who">
                  <a routerLink="/manage/alerts/log" [queryParams]="{ monitor: row.alert.monitor_tag, status: 'TRIGGERED' }">{{
                    row.alert.monitor_name
                  }}</a>
                  <span class="muted small">{{ row.words }}</span>
                </span>
                @if (canWrite && row.mood === 'firing') {
                  <button
                    matButton
                    type="button"
                    [attr.aria-label]="'Acknowledge the alert on ' + row.alert.monitor_name"
                    (click)="actions.acknowledge(row.alert, true)"
                  >
                    Acknowledge
                  </button>
                }
              </li>
            }
          </ul>
        } @else {
          <p class="calm muted"><app-icon name="check" />No alert fires.</p>
        }
      </section>
    }
  `,
  styleUrl: '../alerts/alert-cards.scss',
})
export class FiringAlerts {
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  private readonly deliveries = inject(DeliveryActions);
  protected readonly actions = inject(AlertActions);
  private readonly canRead = this.session.can('alerts.read');
  protected readonly canWrite = this.session.can('alerts.write');
  protected readonly answer = httpResource<AlertsResponse>(() => {
    if (!this.canRead) return undefined;
    // The clock makes it fresh while somebody looks; a stored change does so at once.
    this.clock.now();
    this.actions.changes();
    return { url: ALERTS, params: { status: 'TRIGGERED', limit: SHOWN } };
  });
  private readonly summary = httpResource<DeliverySummary>(() => {
    if (!this.canRead) return undefined;
    this.clock.now();
    this.deliveries.changes();
    return `${DELIVERIES}/summary`;
  });
  protected readonly newest = linkedSignal<AlertsResponse | undefined, AlertsResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
  protected readonly total = computed(() => this.newest()?.total ?? 0);
  /** A number that is not known is not shown: the list above is what matters. */
  protected readonly dead = linkedSignal<number | undefined, number>({
    source: () => (this.summary.hasValue() ? this.summary.value().dead : undefined),
    computation: (dead, previous) => dead ?? previous?.value ?? 0,
  });
  protected readonly rows = computed(() =>
    (this.newest()?.alerts ?? []).map((alert) => ({
      alert,
      mood: moodOfAlert(alert),
      words: `${SEVERITY_WORDS[alert.severity]}, ${conditionWords({ alertFor: alert.alert_for, value: alert.alert_value, includeWorse: false })}, for ${formatDuration(alert.duration_seconds)}`,
    })),
  );
}
