import type { ElementRef } from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, signal, viewChild } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { PageSwitcher } from './page-switcher';
import { Preferences } from './preferences';
import { Subscribing } from './subscribing';

/** Brand, links, preferences and the way to subscribe. On a phone links and preferences live in a sheet that a native dialog opens. */
@Component({
  selector: 'app-site-header',
  imports: [NgTemplateOutlet, PageSwitcher, Preferences],
  templateUrl: './site-header.html',
  host: { class: 'site-header' },
})
export class SiteHeader {
  protected readonly texts = inject(Texts);
  protected readonly store = inject(SnapshotStore);
  protected readonly subscribing = inject(Subscribing);

  private readonly sheet = viewChild.required<ElementRef<HTMLDialogElement>>('sheet');
  /** The sheet is empty until it is opened once: the same controls stand in the wide header. */
  protected readonly isFilled = signal(false);

  /** Pages that know nothing of each other lead home to themselves. */
  protected readonly home = computed(() => {
    const { isApart, homeUrl, basePath } = this.store.site();
    return isApart ? this.store.pageHome() : homeUrl || `${basePath}/`;
  });
  protected readonly hasIncidentBlock = computed(() => {
    const snapshot = this.store.snapshot();
    return snapshot.kind === 'page' && snapshot.eventPlacement === 'inline' && snapshot.banner.openIncidents > 0;
  });
  protected readonly hasMenu = computed(() => {
    const { nav, pages, themeToggle, tzToggle } = this.store.site();
    return nav.length > 0 || pages.length > 1 || themeToggle || tzToggle;
  });

  protected openMenu(): void {
    this.isFilled.set(true);
    this.sheet().nativeElement.showModal();
  }

  protected closeMenu(): void {
    this.sheet().nativeElement.close();
  }
}
