import type { ImpactSnapshot } from '@clarion/contract';
import { STATUS_WORDS } from '@clarion/i18n';
import { Component, computed, inject, input } from '@angular/core';

import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';

/** Width of a strip in units of its drawing. */
const WIDTH = 1_000;

/** What an incident did to each service: a strip to see it, a table to know it. */
@Component({
  selector: 'app-impact-strip',
  imports: [StatusIcon],
  template: `
    <div class="table-scroll" tabindex="0" role="region" [attr.aria-label]="texts.say('incident.impactsCaption')">
      <table class="impacts">
        <caption class="hidden">
          {{
            texts.say('incident.impactsCaption')
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ texts.say('incident.impact.service') }}</th>
            <th scope="col">{{ texts.say('incident.impact.status') }}</th>
            <th scope="col">{{ texts.say('incident.impact.from') }}</th>
            <th scope="col">{{ texts.say('incident.impact.to') }}</th>
          </tr>
        </thead>
        @for (row of rows(); track row.tag) {
          <tbody>
            @for (piece of row.pieces; track piece.from) {
              <tr>
                @if ($first) {
                  <th scope="rowgroup" [attr.rowspan]="row.pieces.length">
                    {{ row.name }}
                    <svg class="impact-drawing" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
                      @for (bar of row.pieces; track bar.from) {
                        <rect [attr.class]="bar.fill" [attr.x]="bar.x" [attr.width]="bar.width" height="8" />
                      }
                    </svg>
                  </th>
                }
                <td [attr.data-status]="piece.impact"><svg [appStatusIcon]="piece.impact"></svg> {{ piece.word }}</td>
                <td>{{ piece.start }}</td>
                <td>{{ piece.end }}</td>
              </tr>
            }
          </tbody>
        }
      </table>
    </div>
    @if (csv(); as href) {
      <a class="button-quiet" [href]="href" download>{{ texts.say('table.csv') }}</a>
    }
  `,
})
export class ImpactStrip {
  protected readonly texts = inject(Texts);

  readonly impacts = input.required<readonly ImpactSnapshot[]>();
  /** Address of the same rows as a file. */
  readonly csv = input('');
  /** Whether the last stretches go on. */
  readonly isOpen = input.required<boolean>();

  protected readonly rows = computed(() =>
    this.impacts().map(({ tag, name, pieces }) => {
      const from = pieces[0]?.from ?? 0;
      const whole = Math.max(1, (pieces.at(-1)?.to ?? from) - from);
      const place = (at: number): number => Math.round(((at - from) / whole) * WIDTH);
      return {
        tag,
        name,
        pieces: pieces.map((piece, index) => ({
          ...piece,
          word: this.texts.say(STATUS_WORDS[piece.impact]),
          start: this.texts.dayTime(piece.from),
          end: this.isOpen() && index === pieces.length - 1 ? this.texts.say('incident.impact.now') : this.texts.dayTime(piece.to),
          fill: `fill-${piece.impact.toLowerCase()}`,
          x: place(piece.from),
          width: place(piece.to) - place(piece.from),
        })),
      };
    }),
  );
}
