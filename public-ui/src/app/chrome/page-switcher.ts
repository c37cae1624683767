import { Component, computed, inject } from '@angular/core';

import { isEventPage, SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';

/** The site's other status pages. A native disclosure with links, so it also works without script. */
@Component({
  selector: 'app-page-switcher',
  template: `
    @if (pages().length > 1) {
      <details class="switcher">
        <summary>
          <span class="hidden">{{ texts.say('nav.pages') }}: </span><span class="switcher-current">{{ current() }}</span>
          <svg class="icon chevron" aria-hidden="true"><use href="#i-chevron" /></svg>
        </summary>
        <ul>
          @for (page of pages(); track page.path) {
            <li>
              <a [href]="page.href" data-act="status_page_switched" [attr.aria-current]="page.isCurrent ? 'page' : null">{{
                page.title
              }}</a>
            </li>
          }
        </ul>
      </details>
    }
  `,
  host: { '(keydown.escape)': 'close($event)' },
})
export class PageSwitcher {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);

  protected readonly pages = computed(() => {
    const snapshot = this.store.snapshot();
    const here = snapshot.kind === 'page' ? snapshot.page.path : isEventPage(snapshot) && snapshot.isOfPage ? snapshot.pagePath : null;
    return snapshot.site.pages.map(({ path, title }) => ({
      path,
      title,
      href: `${snapshot.site.basePath}/${path}`,
      isCurrent: path === here,
    }));
  });
  protected readonly current = computed(() => this.pages().find(({ isCurrent }) => isCurrent)?.title ?? this.texts.say('nav.allPages'));

  protected close(event: Event): void {
    const details = (event.currentTarget as HTMLElement).querySelector('details');
    if (!details?.open) return;
    details.open = false;
    details.querySelector('summary')?.focus();
  }
}
