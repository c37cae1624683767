import { afterNextRender, Component, computed, effect, inject, Injector } from '@angular/core';

import { Freshness } from '../live/freshness';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { Analytics } from './analytics';
import { announcementKey } from './announcement-key';
import { Browser } from './browser';

const HOUR = 3_600_000;

/**
 * A word from the owner. Neutral on purpose, whatever its type: nobody may read it as an outage. An attribute of `<html>` hides it: the script in the
 * head sets it before the first paint, and here it follows what the reader does, what the owner writes and what the clock says.
 */
@Component({
  selector: 'app-announcement',
  templateUrl: './announcement.html',
})
export class Announcement {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);
  private readonly freshness = inject(Freshness);
  private readonly browser = inject(Browser);
  private readonly analytics = inject(Analytics);

  protected readonly announcement = computed(() => {
    const { announcement } = this.store.site();
    const now = this.freshness.now();
    return announcement && (announcement.endsAt === undefined || now === null || now < announcement.endsAt) ? announcement : null;
  });
  private readonly key = computed(() => {
    const announcement = this.announcement();
    return announcement && announcementKey(announcement);
  });
  private readonly minute = computed(() => Math.floor((this.freshness.now() ?? 0) / 60));

  constructor() {
    const injector = inject(Injector);
    afterNextRender(() =>
      effect(
        () => {
          // Another announcement is news to who dismissed the last one, and some come back after hours.
          const key = this.key();
          this.minute();
          const { dataset } = this.browser.root();
          if (key !== null && isDismissed(key)) dataset['dismissed'] = '';
          else delete dataset['dismissed'];
        },
        { injector },
      ),
    );
  }

  protected dismiss(): void {
    const [announcement, key] = [this.announcement(), this.key()];
    if (!announcement || key === null) return;
    this.browser.root().dataset['dismissed'] = '';
    this.analytics.tell('status_announcement_dismissed');
    const hours = announcement.reshowAfterHours;
    try {
      localStorage.setItem(`clarion:dismissed:${key}`, hours === null ? 'forever' : String(Date.now() + hours * HOUR));
    } catch {
      // Storage is switched off: it comes back with the next page.
      forgetful.add(key);
    }
  }
}

/** Dismissals that could not be stored. */
const forgetful = new Set<string>();

const isDismissed = (key: string): boolean => {
  try {
    const until = localStorage.getItem(`clarion:dismissed:${key}`);
    return until === 'forever' || Number(until) > Date.now();
  } catch {
    return forgetful.has(key);
  }
};
