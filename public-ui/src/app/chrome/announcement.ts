import { Component, computed, inject, signal } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { announcementKey } from './announcement-key';

/**
 * A word from the owner. Neutral on purpose, whatever its type: nobody may read it as an outage. The script in the head hides a dismissed one before
 * the first paint, here the dismissal is only stored.
 */
@Component({
  selector: 'app-announcement',
  templateUrl: './announcement.html',
})
export class Announcement {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);

  private readonly dismissed = signal<string | null>(null);
  protected readonly announcement = computed(() => {
    const { announcement } = this.store.site();
    return announcement && announcementKey(announcement) !== this.dismissed() ? announcement : null;
  });

  protected dismiss(): void {
    const announcement = this.announcement();
    if (!announcement) return;
    const key = announcementKey(announcement);
    this.dismissed.set(key);
    const hours = announcement.reshowAfterHours;
    try {
      localStorage.setItem(`clarion:dismissed:${key}`, hours === null ? 'forever' : String(Date.now() + hours * 3_600_000));
    } catch {
      // Storage is switched off: it comes back with the next page.
    }
  }
}
