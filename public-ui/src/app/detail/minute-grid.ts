import type { DaySnapshot } from '@clarion/contract';
import { STATUS_WORDS } from '@clarion/i18n';
import type { ElementRef } from '@angular/core';
import { Component, computed, inject, input, signal, viewChild } from '@angular/core';

import { Texts } from '../text/texts';
import { CELL, minutePaths, minuteRuns, MINUTES_PER_ROW } from './minute-paths';

/** Every minute of a day: one row an hour. The slider walks the minutes, up and down jump an hour, N and P go to the next change. */
@Component({
  selector: 'app-minute-grid',
  templateUrl: './minute-grid.html',
  host: { class: 'minutes', '(keydown.escape)': 'cursor.set(null)' },
})
export class MinuteGrid {
  protected readonly texts = inject(Texts);

  readonly day = input.required<DaySnapshot>();

  private readonly view = viewChild.required<ElementRef<HTMLElement>>('view');
  protected readonly cursor = signal<number | null>(null);
  private readonly position = signal<number | null>(null);

  protected readonly count = computed(() => this.day().minutes.length);
  protected readonly hours = computed(() =>
    Array.from({ length: Math.ceil(this.count() / MINUTES_PER_ROW) }, (_, row) =>
      this.texts.time(this.day().from + row * 3_600).slice(0, 2),
    ),
  );
  protected readonly viewBox = computed(() => `0 0 ${MINUTES_PER_ROW * CELL} ${this.hours().length * CELL}`);
  protected readonly paths = computed(() => minutePaths(this.day().minutes));
  protected readonly runs = computed(() => minuteRuns(this.day().minutes));
  /** Where a day that is not over ends for now. */
  private readonly newest = computed(() => {
    const last = this.runs().at(-1);
    return last?.status === null ? Math.max(0, last.from - 1) : this.count() - 1;
  });
  protected readonly value = computed(() => Math.min(this.position() ?? this.newest(), this.count() - 1));
  protected readonly valueText = computed(() => this.describe(this.value()));
  protected readonly marker = computed(() => {
    const index = this.cursor();
    if (index === null) return null;
    const row = Math.floor(index / MINUTES_PER_ROW);
    return { x: ((index % MINUTES_PER_ROW) + 0.5) / MINUTES_PER_ROW, y: (row + 0.5) / this.hours().length, text: this.describe(index) };
  });

  private runAt(index: number) {
    return this.runs().find(({ from, to }) => from <= index && index < to);
  }

  private describe(index: number): string {
    const run = this.runAt(index);
    if (!run) return '';
    const time = (minute: number): string => this.texts.time(this.day().from + minute * 60);
    if (run.status === null) return this.texts.say('day.minute', { time: time(index), status: this.texts.say('day.future') });
    const status = this.texts.say(STATUS_WORDS[run.status]);
    return this.texts.say('day.minuteRun', {
      time: time(index),
      from: time(run.from),
      to: time(run.to),
      status,
      duration: this.texts.duration((run.to - run.from) * 60),
    });
  }

  protected point(event: PointerEvent): void {
    const box = this.view().nativeElement.getBoundingClientRect();
    const fromStart = document.documentElement.dir === 'rtl' ? box.right - event.clientX : event.clientX - box.left;
    const clamp = (value: number, limit: number): number => Math.min(limit - 1, Math.max(0, Math.floor(value * limit)));
    const row = clamp((event.clientY - box.top) / box.height, this.hours().length);
    this.cursor.set(Math.min(this.count() - 1, row * MINUTES_PER_ROW + clamp(fromStart / box.width, MINUTES_PER_ROW)));
  }

  protected key(event: KeyboardEvent): void {
    const target = this.target(event.key);
    if (target === null) return;
    event.preventDefault();
    this.show(Math.min(this.count() - 1, Math.max(0, target)));
  }

  private target(key: string): number | null {
    const now = this.value();
    const run = this.runAt(now);
    switch (key) {
      case 'ArrowUp':
        return now - MINUTES_PER_ROW;
      case 'ArrowDown':
        return now + MINUTES_PER_ROW;
      case 'n':
        return run ? run.to : now;
      case 'p':
        return run ? (this.runAt(run.from - 1)?.from ?? 0) : now;
      default:
        return null;
    }
  }

  protected scrub(event: Event): void {
    this.show(Number((event.target as HTMLInputElement).value));
  }

  protected show(index: number): void {
    this.position.set(index);
    this.cursor.set(index);
  }
}
