import { httpResource } from '@angular/common/http';
import { Component, computed, debounced, inject, input, linkedSignal } from '@angular/core';
import { MatAutocomplete, MatAutocompleteTrigger } from '@angular/material/autocomplete';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption } from '@angular/material/select';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { MonitorState, MonitorStateResponse, MonitorStatesResponse } from '../api/monitors.js';
import { toProblem } from '../platform/problem.js';
import { EmptyState } from '../ui/empty-state.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { StatusMark } from '../ui/status-mark.js';
import { SamplesPanel } from './samples-panel.js';

const TYPING_PAUSE_MS = 150;

/** What was recorded, minute by minute, of any monitor; the monitor stands in the address. */
@Component({
  selector: 'app-monitoring-data',
  imports: [
    EmptyState,
    MatAutocomplete,
    MatAutocompleteTrigger,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    PageHeader,
    ProblemPanel,
    RouterLink,
    SamplesPanel,
    StatusMark,
  ],
  template: `
    <div class="page">
      <app-page-header heading="Monitoring data" lead="Look at the recorded minutes of a monitor, and correct them where they are wrong.">
        @if (chosen(); as monitor) {
          <a matButton [routerLink]="['/manage/monitors', monitor.tag]">Open {{ monitor.name }}</a>
        }
      </app-page-header>
      <mat-form-field class="pick">
        <mat-label>Monitor</mat-label>
        <input
          matInput
          data-search
          autocomplete="off"
          spellcheck="false"
          [matAutocomplete]="list"
          [value]="text()"
          (input)="text.set($any($event.target).value)"
          (focus)="$any($event.target).select()"
        />
        <mat-autocomplete #list autoActiveFirstOption>
          @for (monitor of found(); track monitor.tag) {
            <mat-option [value]="monitor.name" (onSelectionChange)="$event.isUserInput && open(monitor)">
              <span class="option"
                ><app-status-mark [status]="monitor.current_status" [iconOnly]="true" />{{ monitor.name }}
                <span class="mono muted">{{ monitor.tag }}</span></span
              >
            </mat-option>
          }
        </mat-autocomplete>
        <mat-hint>Search by name or tag.</mat-hint>
      </mat-form-field>
      @if (problem(); as problem) {
        <app-problem
          heading="This monitor could not be loaded."
          [problem]="problem"
          [canRetry]="problem.status !== 404"
          (retry)="answer.reload()"
        />
      }
      @if (chosen(); as monitor) {
        <app-samples-panel [tag]="monitor.tag" [name]="monitor.name" />
      } @else if (!monitor()) {
        <div class="card">
          <app-empty-state
            icon="data"
            heading="Choose a monitor"
            text="Its recorded minutes appear here, newest first, with what each check said."
          />
        </div>
      }
    </div>
  `,
  styles: `
    .pick {
      max-inline-size: 460px;
    }
    .option {
      display: flex;
      align-items: center;
      gap: 10px;
    }
  `,
})
export class MonitoringData {
  /** Tag, from the address. */
  readonly monitor = input<string>();
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  protected readonly answer = httpResource<MonitorStateResponse>(() => {
    const tag = this.monitor();
    return tag ? `/api/v4/monitor-states/${encodeURIComponent(tag)}` : undefined;
  });
  protected readonly chosen = computed(() => (this.answer.hasValue() ? this.answer.value().monitor : null));
  protected readonly problem = computed(() => (this.answer.error() ? toProblem(this.answer.error()) : null));
  protected readonly text = linkedSignal(() => this.chosen()?.name ?? '');
  private readonly settled = debounced(this.text, TYPING_PAUSE_MS);
  private readonly search = httpResource<MonitorStatesResponse>(() => {
    const text = this.settled.value()?.trim() ?? '';
    return {
      url: '/api/v4/monitor-states',
      params: { limit: 20, sort: 'name', ...(text && text !== this.chosen()?.name ? { text } : {}) },
    };
  });
  protected readonly found = linkedSignal<MonitorState[] | undefined, MonitorState[]>({
    source: () => (this.search.hasValue() ? this.search.value().monitors : undefined),
    computation: (monitors, previous) => monitors ?? previous?.value ?? [],
  });

  protected open(monitor: MonitorState): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: { monitor: monitor.tag, p: null }, queryParamsHandling: 'merge' });
  }
}
