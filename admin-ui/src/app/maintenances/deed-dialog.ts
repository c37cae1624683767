import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatProgressBar } from '@angular/material/progress-bar';
import { firstValueFrom } from 'rxjs';
import type { DryRun, EventBody } from '../api/maintenances.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { ChangePreview } from './change-preview.js';

/** What is about to be done to one event. */
export interface Deed {
  heading: string;
  text: string;
  /** Words of the button that does it. */
  action: string;
  isDangerous?: boolean;
  /** Where, with which method and body, the server is asked what it would do. */
  trial: { method: 'PATCH' | 'DELETE'; url: string; body?: EventBody };
  /** Does it. The dialog stays open and says why when it is refused. */
  run: () => Promise<void>;
}

/** Asks before an event changes for everybody, and says what the public will see and who will be told. Closes with true once it is done. */
@Component({
  selector: 'app-deed-dialog',
  imports: [ChangePreview, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, MatProgressBar, ProblemPanel],
  template: `
    <h2 mat-dialog-title>{{ deed.heading }}</h2>
    <mat-dialog-content class="stack">
      @if (problem(); as problem) {
        <app-problem heading="Not done." [problem]="problem" />
      }
      <p>{{ deed.text }}</p>
      <div class="what" aria-live="polite" [attr.aria-busy]="isAsking()">
        @if (isAsking()) {
          <mat-progress-bar mode="indeterminate" aria-label="Asking what would change" />
        } @else if (dryRun(); as dryRun) {
          <app-change-preview [dryRun]="dryRun" />
        } @else {
          <p class="muted">What this would change could not be worked out beforehand.</p>
        }
      </div>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Back</button>
      <button matButton="filled" type="button" [class.danger-button]="deed.isDangerous" [disabled]="isRunning()" (click)="run()">
        {{ deed.action }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    .what {
      min-block-size: 152px;
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--sunken);
    }
  `,
})
export class DeedDialog {
  private readonly http = inject(HttpClient);
  private readonly reference = inject<MatDialogRef<DeedDialog, true>>(MatDialogRef);
  protected readonly deed = inject<Deed>(MAT_DIALOG_DATA);
  protected readonly dryRun = signal<DryRun | null>(null);
  protected readonly isAsking = signal(true);
  protected readonly isRunning = signal(false);
  protected readonly problem = signal<Problem | null>(null);

  constructor() {
    void this.ask();
  }

  private async ask(): Promise<void> {
    const { method, url, body } = this.deed.trial;
    try {
      const answer = await firstValueFrom(this.http.request<{ dry_run?: DryRun }>(method, url, { body, params: { dryRun: true } }));
      this.dryRun.set(answer.dry_run ?? null);
    } catch {
      // The deed itself will say why it is refused; the preview is a courtesy.
    } finally {
      this.isAsking.set(false);
    }
  }

  protected async run(): Promise<void> {
    this.isRunning.set(true);
    this.problem.set(null);
    try {
      await this.deed.run();
      this.reference.close(true);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isRunning.set(false);
    }
  }
}
