import { afterRenderEffect, Component, ElementRef, inject, input, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MediaMatcher } from '@angular/cdk/layout';
import type { LatencyRange } from '@clarion/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { NgxEchartsDirective, provideEchartsCore } from 'ngx-echarts';
import { fromEvent } from 'rxjs';
import type { History } from '../../api/data.js';
import { formatDateTime, formatMs, RANGE_WORDS } from '../../platform/formats.js';
import { Appearance } from '../../session/appearance.js';
import { chartEngine } from './chart-engine.js';
import { latencyOptions, type ChartColours } from './latency-options.js';

/** Average latency as a line, with the span from lowest to highest behind it. */
@Component({
  selector: 'app-latency-chart',
  imports: [NgxEchartsDirective],
  providers: [provideEchartsCore({ echarts: chartEngine })],
  template: `<div echarts class="chart" role="img" [options]="options()" [attr.aria-label]="label()"></div>`,
  styles: `
    .chart {
      block-size: 260px;
      inline-size: 100%;
    }
  `,
})
export class LatencyChart {
  readonly points = input.required<History['latency']['points']>();
  readonly range = input.required<LatencyRange>();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly appearance = inject(Appearance);
  private readonly systemTheme = toSignal(fromEvent(inject(MediaMatcher).matchMedia('(prefers-color-scheme: dark)'), 'change'));
  protected readonly options = signal<EChartsCoreOption>({});
  protected readonly label = signal('');

  constructor() {
    afterRenderEffect(() => {
      // The canvas cannot read CSS: colours are looked up again when the theme changes.
      this.appearance.preferences();
      this.systemTheme();
      this.options.set(latencyOptions(this.points(), this.colours()));
      this.label.set(describe(this.points(), this.range()));
    });
  }

  private colours(): ChartColours {
    const read = (token: string): string => {
      this.host.style.color = `var(${token})`;
      const colour = getComputedStyle(this.host).color;
      this.host.style.color = '';
      return colour;
    };
    return {
      line: read('--accent'),
      band: read('--maintenance-container'),
      text: read('--muted'),
      grid: read('--line'),
      card: read('--raised'),
      words: read('--text'),
    };
  }
}

function describe(points: History['latency']['points'], range: LatencyRange): string {
  const measured = points.filter((point) => point.avgMs !== null);
  const worst = measured.reduce(
    (best, point) => ((point.maxMs ?? 0) > (best.maxMs ?? 0) ? point : best),
    measured[0] ?? { at: 0, avgMs: null, minMs: null, maxMs: null },
  );
  return `Line chart of latency over ${RANGE_WORDS[range]}. Highest: ${formatMs(worst.maxMs)} at ${formatDateTime(worst.at)}. The table has every value.`;
}
