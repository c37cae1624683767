import { Component, computed, inject } from '@angular/core';

import { headline } from '../banner/headline';
import { Freshness } from '../live/freshness';
import { SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';

/** How everything is, on one line above a page about one thing; the way back to the status page. */
@Component({
  selector: 'app-overall-line',
  imports: [StatusIcon],
  template: `
    <nav class="back">
      <a [href]="home()"
        ><svg class="icon chevron chevron-back" aria-hidden="true"><use href="#i-chevron" /></svg>{{ texts.say('nav.back') }}</a
      >
    </nav>
    <p class="overall-status" [attr.data-status]="head().tone">
      <span class="when-trusted"><svg [appStatusIcon]="head().tone"></svg> {{ texts.say(head().key) }}</span>
      <span class="when-stale">{{ texts.say('banner.unknown') }}</span>
    </p>
    <p class="overall-fresh">
      <time [attr.datetime]="freshness.confirmedIso()" [attr.title]="freshness.confirmedTitle()">{{ freshness.updated() }}</time>
    </p>
  `,
  host: { class: 'overall' },
})
export class OverallLine {
  protected readonly texts = inject(Texts);
  protected readonly freshness = inject(Freshness);
  private readonly store = inject(SnapshotStore);

  protected readonly head = computed(() => headline(this.store.banner()));
  protected readonly home = computed(() => this.store.eventBase() || '/');
}
