import { Component, computed, inject } from '@angular/core';

import { StatusBanner } from '../banner/status-banner';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';

/** Nothing here, yet the visitor came to ask whether things work: that answer is given all the same. */
@Component({
  selector: 'app-not-found',
  imports: [StatusBanner],
  template: `
    <div class="page-head">
      <h1>{{ texts.say('notFound.title') }}</h1>
      <p class="page-intro">{{ texts.say('notFound.text') }}</p>
    </div>
    <app-status-banner />
    <p>
      <a class="button" [href]="home()">{{ texts.say('notFound.home') }}</a>
    </p>
  `,
})
export class NotFound {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);
  protected readonly home = computed(() => `${this.store.site().basePath}/`);
}
