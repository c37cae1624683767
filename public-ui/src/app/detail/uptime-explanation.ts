import type { MonitorSnapshot, UptimeSnapshot } from '@clarion/contract';
import { STATUS_WORDS } from '@clarion/i18n';
import { Component, computed, inject, input } from '@angular/core';

import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';

/** Where a percentage comes from: the window, the minutes it counts, the formula. */
@Component({
  selector: 'app-uptime-explanation',
  imports: [StatusIcon],
  template: `
    <p class="explain-window">{{ window() }}</p>
    <dl class="explain-counts">
      @for (row of rows(); track row.status) {
        <div>
          <dt><svg [appStatusIcon]="row.status"></svg> {{ row.word }}</dt>
          <dd>{{ row.duration }}</dd>
        </div>
      }
    </dl>
    <p>{{ texts.say('uptime.explanation') }}</p>
    @if (monitor().uptimeFormula; as formula) {
      <p>
        <code>{{ texts.say('uptime.formula', formula) }}</code>
      </p>
    }
  `,
})
export class UptimeExplanation {
  protected readonly texts = inject(Texts);
  readonly monitor = input.required<MonitorSnapshot>();
  readonly uptime = input.required<UptimeSnapshot>();

  protected readonly window = computed(() => {
    const { from, to, text } = this.uptime();
    const percent = text === null ? this.texts.say('services.unknownUptime') : this.texts.percent(text);
    return this.texts.say('uptime.window', { from: this.texts.dateTime(from), to: this.texts.dateTime(to), percent });
  });
  protected readonly rows = computed(() => {
    const [up, degraded, down, maintenance, noData] = this.uptime().minutes;
    const counts = { UP: up, DEGRADED: degraded, DOWN: down, MAINTENANCE: maintenance, NO_DATA: noData } as const;
    return (['UP', 'DEGRADED', 'DOWN', 'MAINTENANCE', 'NO_DATA'] as const)
      .filter((status) => counts[status] > 0)
      .map((status) => ({ status, word: this.texts.say(STATUS_WORDS[status]), duration: this.texts.duration(counts[status] * 60) }));
  });
}
