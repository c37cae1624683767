import { DOCUMENT, inject, Service } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';

/** What readers do that providers of analytics may be told. Names are a contract with whoever listens. @see pages-site §16 */
export type ReaderAct =
  | 'status_announcement_dismissed'
  | 'status_announcement_followed'
  | 'status_bars_range_changed'
  | 'status_chart_range_changed'
  | 'status_day_opened'
  | 'status_feed_opened'
  | 'status_language_changed'
  | 'status_link_copied'
  | 'status_navigated'
  | 'status_notifications_opened'
  | 'status_page_switched'
  | 'status_shared'
  | 'status_subscribed'
  | 'status_theme_changed'
  | 'status_time_zone_changed';

/**
 * Tells the page's own listeners what readers do, as DOM events `analyticsEvent`, and loads the script of the enabled providers late. Whoever asks not
 * to be counted gets no script at all, and a display on a wall counts nobody.
 */
@Service()
export class Analytics {
  private readonly document = inject(DOCUMENT);
  private readonly store = inject(SnapshotStore);

  /** Links say by `data-act` what following them is. */
  start(): void {
    this.document.addEventListener('click', (event) => {
      const act = (event.target as Element | null)?.closest?.('[data-act]')?.getAttribute('data-act');
      if (act) this.tell(act as ReaderAct);
    });
  }

  /** To be called when nothing else is to be done. */
  load(): void {
    const { analytics, basePath } = this.store.site();
    if (analytics === undefined || this.isUnwanted()) return;
    const script = this.document.createElement('script');
    script.async = true;
    script.src = basePath + analytics;
    this.document.head.append(script);
  }

  tell(event: ReaderAct, data: Readonly<Record<string, string>> = {}): void {
    this.document.dispatchEvent(new CustomEvent('analyticsEvent', { bubbles: true, detail: { event, data } }));
  }

  private isUnwanted(): boolean {
    const navigator: Navigator & { globalPrivacyControl?: boolean } = this.document.defaultView!.navigator;
    const isDisplay = this.document.documentElement.dataset['kiosk'] !== undefined;
    return isDisplay || navigator.doNotTrack === '1' || navigator.globalPrivacyControl === true;
  }
}
