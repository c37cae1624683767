import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { MonitorState, MonitorTest } from '../api/monitors.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { MonitorActions } from './monitor-actions.js';
import { TestResult } from './test-result.js';

/** Runs the stored check of a monitor once and shows what came out; nothing is recorded. */
@Component({
  selector: 'app-test-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, MatProgressBar, ProblemPanel, TestResult],
  template: `
    <h2 mat-dialog-title>Test {{ monitor.name }}</h2>
    <mat-dialog-content aria-live="polite">
      @if (isRunning()) {
        <mat-progress-bar mode="indeterminate" aria-label="The check is running" />
        <p class="muted running">The check is running. Nothing of it is recorded.</p>
      } @else if (problem(); as problem) {
        <app-problem heading="The test could not run." [problem]="problem" />
      } @else if (result(); as test) {
        <app-test-result [test]="test" />
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Close</button>
      <button matButton="tonal" type="button" [disabled]="isRunning()" (click)="run()">Test again</button>
    </mat-dialog-actions>
  `,
  styles: `
    .running {
      margin-block-start: 12px;
    }
  `,
})
export class TestDialog {
  private readonly actions = inject(MonitorActions);
  protected readonly monitor = inject<Pick<MonitorState, 'tag' | 'name'>>(MAT_DIALOG_DATA);
  protected readonly isRunning = signal(false);
  protected readonly result = signal<MonitorTest | null>(null);
  protected readonly problem = signal<Problem | null>(null);

  constructor() {
    void this.run();
  }

  protected async run(): Promise<void> {
    this.isRunning.set(true);
    this.problem.set(null);
    try {
      this.result.set(await this.actions.testStored(this.monitor.tag));
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isRunning.set(false);
    }
  }
}
