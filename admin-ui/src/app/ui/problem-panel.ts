import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Problem } from '../platform/problem.js';
import { Icon } from './icon.js';

/** Says inline what went wrong, with the request id for the log and a way to try again. */
@Component({
  selector: 'app-problem',
  imports: [Icon, MatButton],
  template: `
    <app-icon name="warning" />
    <div class="words">
      <p>
        @if (heading()) {
          <strong>{{ heading() }}</strong>
        }
        {{ problem().message }} {{ wait() }}
      </p>
      <ng-content />
      @if (problem().requestId; as id) {
        <p class="id">
          Request id <code>{{ id }}</code>
        </p>
      }
    </div>
    @if (canRetry()) {
      <button matButton type="button" (click)="retry.emit()">Retry</button>
    }
    @if (canDismiss()) {
      <button matButton type="button" (click)="dismiss.emit()">Dismiss</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: flex-start;
      gap: 12px;
      padding: 12px 16px;
      border: 1px solid color-mix(in srgb, var(--down) 35%, transparent);
      border-radius: 10px;
      background: var(--down-container);
      color: var(--text);
    }
    app-icon {
      margin-block-start: 1px;
      color: var(--down-text);
    }
    .words {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .id {
      margin-block-start: 2px;
      font-size: 0.8125rem;
      color: var(--muted);
    }
    button {
      flex: none;
      margin-block: -6px;
      --mat-button-text-label-text-color: var(--down-text);
    }
  `,
  host: { role: 'alert' },
})
export class ProblemPanel {
  readonly problem = input.required<Problem>();
  readonly heading = input<string>('');
  readonly canRetry = input(false);
  readonly canDismiss = input(false);
  readonly retry = output();
  readonly dismiss = output();
  protected readonly wait = computed(() => {
    const seconds = this.problem().retryAfterSeconds;
    return seconds === null ? '' : seconds < 90 ? `Try again in ${seconds} seconds.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`;
  });
}
