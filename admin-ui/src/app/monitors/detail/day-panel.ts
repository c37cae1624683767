import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { DaySnapshot, GapReason, PeriodSnapshot } from '@clarion/contract';
import { formatDate, formatDuration, formatMs, formatTime } from '../../platform/formats.js';
import { Icon } from '../../ui/icon.js';
import { StatusMark } from '../../ui/status-mark.js';
import { EvidencePanel } from './evidence-panel.js';

const GAP_WORDS: Readonly<Record<GapReason, string>> = {
  worker_lost: 'The checker stopped unexpectedly.',
  overload: 'Checks could not keep up.',
  paused: 'The monitor was paused.',
  database_down: 'The database could not be reached.',
  restored: 'A backup was restored.',
  egress_down: 'This server had no connection.',
  deleted: 'Somebody deleted the records.',
};
const SOURCES: Readonly<Record<PeriodSnapshot['source'], string>> = {
  check: '',
  incident: 'By an incident.',
  maintenance: 'By a maintenance.',
  none: '',
};

/** One day of a monitor, stretch by stretch. */
@Component({
  selector: 'app-day-panel',
  imports: [EvidencePanel, Icon, MatButton, MatIconButton, StatusMark],
  template: `
    <section class="card-body" aria-labelledby="day">
      <div class="row">
        <button
          matIconButton
          type="button"
          aria-label="Day before"
          [disabled]="day().previous === null"
          (click)="moved.emit(day().previous!)"
        >
          <app-icon name="arrowLeft" />
        </button>
        <h2 id="day">{{ date() }}</h2>
        <button matIconButton type="button" aria-label="Day after" [disabled]="day().next === null" (click)="moved.emit(day().next!)">
          <app-icon name="arrowRight" />
        </button>
        <span class="muted num">{{ summary() }}</span>
        <span class="spacer"></span>
        <button matIconButton type="button" aria-label="Close the day" (click)="closed.emit()"><app-icon name="close" /></button>
      </div>
      <ul>
        @for (period of periods(); track period.from) {
          <li>
            <span class="time num">{{ period.time }}</span>
            <app-status-mark [status]="period.status" />
            <span class="muted num">{{ period.length }}</span>
            <span class="why">{{ period.why }}</span>
            @if (period.isFailure) {
              <button
                matButton
                type="button"
                [attr.aria-label]="(isOpen(period) ? 'Hide' : 'Show') + ' what the check saw, ' + period.time"
                [attr.aria-expanded]="isOpen(period)"
                (click)="opened.set(isOpen(period) ? null : period.from)"
              >
                {{ isOpen(period) ? 'Hide evidence' : 'Show evidence' }}
              </button>
            }
            @if (isOpen(period)) {
              <app-evidence-panel [tag]="tag()" [at]="period.from" />
            }
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 16px;
      padding-block: 8px;

      & + li {
        border-block-start: 1px solid var(--line);
      }
    }
    li button {
      margin-block: -6px;
    }
    app-evidence-panel {
      margin-block: 8px 4px;
    }
    ul {
      margin-block-start: 8px;
    }
    .time {
      min-inline-size: 8.5em;
    }
    .why {
      flex: 1 1 16ch;
      overflow-wrap: anywhere;
    }
  `,
})
export class DayPanel {
  readonly tag = input.required<string>();
  readonly day = input.required<DaySnapshot>();
  readonly moved = output<string>();
  readonly closed = output();
  /** Start of the period whose evidence is open; another day starts closed. */
  protected readonly opened = linkedSignal<string, number | null>({
    source: () => `${this.tag()} ${this.day().date}`,
    computation: () => null,
  });
  protected readonly date = computed(() => formatDate(this.day().from));
  protected readonly summary = computed(() => {
    const { uptime, latency } = this.day();
    const text = uptime.text === null ? 'no data' : `${uptime.text} % uptime`;
    return latency.avgMs === null ? text : `${text}, ${formatMs(latency.avgMs)} on average`;
  });
  protected readonly periods = computed(() =>
    this.day().periods.map((period) => ({
      ...period,
      time: `${formatTime(period.from)} – ${formatTime(period.to)}`,
      length: formatDuration(period.to - period.from),
      isFailure: period.source === 'check' && (period.status === 'DOWN' || period.status === 'DEGRADED'),
      why: [period.reason, SOURCES[period.source], period.gap && GAP_WORDS[period.gap]].filter(Boolean).join(' '),
    })),
  );

  protected isOpen(period: Pick<PeriodSnapshot, 'from'>): boolean {
    return this.opened() === period.from;
  }
}
