import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { STATUSES, type DayMinutes, type Status } from '@clarion/contract';
import { stackDay } from '@clarion/domain';
import { formatDate } from '../../platform/formats.js';
import { StatusMark } from '../../ui/status-mark.js';
import { describeDay, isoDay, summarizeDays } from './day-summary.js';

const WEEK = 7;

/** The lane of signs above the columns, and the columns, px. */
const LANE = 8;
const COLUMN = 32;
const STUB = 3;

/** Sign of a day's worst status. */
const SIGNS: Readonly<Record<Status, (x: number) => string>> = {
  UP: () => '',
  DEGRADED: (x) => `M${x + 3} 0l3 5h-6z`,
  DOWN: (x) => `M${x + 0.5} 0h5v5h-5z`,
  MAINTENANCE: (x) => `M${x + 3} 0l3 2.7-3 2.7-3-2.7z`,
  NO_DATA: () => '',
};
const ORDER = ['DOWN', 'DEGRADED', 'MAINTENANCE', 'UP', 'NO_DATA'] as const satisfies readonly Status[];

/** Shapes of the days by status: a column of shares for each, as the public page has it, and a sign above where a day was not good. */
export function dayShapes(days: readonly { index: number; status: Status | null; minutes: DayMinutes | null }[]): Record<Status, string> {
  const shapes: Record<Status, string> = { UP: '', DEGRADED: '', DOWN: '', MAINTENANCE: '', NO_DATA: '' };
  for (const { index, status, minutes } of days) {
    const x = index * 8 + 1;
    if (status === null || status === 'NO_DATA') {
      shapes.NO_DATA += `M${x} ${LANE + COLUMN - STUB}h6v${STUB}h-6z`;
      continue;
    }
    let y = LANE + COLUMN;
    const heights = minutes === null ? ORDER.map((each) => (each === status ? COLUMN : 0)) : stackDay(minutes, COLUMN);
    ORDER.forEach((each, at) => {
      const height = heights[at] ?? 0;
      y -= height;
      if (height > 0) shapes[each] += `M${x} ${y}h6v${height}h-6z`;
    });
    shapes[status] += SIGNS[status](x);
  }
  return shapes;
}

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
  protected readonly paths = computed(() => {
    const shapes = dayShapes(this.summaries().map(({ index, status }) => ({ index, status, minutes: this.dayMinutes()[index] ?? null })));
    return STATUSES.map((status) => ({ status, d: shapes[status] }));
  });
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
