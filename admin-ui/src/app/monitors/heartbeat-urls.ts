import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { HeartbeatResponse } from '../api/monitors.js';
import { Clock } from '../platform/clock.js';
import { formatAgo, toSeconds } from '../platform/formats.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { ConfirmDialog, type Confirmation } from '../ui/confirm-dialog.js';
import { CopyButton } from '../ui/copy-button.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { monitorUrl } from './monitor-actions.js';

/** The addresses a heartbeat is sent to, when the last one came, and a way to make the old address worthless. */
@Component({
  selector: 'app-heartbeat-urls',
  imports: [CopyButton, Icon, MatButton, ProblemPanel],
  template: `
    @if (problem(); as problem) {
      <app-problem heading="The heartbeat address could not be loaded." [problem]="problem" [canRetry]="true" (retry)="answer.reload()" />
    }
    @if (heartbeat(); as heartbeat) {
      <p class="small muted">Call this address with GET or POST whenever your job has finished.</p>
      <p class="url">
        <code>{{ heartbeat.urls.slash }}</code>
        <app-copy-button what="the heartbeat address" [text]="heartbeat.urls.slash" />
      </p>
      <p class="url">
        <code>curl -fsS {{ heartbeat.urls.slash }}</code>
        <app-copy-button what="the command" [text]="'curl -fsS ' + heartbeat.urls.slash" />
      </p>
      <div class="row">
        <span class="signal"><app-icon name="heart" />{{ lastSignal() }}</span>
        <span class="spacer"></span>
        <button matButton type="button" [disabled]="isRotating()" (click)="rotate()">
          <app-icon matButtonIcon name="refresh" />New address
        </button>
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
    }
    .url {
      display: flex;
      align-items: center;
      gap: 4px;
      padding-inline-start: 14px;
      border: 1px solid var(--line);
      border-radius: 8px;
      background: var(--sunken);
    }
    code {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
      padding-block: 6px;
    }
    .signal {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      color: var(--muted);
      font-size: 0.875rem;
    }
  `,
})
export class HeartbeatUrls {
  readonly tag = input.required<string>();
  private readonly http = inject(HttpClient);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);
  protected readonly answer = httpResource<HeartbeatResponse>(() => `${monitorUrl(this.tag())}/heartbeat`);
  protected readonly isRotating = signal(false);
  private readonly rotateProblem = signal<Problem | null>(null);
  protected readonly problem = computed(() => this.rotateProblem() ?? (this.answer.error() ? toProblem(this.answer.error()) : null));
  protected readonly heartbeat = computed(() => (this.answer.hasValue() ? this.answer.value().heartbeat : null));
  protected readonly lastSignal = computed(() => {
    const at = this.heartbeat()?.last_signal_at;
    return at ? `Last signal ${formatAgo(toSeconds(at), this.clock.now())}` : 'No signal has come yet';
  });

  protected async rotate(): Promise<void> {
    const data: Confirmation = {
      heading: 'Make a new address?',
      text: 'The present address stops working at once. Every job that calls it needs the new one, or this monitor goes down.',
      action: 'Make a new address',
      isDangerous: true,
    };
    const confirmed = await firstValueFrom(
      this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data }).afterClosed(),
    );
    if (!confirmed) return;
    this.isRotating.set(true);
    this.rotateProblem.set(null);
    try {
      this.answer.set(await firstValueFrom(this.http.post<HeartbeatResponse>(`${monitorUrl(this.tag())}/heartbeat`, {})));
      this.toasts.say('The heartbeat has a new address');
    } catch (error) {
      this.rotateProblem.set(toProblem(error));
    } finally {
      this.isRotating.set(false);
    }
  }
}
