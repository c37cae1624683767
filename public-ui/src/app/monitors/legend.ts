import { STATUSES } from '@clarion/contract';
import { STATUS_WORDS } from '@clarion/i18n';
import { Component, inject, input } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';

/** What shapes and colours mean. */
@Component({
  selector: 'app-legend',
  imports: [StatusIcon],
  template: `
    <ul class="legend-list" [attr.aria-label]="texts.say('bars.legend')">
      @for (status of statuses; track status) {
        <li><svg [appStatusIcon]="status"></svg> {{ texts.say(words[status]) }}</li>
      }
    </ul>
    @if (hasBars()) {
      <p class="legend-note">{{ texts.say('bars.legend.note', { zone: store.timeZone() }) }} {{ texts.say('bars.legend.maintenance') }}</p>
    }
  `,
  host: { class: 'legend' },
})
export class Legend {
  protected readonly texts = inject(Texts);
  protected readonly store = inject(SnapshotStore);
  readonly hasBars = input(true);
  protected readonly statuses = STATUSES;
  protected readonly words = STATUS_WORDS;
}
