import { Component, inject } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';

/** The owner's links and the zone every time on the page is written in. */
@Component({
  selector: 'app-site-footer',
  template: `
    <footer class="footer-bar column">
      <p class="footer-zone">{{ texts.say('footer.times', { zone: store.timeZone() }) }}</p>
      @if (store.site().footerHtml; as html) {
        <div class="footer-links prose" dir="auto" [innerHTML]="html"></div>
      }
    </footer>
  `,
  host: { class: 'site-footer' },
})
export class SiteFooter {
  protected readonly texts = inject(Texts);
  protected readonly store = inject(SnapshotStore);
}
