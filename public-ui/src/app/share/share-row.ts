import { afterNextRender, Component, computed, DestroyRef, inject, signal } from '@angular/core';

import { Analytics } from '../chrome/analytics';
import { Browser } from '../chrome/browser';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { CopyLink } from './copy-link';

/** How long a button says that it has done its work, ms. */
const SHOWN = 2_500;

/** Ways to pass on what is shown and to follow it: as a link, to other apps, to feed readers and calendars. Staff find their way in. */
@Component({
  selector: 'app-share-row',
  templateUrl: './share-row.html',
  host: {
    class: 'share-row',
    role: 'group',
    '[attr.aria-label]': "texts.say('share.label')",
    '(keydown.escape)': 'close($event)',
    '(focusout)': 'leave($event)',
  },
})
export class ShareRow {
  protected readonly texts = inject(Texts);
  protected readonly store = inject(SnapshotStore);
  private readonly browser = inject(Browser);
  private readonly analytics = inject(Analytics);
  private readonly link = inject(CopyLink);

  protected readonly isCopied = signal(false);
  /** Known in the browser only: the page itself is the same for everybody. */
  protected readonly canShare = signal(false);
  protected readonly isStaff = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Where the feeds lie: below a monitor, else below the status page. */
  protected readonly base = computed(() => {
    const snapshot = this.store.snapshot();
    return snapshot.kind === 'monitor' ? `${this.store.monitorBase()}/${snapshot.monitor.tag}` : this.store.eventBase();
  });
  constructor() {
    afterNextRender(() => {
      this.canShare.set(this.browser.canShare());
      this.isStaff.set(this.browser.isStaff());
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async copy(): Promise<void> {
    if (!(await this.link.copy(this.browser.address(), this.store.snapshot().kind))) return;
    this.isCopied.set(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isCopied.set(false), SHOWN);
  }

  protected async share(): Promise<void> {
    if (await this.browser.share()) this.analytics.tell('status_shared', { kind: this.store.snapshot().kind });
  }

  /** Calendars follow an address of this scheme, where a plain link is read once. Without script it stays the plain one. */
  protected subscribe(event: Event): void {
    event.preventDefault();
    this.browser.open(new URL(`${this.base()}/calendar.ics`, this.browser.address()).href.replace(/^https?:/, 'webcal:'));
  }

  protected close(event: Event): void {
    const details = (event.currentTarget as HTMLElement).querySelector('details');
    if (!details?.open) return;
    details.open = false;
    details.querySelector('summary')?.focus();
  }

  /** A menu that nobody is in closes. */
  protected leave(event: FocusEvent): void {
    const details = (event.currentTarget as HTMLElement).querySelector('details');
    if (details?.open && event.relatedTarget !== null && !details.contains(event.relatedTarget as Node)) details.open = false;
  }
}
