import { Component, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { DryRun } from '../../api/maintenances.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { ChangePreview } from '../change-preview.js';

/** What saving would change at once, on request: banner, monitors, who is told. Nothing is stored for it. */
@Component({
  selector: 'app-effects-panel',
  imports: [ChangePreview, MatButton, MatProgressBar, ProblemPanel],
  template: `
    <section class="card-body" aria-labelledby="effects">
      <h2 id="effects">What saving changes now</h2>
      <div aria-live="polite" [attr.aria-busy]="isAsking()">
        @if (isAsking()) {
          <mat-progress-bar mode="indeterminate" aria-label="Asking what would change" />
        } @else if (problem(); as problem) {
          <app-problem heading="No preview." [problem]="problem" />
        } @else if (dryRun(); as dryRun) {
          <app-change-preview [dryRun]="dryRun" />
        } @else {
          <p class="muted">Banner, monitors and messages, worked out by the server without storing anything.</p>
        }
      </div>
      @if (dryRun() === null) {
        <button matButton="tonal" type="button" [disabled]="!isValid() || isAsking()" (click)="ask()">Preview the changes</button>
      }
    </section>
  `,
  styles: `
    h2 {
      margin-block-end: 8px;
    }
    button {
      margin-block-start: 12px;
    }
  `,
})
export class EffectsPanel {
  /** What it speaks of: another value makes the answer void. */
  readonly subject = input.required<unknown>();
  readonly isValid = input.required<boolean>();
  /** Asks the server what would happen. */
  readonly trial = input.required<() => Promise<DryRun | null>>();
  protected readonly isAsking = signal(false);
  protected readonly dryRun = linkedSignal<unknown, DryRun | null>({ source: this.subject, computation: () => null });
  protected readonly problem = linkedSignal<unknown, Problem | null>({ source: this.subject, computation: () => null });

  protected async ask(): Promise<void> {
    const asked = this.subject();
    this.isAsking.set(true);
    this.problem.set(null);
    try {
      const answer = await this.trial()();
      if (this.subject() === asked) this.dryRun.set(answer);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isAsking.set(false);
    }
  }
}
