import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { STATUSES, type DayMinutes, type Status } from '@clarion/contract';
import { formatDate } from '../../platform/formats.js';
import { StatusMark } from '../../ui/status-mark.js';
import { describeDay, isoDay, summarizeDays } from './day-summary.js';

const WEEK = 7;

/** Drawing of one day: a full bar when good, and a sign in the lane above it when not. */
const DRAW: Readonly<Record<Status, (x: number) => string>> = {
  UP: (x) => `M${x} 8h6v32h-6z`,
  DEGRADED: (x) => `M${x} 24h6v16h-6zM${x + 3} 0l3 5h-6z`,
  DOWN: (x) => `M${x} 8h6v32h-6zM${x + 0.5} 0h5v5h-5z`,
  MAINTENANCE: (x) => `M${x} 8h6v6h-6zM${x} 17h6v6h-6zM${x} 26h6v6h-6zM${x} 35h6v5h-6zM${x + 3} 0l3 2.7-3 2.7-3-2.7z`,
  NO_DATA: (x) => `M${x} 37h6v3h-6z`,
};

/** The last days of a monitor as one slider over a drawing: arrows move by a day, Page keys by a week, Enter opens the day. */
@Component({
  selector: 'app-day-bars',
  imports: [MatButton, StatusMark],
  templateUrl: './day-bars.html',
  styleUrl: './day-bars.scss',
})
export class DayBars {
  readonly name = input.required<string>();
  readonly days = input.required<string>();
  readonly dayStarts = input.required<readonly number[]>();
  readonly dayMinutes = input.required<Readonly<Record<number, DayMinutes>>>();
  /** `YYYY-MM-DD` of the open day. */
  readonly selected = input<string | null>(null);
  readonly chosen = output<string>();

  protected readonly summaries = computed(() => summarizeDays(this.days(), this.dayStarts(), this.dayMinutes()));
  protected readonly last = computed(() => Math.max(0, this.days().length - 1));
  protected readonly at = linkedSignal(() => {
    const open = this.summaries().findIndex(({ from }) => isoDay(from) === this.selected());
    return open >= 0 ? open : this.last();
  });
  protected readonly paths = computed(() =>
    STATUSES.map((status) => ({
      status,
      d: this.summaries()
        .filter((day) => day.status === status)
        .map(({ index }) => DRAW[status](index * 8 + 1))
        .join(''),
    })),
  );
  protected readonly readout = computed(() => {
    const day = this.summaries()[this.at()];
    return day ? describeDay(day) : '';
  });
  protected readonly oldest = computed(() => formatDate(this.dayStarts()[0] ?? 0));
  protected readonly isTable = signal(false);
  protected readonly showAll = signal(false);
  protected readonly rows = computed(() =>
    this.summaries()
      .filter(({ status }) => this.showAll() || (status !== null && status !== 'UP'))
      .reverse(),
  );

  protected onKey(event: KeyboardEvent): void {
    const steps: Record<string, number> = { PageUp: -WEEK, PageDown: WEEK };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.at.update((at) => Math.min(this.last(), Math.max(0, at + step)));
    }
    if (event.key === 'Enter') this.choose(this.at());
  }

  /** Hovering reads a day as the arrow keys do. */
  protected point(event: PointerEvent): void {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const share = (event.clientX - box.left) / Math.max(1, box.width);
    this.at.set(Math.min(this.last(), Math.max(0, Math.floor(share * this.days().length))));
  }

  protected choose(index: number): void {
    const day = this.summaries()[index];
    if (day && day.status !== null) this.chosen.emit(isoDay(day.from));
  }
}
