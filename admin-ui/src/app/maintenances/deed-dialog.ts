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
import { toProblem, type Problem } from '../platform/problem.js';
import { WhoHears } from '../publishing/who-hears.js';
import { ChangePreviewPanel } from '../ui/change-preview/change-preview.js';
import { DryRun, type ChangeRequest } from '../ui/change-preview/dry-run.js';
import { ProblemPanel } from '../ui/problem-panel.js';

/** What is about to be done to one event. */
export interface Deed {
  heading: string;
  text: string;
  /** Words of the button that does it. */
  action: string;
  isDangerous?: boolean;
  /** What the server is asked to try, without storing it. */
  trial: ChangeRequest;
  /** Does it. The dialog stays open and says why when it is refused. */
  run: () => Promise<void>;
}

/** Asks before an event changes for everybody, and says what the public will see and who will be told. Closes with true once it is done. */
@Component({
  selector: 'app-deed-dialog',
  imports: [ChangePreviewPanel, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, ProblemPanel, WhoHears],
  providers: [DryRun],
  template: `
    <h2 mat-dialog-title>{{ deed.heading }}</h2>
    <mat-dialog-content class="stack">
      @if (problem(); as problem) {
        <app-problem heading="Not done." [problem]="problem" />
      }
      <p>{{ deed.text }}</p>
      <div class="what">
        <app-change-preview />
        <app-who-hears />
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
      display: flex;
      flex-direction: column;
      gap: 12px;
      min-block-size: 152px;
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--sunken);
    }
  `,
})
export class DeedDialog {
  private readonly dryRun = inject(DryRun);
  private readonly reference = inject<MatDialogRef<DeedDialog, true>>(MatDialogRef);
  protected readonly deed = inject<Deed>(MAT_DIALOG_DATA);
  protected readonly isRunning = signal(false);
  protected readonly problem = signal<Problem | null>(null);

  constructor() {
    this.dryRun.request.set(this.deed.trial);
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
