import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { MonitorTest, MonitorTestRequest } from '../../api/monitors.js';
import { formatClock, formatMs } from '../../platform/formats.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Icon } from '../../ui/icon.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { StatusMark } from '../../ui/status-mark.js';
import { MonitorActions } from '../monitor-actions.js';
import { TestResult } from '../test-result.js';

const KEPT = 5;

interface KeptTest {
  at: string;
  test: MonitorTest;
}

/** Runs what stands in the form, saved or not, and keeps the last five results to compare. */
@Component({
  selector: 'app-test-panel',
  imports: [Icon, MatButton, MatProgressBar, ProblemPanel, StatusMark, TestResult],
  templateUrl: './test-panel.html',
  styleUrl: './test-panel.scss',
})
export class TestPanel {
  readonly request = input.required<MonitorTestRequest>();
  readonly isValid = input(true);
  private readonly actions = inject(MonitorActions);
  protected readonly formatMs = formatMs;
  protected readonly isRunning = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly tests = signal<readonly KeptTest[]>([]);
  protected readonly chosen = signal(0);
  protected readonly shown = computed(() => this.tests()[this.chosen()] ?? null);
  protected readonly earlier = computed(() => this.tests().map((kept, index) => ({ ...kept, index })));

  protected async run(): Promise<void> {
    this.isRunning.set(true);
    this.problem.set(null);
    try {
      const test = await this.actions.test(this.request());
      this.tests.update((tests) => [{ at: formatClock(new Date()), test }, ...tests].slice(0, KEPT));
      this.chosen.set(0);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isRunning.set(false);
    }
  }
}
