import { afterNextRender, Component, computed, inject, signal } from '@angular/core';

import './early-parts';
import { FreshnessStrip } from './banner/freshness-strip';
import { Analytics } from './chrome/analytics';
import { Announcement } from './chrome/announcement';
import { NotFound } from './chrome/not-found';
import { PrintNote } from './chrome/print-note';
import { PreferenceStore } from './chrome/preference-store';
import { SiteFooter } from './chrome/site-footer';
import { SiteHeader } from './chrome/site-header';
import { Subscribing } from './chrome/subscribing';
import { MonitorPage } from './detail/monitor-page';
import { EventPage } from './events/event-page';
import { WallDisplay } from './kiosk/wall-display';
import { Announcer } from './live/announcer';
import { LiveUpdates } from './live/live-updates';
import { TabSigns } from './live/tab-signs';
import { StatusPage } from './monitors/status-page';
import { UptimeDialog } from './monitors/uptime-dialog';
import { isEventPage, SnapshotStore } from './state/snapshot-store';
import { IconSprite } from './status/icon-sprite';
import { SubscribeDialog } from './subscribe/subscribe-dialog';

/** The document between `<body>` and `</body>`: chrome around the one screen the snapshot asks for. */
@Component({
  selector: 'app-root',
  imports: [
    Announcement,
    EventPage,
    FreshnessStrip,
    IconSprite,
    MonitorPage,
    NotFound,
    PrintNote,
    SiteFooter,
    SiteHeader,
    StatusPage,
    SubscribeDialog,
    UptimeDialog,
    WallDisplay,
  ],
  templateUrl: './app.html',
})
export class App {
  private readonly store = inject(SnapshotStore);
  protected readonly announcer = inject(Announcer);
  protected readonly subscribing = inject(Subscribing);
  /** The server draws the same page for every address with a query: only the browser knows. */
  protected readonly isOnWall = signal(false);

  protected readonly page = computed(() => this.only('page'));
  protected readonly monitor = computed(() => this.only('monitor'));
  protected readonly event = computed(() => {
    const snapshot = this.store.snapshot();
    return isEventPage(snapshot) ? snapshot : null;
  });

  constructor() {
    const [signs, live, preferences, analytics] = [inject(TabSigns), inject(LiveUpdates), inject(PreferenceStore), inject(Analytics)];
    afterNextRender(() => {
      preferences.adopt();
      this.isOnWall.set(document.documentElement.dataset['kiosk'] !== undefined);
      signs.start();
      live.start();
      analytics.start();
      whenIdle(() => {
        analytics.load();
        // What the reader's own language and zone bring comes first: the stream is of one language and one zone.
        void preferences
          .followStoredLocale()
          .then(() => preferences.followBrowserZone())
          .then(() => live.follow());
      });
    });
  }

  private only<Kind extends 'page' | 'monitor'>(kind: Kind) {
    const snapshot = this.store.snapshot();
    return snapshot.kind === kind ? (snapshot as Extract<typeof snapshot, { kind: Kind }>) : null;
  }
}

/** Safari has no idle callback. */
const whenIdle = (act: () => void): void => {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act, { timeout: 2_000 });
  else setTimeout(act, 500);
};
