import type { MonitorEventSnapshot } from '@clarion/contract';
import type { ElementRef } from '@angular/core';
import { Component, computed, inject, input, signal, viewChild } from '@angular/core';

import { Texts } from '../text/texts';
import { bandPath, CHART_HEIGHT, CHART_WIDTH, type ChartPoint, highestOf, linePath, niceAxis, shadePath, xOf, yOf } from './chart-scale';

/** Steps of PageUp and PageDown. */
const LEAP = 6;
const LABELS = 5;

/** Latency as a line over a band of extremes, with the same slider as the bars: drawing for the eye, range input for everything else. */
@Component({
  selector: 'app-latency-chart',
  templateUrl: './latency-chart.html',
  host: { class: 'chart', '(keydown.escape)': 'cursor.set(null)', '[style.--points]': 'points().length' },
})
export class LatencyChart {
  protected readonly texts = inject(Texts);

  readonly points = input.required<readonly ChartPoint[]>();
  readonly label = input.required<string>();
  /** Incidents and maintenances, whose windows are shaded. */
  readonly events = input<readonly Pick<MonitorEventSnapshot, 'kind' | 'from' | 'to'>[]>([]);
  /** Labels of the time axis are days, not times of day. */
  readonly isLong = input(false);

  /** Address of the same numbers as a file. */
  readonly csv = input('');

  private readonly view = viewChild<ElementRef<HTMLElement>>('view');
  protected readonly cursor = signal<number | null>(null);
  private readonly position = signal<number | null>(null);

  protected readonly viewBox = `0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`;
  protected readonly isEmpty = computed(() => this.points().every(({ avgMs }) => avgMs === null));
  protected readonly axis = computed(() => niceAxis(highestOf(this.points())));
  protected readonly lines = computed(() =>
    this.axis().ticks.map((value) => ({ value, share: 1 - value / this.axis().top, text: this.texts.number(value) })),
  );
  protected readonly grid = computed(() =>
    this.axis()
      .ticks.map((value) => `M0 ${yOf(value, this.axis().top)}h${CHART_WIDTH}`)
      .join(''),
  );
  protected readonly line = computed(() => linePath(this.points(), this.axis().top));
  protected readonly band = computed(() => bandPath(this.points(), this.axis().top));
  protected readonly incidents = computed(() => this.shade('incident'));
  protected readonly maintenances = computed(() => this.shade('maintenance'));
  protected readonly times = computed(() => {
    const points = this.points();
    return Array.from({ length: LABELS }, (_, index) => {
      const at = points[Math.round((index / (LABELS - 1)) * (points.length - 1))]?.at ?? 0;
      return this.isLong() ? this.texts.shortDay(at) : this.texts.time(at);
    });
  });
  protected readonly last = computed(() => this.points().length - 1);
  protected readonly value = computed(() => Math.min(this.position() ?? this.last(), this.last()));
  protected readonly valueText = computed(() => this.describe(this.value()));
  protected readonly marker = computed(() => {
    const index = this.cursor();
    if (index === null) return null;
    const average = this.points()[index]?.avgMs ?? null;
    return {
      x: xOf(index, this.points().length) / CHART_WIDTH,
      y: average === null ? null : yOf(average, this.axis().top) / CHART_HEIGHT,
      text: this.describe(index),
    };
  });
  protected readonly rows = computed(() =>
    this.points()
      .map(({ at, avgMs, minMs, maxMs }) => ({
        at,
        time: this.moment(at),
        average: this.say(avgMs),
        minimum: this.say(minMs),
        maximum: this.say(maxMs),
      }))
      .toReversed(),
  );
  protected readonly hasExtremes = computed(() => this.points().some(({ minMs }) => minMs !== null));

  private shade(kind: MonitorEventSnapshot['kind']): string {
    return shadePath(
      this.points(),
      this.events().filter((event) => event.kind === kind),
    );
  }

  private moment(at: number): string {
    return this.isLong() ? `${this.texts.day(at)}, ${this.texts.time(at)}` : this.texts.time(at);
  }

  private say(value: number | null): string {
    return value === null ? this.texts.say('services.unknownUptime') : this.texts.latency(value);
  }

  private describe(index: number): string {
    const point = this.points()[index];
    if (!point) return '';
    const time = this.moment(point.at);
    if (point.avgMs === null) return this.texts.say('latency.gap', { time });
    const average = this.texts.latency(point.avgMs);
    if (point.minMs === null || point.maxMs === null) return this.texts.say('latency.pointShort', { time, average });
    const [minimum, maximum] = [this.texts.latency(point.minMs), this.texts.latency(point.maxMs)];
    return this.texts.say('latency.point', { time, average, minimum, maximum });
  }

  protected hover(event: PointerEvent): void {
    const box = this.view()?.nativeElement.getBoundingClientRect();
    if (event.pointerType === 'touch' || !box) return;
    const fromStart = document.documentElement.dir === 'rtl' ? box.right - event.clientX : event.clientX - box.left;
    this.cursor.set(Math.min(this.last(), Math.max(0, Math.floor((fromStart / box.width) * this.points().length))));
  }

  protected scrub(event: Event): void {
    this.show(Number((event.target as HTMLInputElement).value));
  }

  protected key(event: KeyboardEvent): void {
    const step = { PageUp: LEAP, PageDown: -LEAP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.show(Math.min(this.last(), Math.max(0, this.value() + step)));
  }

  protected show(index: number): void {
    this.position.set(index);
    this.cursor.set(index);
  }
}
