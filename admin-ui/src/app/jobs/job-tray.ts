import { Component, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { MatProgressBar } from '@angular/material/progress-bar';
import { isJobOver } from '@clarion/contract';
import type { Job } from '../api/jobs.js';
import { APP_BASE } from '../platform/app-base.js';
import { Clock } from '../platform/clock.js';
import { formatAgo, formatInteger, toSeconds } from '../platform/formats.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { jobHeading, jobOutcome, speedWords } from './job-words.js';
import { JobsStore } from './jobs-store.js';

/** The person's long work: how far it is, what became of it, and the ways to end it or take it back. */
@Component({
  selector: 'app-job-tray',
  imports: [Icon, MatButton, MatDialogClose, MatDialogContent, MatDialogTitle, MatIconButton, MatProgressBar, ProblemPanel],
  templateUrl: './job-tray.html',
  styleUrl: './job-tray.scss',
})
export class JobTray {
  protected readonly store = inject(JobsStore);
  private readonly base = inject(APP_BASE);
  private readonly clock = inject(Clock);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly heading = jobHeading;
  protected readonly outcome = jobOutcome;

  protected isOver({ state }: Job): boolean {
    return isJobOver(state);
  }

  protected percent({ done, total }: Job): number {
    return (100 * done) / Math.max(1, total);
  }

  protected speed(job: Job): string {
    if (job.state === 'QUEUED') return 'waits for its turn';
    return speedWords(job, this.store.speedOf(job.id));
  }

  protected failedWords({ failed }: Job): string {
    return `${formatInteger(failed)} failed`;
  }

  protected when({ finished_at: at }: Job): string {
    return at === null ? '' : formatAgo(Math.min(toSeconds(at), this.clock.now()), this.clock.now());
  }

  protected errorsUrl({ id }: Job): string {
    return `${this.base}api/v4/jobs/${id}/errors.csv`;
  }

  protected async cancel(job: Job): Promise<void> {
    await this.attempt(async () => this.store.cancel(job));
  }

  protected async undo(job: Job): Promise<void> {
    await this.attempt(async () => this.store.undo(job));
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    try {
      await deed();
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}
