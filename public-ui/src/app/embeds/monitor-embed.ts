import type { MonitorEmbedSnapshot, UptimeSnapshot } from '@clarion/contract';
import { Component, computed, inject, input } from '@angular/core';

import { barClip } from '../bars/bar-paths';
import { DayBars } from '../bars/day-bars';
import { statusWord } from '../status/status-word';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';

/** A monitor's status, uptime and days in seventy pixels; its name leads to all the rest. */
@Component({
  selector: 'app-monitor-embed',
  imports: [DayBars, StatusIcon],
  template: `
    <div class="embed-head">
      <h1 class="embed-name">
        <a [href]="href()">{{ embed().monitor.name }}</a>
      </h1>
      <span class="embed-status" [attr.data-status]="embed().monitor.status">
        <span class="when-trusted"><svg [appStatusIcon]="embed().monitor.status"></svg> {{ word() }}</span>
        <span class="when-stale" data-status="NO_DATA"><svg appStatusIcon="NO_DATA"></svg> {{ texts.say('banner.unknown') }}</span>
      </span>
      <span class="embed-figure"
        ><span class="when-wide">{{ figure() }}</span
        ><span class="when-narrow">{{ percent(embed().monitor.uptime.mobile) }}</span></span
      >
    </div>
    <svg class="clip-source" width="0" height="0" aria-hidden="true">
      <clipPath [attr.id]="'bars-' + days()"><path [attr.d]="clip()" /></clipPath>
    </svg>
    <app-day-bars [monitor]="embed().monitor" [dayStarts]="embed().dayStarts" [fewDays]="fewDays()" />
  `,
  host: { class: 'embed-row' },
})
export class MonitorEmbed {
  protected readonly texts = inject(Texts);

  readonly embed = input.required<MonitorEmbedSnapshot>();

  protected readonly href = computed(() => `${this.embed().site.basePath}/monitors/${this.embed().monitor.tag}`);
  protected readonly word = computed(() => statusWord(this.texts, this.embed().monitor));
  protected readonly days = computed(() => this.embed().monitor.days.length);
  /** How many of the newest days a narrow frame shows: those of its own figure. */
  protected readonly fewDays = computed(() => {
    const { from } = this.embed().monitor.uptime.mobile;
    return this.embed().dayStarts.filter((start) => start >= from).length - 1;
  });
  protected readonly clip = computed(() => barClip(this.days()));

  protected readonly figure = computed(() => {
    const { desktop } = this.embed().monitor.uptime;
    const days = this.texts.say('services.days', { count: this.days() });
    return desktop.text === null ? this.percent(desktop) : this.texts.say('monitor.uptime', { percent: this.percent(desktop), days });
  });

  protected percent({ text }: UptimeSnapshot): string {
    return text === null ? this.texts.say('services.unknownUptime') : this.texts.percent(text);
  }
}
