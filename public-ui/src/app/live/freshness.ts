import { isoInstant } from '@clarion/i18n';
import { computed, inject, Service, signal } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';

/** Data older than this is said to be paused. @see ux A8 */
export const PAUSED_AFTER = 90;
/** Data older than this is no status any more: the banner loses its tone. */
export const STALE_AFTER = 600;

export type Age = 'fresh' | 'paused' | 'stale';

export const ageOf = (seconds: number): Age => (seconds > STALE_AFTER ? 'stale' : seconds > PAUSED_AFTER ? 'paused' : 'fresh');

/**
 * How old the shown data is. The server renders absolute times only, since its HTML is read later than it was written; a clock starts in the
 * browser and follows the server's, because visitors' own are often wrong. The link confirms data without changing it: a heartbeat, a 304.
 */
@Service()
export class Freshness {
  private readonly store = inject(SnapshotStore);
  private readonly texts = inject(Texts);

  /** Present moment by the server's clock, Unix seconds; null until the browser's clock runs. */
  private readonly present = signal<number | null>(null);
  readonly now = this.present.asReadonly();
  readonly isOnline = signal(true);
  readonly isConnected = signal(false);
  /** When the next attempt to reach the server is due; null = none is planned. */
  readonly retryAt = signal<number | null>(null);
  private readonly heardAt = signal(0);
  private offset = 0;

  readonly confirmedAt = computed(() => Math.max(this.store.snapshot().generatedAt, this.heardAt()));
  readonly age = computed<Age>(() => {
    const now = this.present();
    return now === null ? 'fresh' : ageOf(now - this.confirmedAt());
  });
  readonly isDelayed = computed(() => this.store.snapshot().freshness === 'delayed');
  readonly isLive = computed(() => this.isConnected() && this.isOnline() && !this.isDelayed() && this.age() === 'fresh');
  readonly confirmedIso = computed(() => isoInstant(this.confirmedAt()));
  readonly confirmedTime = computed(() => this.texts.zonedTime(this.confirmedAt()));
  readonly confirmedTitle = computed(() => {
    const utc = this.texts.dateTimeIn('UTC', this.confirmedAt());
    const local = this.texts.dateTime(this.confirmedAt());
    return local === utc ? utc : `${local} (${utc})`;
  });
  /** In steps of five seconds below a minute: a text that changes each second asks for attention it does not deserve. */
  readonly ago = computed(() => {
    const now = this.present();
    if (now === null) return null;
    const seconds = Math.max(0, now - this.confirmedAt());
    return seconds < 5 ? this.texts.say('freshness.justNow') : this.texts.ago(seconds < 60 ? Math.floor(seconds / 5) * 5 : seconds);
  });
  readonly updated = computed(() => {
    const ago = this.ago();
    return ago === null
      ? this.texts.say('freshness.updatedAt', { time: this.confirmedTime() })
      : this.texts.say('freshness.updatedAgo', { ago });
  });

  /** Takes over the server's clock. @param serverNow Unix seconds; anything else is ignored */
  synchronise(serverNow: number): void {
    if (Number.isFinite(serverNow)) this.offset = serverNow - Date.now() / 1_000;
  }

  /** Lets a second pass. */
  tick(): void {
    this.present.set(Math.floor(Date.now() / 1_000 + this.offset));
  }

  /** The server answered: what is shown is true at this moment. */
  confirm(): void {
    this.heardAt.set(Math.floor(Date.now() / 1_000 + this.offset));
    if (this.present() !== null) this.tick();
  }
}
