import { Component, computed, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatProgressBar } from '@angular/material/progress-bar';
import { LATENCY_RANGES, type LatencyRange } from '@clarion/contract';
import type { History } from '../../api/data.js';
import { formatDateTime, formatMs, RANGE_WORDS } from '../../platform/formats.js';
import { LatencyChart } from './latency-chart.js';

/** Latency over a range: four figures, a chart that is loaded when it is needed, and the same numbers as a table. */
@Component({
  selector: 'app-latency-panel',
  imports: [LatencyChart, MatButton, MatButtonToggle, MatButtonToggleGroup, MatProgressBar],
  template: `
    <section class="card-body" aria-labelledby="latency" [attr.aria-busy]="isLoading()">
      @if (isLoading()) {
        <mat-progress-bar mode="indeterminate" aria-label="Loading latency" />
      }
      <div class="row">
        <h2 id="latency">Latency</h2>
        <span class="spacer"></span>
        <mat-button-toggle-group
          aria-label="Range"
          hideSingleSelectionIndicator
          [value]="latency().range"
          (change)="rangeChosen.emit($event.value)"
        >
          @for (range of ranges; track range) {
            <mat-button-toggle [value]="range" [aria-label]="words[range]">{{ range }}</mat-button-toggle>
          }
        </mat-button-toggle-group>
        <button matButton type="button" [attr.aria-pressed]="isTable()" (click)="isTable.set(!isTable())">
          {{ isTable() ? 'View as chart' : 'View as table' }}
        </button>
      </div>
      @if (hasData()) {
        <dl class="figures">
          @for (figure of figures(); track figure.label) {
            <div>
              <dt class="muted small">{{ figure.label }}</dt>
              <dd class="num">{{ figure.text }}</dd>
            </div>
          }
        </dl>
        @if (isTable()) {
          <div class="table-scroll" tabindex="0" role="region" aria-label="Latency table">
            <table class="plain">
              <caption>
                Latency of the last
                {{
                  words[latency().range]
                }}, newest first
              </caption>
              <thead>
                <tr>
                  <th scope="col">From</th>
                  <th scope="col" class="end">Average</th>
                  <th scope="col" class="end">Lowest</th>
                  <th scope="col" class="end">Highest</th>
                </tr>
              </thead>
              <tbody>
                @for (row of rows(); track row.at) {
                  <tr>
                    <th scope="row">{{ row.time }}</th>
                    <td class="end num">{{ formatMs(row.avgMs) }}</td>
                    <td class="end num">{{ formatMs(row.minMs) }}</td>
                    <td class="end num">{{ formatMs(row.maxMs) }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        } @else {
          @defer (on viewport) {
            <app-latency-chart [points]="latency().points" [range]="latency().range" />
          } @placeholder {
            <div class="space"></div>
          } @loading (after 150ms) {
            <div class="space"><mat-progress-bar mode="indeterminate" aria-label="Loading the chart" /></div>
          }
        }
      } @else {
        <p class="muted none">No latency was measured in the last {{ words[latency().range] }}.</p>
      }
    </section>
  `,
  styles: `
    .figures {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 32px;
      margin-block: 12px;

      dd {
        font-size: 1.125rem;
        font-weight: 600;
      }
    }
    .space {
      block-size: 260px;
    }
    .table-scroll {
      max-block-size: 380px;
      overflow-y: auto;
    }
    .none {
      padding-block: 24px;
    }
  `,
})
export class LatencyPanel {
  readonly latency = input.required<History['latency']>();
  readonly isLoading = input(false);
  readonly rangeChosen = output<LatencyRange>();
  protected readonly ranges = Object.keys(LATENCY_RANGES) as LatencyRange[];
  protected readonly words = RANGE_WORDS;
  protected readonly formatMs = formatMs;
  protected readonly isTable = signal(false);
  protected readonly hasData = computed(() => this.latency().points.some(({ avgMs }) => avgMs !== null));
  protected readonly figures = computed(() => {
    const { avgMs, p95Ms, minMs, maxMs } = this.latency();
    return [
      { label: 'Average', text: formatMs(avgMs) },
      { label: '95th percentile', text: formatMs(p95Ms) },
      { label: 'Lowest', text: formatMs(minMs) },
      { label: 'Highest', text: formatMs(maxMs) },
    ];
  });
  protected readonly rows = computed(() =>
    this.latency()
      .points.filter(({ avgMs }) => avgMs !== null)
      .map((point) => ({ ...point, time: formatDateTime(point.at) }))
      .reverse(),
  );
}
