import type { LatencyEmbedSnapshot } from '@clarion/contract';
import { Component, computed, inject, input } from '@angular/core';

import { LatencyChart } from '../detail/latency-chart';
import { METRIC_WORDS } from '../text/metric-words';
import { Texts } from '../text/texts';

/** A monitor's latency as the chart of its page, with the table behind it. */
@Component({
  selector: 'app-latency-embed',
  imports: [LatencyChart],
  template: `
    <div class="embed-head">
      <h1 class="embed-name">
        <a [href]="href()">{{ embed().monitor.name }}</a>
      </h1>
      <span class="embed-figure"
        ><span class="when-wide">{{ metric() }} </span>{{ value()
        }}<span class="when-wide"> · {{ texts.say('services.days', { count: embed().days }) }}</span></span
      >
    </div>
    <app-latency-chart [style.--height]="embed().height + 'px'" [points]="embed().points" [label]="label()" [isLong]="embed().days > 1" />
  `,
})
export class LatencyEmbed {
  protected readonly texts = inject(Texts);

  readonly embed = input.required<LatencyEmbedSnapshot>();

  protected readonly href = computed(() => `${this.embed().site.basePath}/monitors/${this.embed().monitor.tag}#latency`);
  protected readonly metric = computed(() => this.texts.say(METRIC_WORDS[this.embed().metric]));
  protected readonly value = computed(() => {
    const { valueMs } = this.embed();
    return valueMs === null ? this.texts.say('services.unknownUptime') : this.texts.latency(valueMs);
  });
  protected readonly label = computed(() => this.texts.say('latency.label', { name: this.embed().monitor.name }));
}
