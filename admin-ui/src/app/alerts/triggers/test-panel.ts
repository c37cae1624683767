import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import type { AlertStatus } from '@clarion/contract';
import type { TriggerTest } from '../../api/triggers.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Icon } from '../../ui/icon.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { testWords } from './test-words.js';
import { TriggerActions } from './trigger-actions.js';

/** Sends a sample alert to a stored trigger and shows what its receiver answered. */
@Component({
  selector: 'app-trigger-test',
  imports: [Icon, MatButton, MatButtonToggle, MatButtonToggleGroup, ProblemPanel],
  template: `
    <h2>Test</h2>
    <mat-button-toggle-group aria-label="Sample" hideSingleSelectionIndicator [value]="status()" (change)="status.set($event.value)">
      <mat-button-toggle value="TRIGGERED">Begins</mat-button-toggle>
      <mat-button-toggle value="RESOLVED">Ends</mat-button-toggle>
    </mat-button-toggle-group>
    <p class="muted small">
      {{
        isDirty()
          ? 'Save first: the test uses what is stored.'
          : 'A sample alert about the newest monitor goes out now, also when the trigger is off.'
      }}
    </p>
    <div>
      <button matButton="tonal" type="button" [disabled]="isDirty() || isSending()" (click)="send()">
        <app-icon matButtonIcon name="send" />{{ isSending() ? 'Sending…' : 'Send test' }}
      </button>
    </div>
    @if (problem(); as failed) {
      <app-problem heading="The test was not sent." [problem]="failed" />
    }
    <div aria-live="polite">
      @if (answer(); as test) {
        <p class="outcome" [class.good]="test.outcome === 'delivered'">
          <app-icon [name]="test.outcome === 'delivered' ? 'check' : 'warning'" />{{ words(test) }}
        </p>
        @if (test.answer) {
          <pre class="mono small" tabindex="0" role="region" aria-label="Answer of the receiver">{{ test.answer }}</pre>
        }
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
    }
    .outcome {
      display: flex;
      gap: 8px;
      color: var(--down-text);

      &.good {
        color: var(--text);
      }
      &.good app-icon {
        color: var(--up);
      }
    }
    pre {
      max-block-size: 240px;
      margin: 8px 0 0;
      padding: 10px 12px;
      overflow: auto;
      border-radius: 8px;
      background: var(--sunken);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class TriggerTestPanel {
  readonly triggerId = input.required<number>();
  readonly isDirty = input.required<boolean>();
  private readonly actions = inject(TriggerActions);
  protected readonly status = signal<AlertStatus>('TRIGGERED');
  protected readonly isSending = signal(false);
  protected readonly answer = signal<TriggerTest | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly words = testWords;

  protected async send(): Promise<void> {
    this.isSending.set(true);
    this.answer.set(null);
    this.problem.set(null);
    try {
      this.answer.set(await this.actions.test(this.triggerId(), this.status()));
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isSending.set(false);
    }
  }
}
