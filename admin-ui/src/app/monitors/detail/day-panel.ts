import { Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import type { DaySnapshot, GapReason, PeriodSnapshot } from '@clarion/contract';
import { formatDate, formatDuration, formatMs, formatTime } from '../../platform/formats.js';
import { Icon } from '../../ui/icon.js';
import { StatusMark } from '../../ui/status-mark.js';

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
  imports: [Icon, MatIconButton, StatusMark],
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
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 16px;
      padding-block: 8px;

      & + li {
        border-block-start: 1px solid var(--line);
      }
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
  readonly day = input.required<DaySnapshot>();
  readonly moved = output<string>();
  readonly closed = output();
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
      why: [period.reason, SOURCES[period.source], period.gap && GAP_WORDS[period.gap]].filter(Boolean).join(' '),
    })),
  );
}
