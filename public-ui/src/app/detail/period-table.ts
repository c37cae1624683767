import type { DaySnapshot, PeriodSnapshot } from '@clarion/contract';
import { GAP_WORDS, SOURCE_WORDS, STATUS_WORDS } from '@clarion/i18n';
import { Component, computed, inject, input } from '@angular/core';

import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';

/** The day as a list of stretches, each with its reason: exact where the grid is vivid. */
@Component({
  selector: 'app-period-table',
  imports: [StatusIcon],
  template: `
    <div class="table-scroll" tabindex="0" role="region" [attr.aria-label]="caption()">
      <table>
        <caption>
          {{
            caption()
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ texts.say('day.from') }}</th>
            <th scope="col">{{ texts.say('day.to') }}</th>
            <th scope="col">{{ texts.say('table.status') }}</th>
            <th scope="col">{{ texts.say('day.duration') }}</th>
            <th scope="col">{{ texts.say('day.reason') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.at) {
            <tr>
              <th scope="row">{{ row.from }}</th>
              <td>{{ row.to }}</td>
              <td [attr.data-status]="row.status"><svg [appStatusIcon]="row.status"></svg> {{ row.word }}</td>
              <td>{{ row.duration }}</td>
              <td class="reason" dir="auto">{{ row.reason }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
    @if (csv(); as href) {
      <a class="button-quiet" [href]="href" download>{{ texts.say('table.csv') }}</a>
    }
  `,
})
export class PeriodTable {
  protected readonly texts = inject(Texts);
  readonly day = input.required<DaySnapshot>();
  /** Address of the same rows as a file. */
  readonly csv = input('');

  protected readonly caption = computed(() => this.texts.say('day.caption', { day: this.texts.fullDay(this.day().from) }));
  protected readonly rows = computed(() =>
    this.day().periods.map((period) => ({
      at: period.from,
      from: this.texts.time(period.from),
      to: this.texts.time(period.to),
      status: period.status,
      word: this.texts.say(STATUS_WORDS[period.status]),
      duration: this.texts.duration(period.to - period.from),
      reason: this.reason(period),
    })),
  );

  private reason({ reason, gap, source }: PeriodSnapshot): string {
    if (reason) return reason;
    if (gap) return this.texts.say(GAP_WORDS[gap]);
    return source === 'check' ? '' : this.texts.say(SOURCE_WORDS[source]);
  }
}
