import { httpResource } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { EvidenceResponse } from '../../api/data.js';
import { formatDateTime } from '../../platform/formats.js';
import { toProblem } from '../../platform/problem.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { monitorUrl } from '../monitor-actions.js';
import { TestResult } from '../test-result.js';

/** What the check of a failing minute saw, or the newest one before it of the same failure. */
@Component({
  selector: 'app-evidence-panel',
  imports: [MatProgressBar, ProblemPanel, TestResult],
  template: `
    @if (answer.isLoading()) {
      <mat-progress-bar mode="indeterminate" aria-label="Loading the evidence" />
    } @else if (problem(); as problem) {
      <app-problem heading="The evidence could not be loaded." [problem]="problem" [canRetry]="true" (retry)="answer.reload()" />
    } @else if (evidence(); as evidence) {
      <p class="muted small">{{ when() }}</p>
      <app-test-result [test]="evidence" />
    } @else {
      <p class="muted">
        No evidence kept. It is there for 30 days, for the first check of a failure, whenever the failure changes, and every quarter of an
        hour.
      </p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 10px;
      inline-size: 100%;
      padding: 14px 16px;
      border: 1px solid var(--line);
      border-radius: 10px;
      background: var(--raised);
    }
  `,
  host: { role: 'region', 'aria-label': 'What the check saw', 'aria-live': 'polite', '[attr.aria-busy]': 'answer.isLoading()' },
})
export class EvidencePanel {
  readonly tag = input.required<string>();
  /** The minute that is asked about, Unix seconds. */
  readonly at = input.required<number>();
  protected readonly answer = httpResource<EvidenceResponse>(() => ({
    url: `${monitorUrl(this.tag())}/evidence`,
    params: { timestamp: this.at() },
  }));
  protected readonly problem = computed(() => (this.answer.error() ? toProblem(this.answer.error()) : null));
  protected readonly evidence = computed(() => (this.answer.hasValue() ? this.answer.value().evidence : null));
  protected readonly when = computed(() => {
    const seenAt = this.evidence()?.timestamp ?? this.at();
    const words = `The check of ${formatDateTime(seenAt)} saw:`;
    return seenAt < this.at() - (this.at() % 60) ? `Nothing new since. ${words}` : words;
  });
}
