import { afterNextRender, Component, computed, DestroyRef, DOCUMENT, effect, inject, untracked } from '@angular/core';

import '../early-parts';
import { ShownEvents } from '../events/shown-events';
import { Freshness } from '../live/freshness';
import { LiveUpdates } from '../live/live-updates';
import { ServerLink } from '../live/server-link';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';

/** Bright edges that never move stay in the glass: the page moves by this many pixels, a step a minute. */
const STEPS = [
  [0, 0],
  [6, 2],
  [8, 8],
  [2, 6],
] as const;
const MINUTE = 60_000;

/**
 * What a display on a wall needs that nobody stands in front of: a clock, a screen that stays on, news without a click, and a page that finds its way
 * back by itself after anything. Loaded only where the address asks for it. @see ux A7
 */
@Component({
  selector: 'app-wall-display',
  template: ` <time class="kiosk-clock" [attr.datetime]="iso()" aria-hidden="true">{{ clock() }}</time> `,
})
export class WallDisplay {
  private readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);
  private readonly shown = inject(ShownEvents);
  private readonly freshness = inject(Freshness);
  private readonly live = inject(LiveUpdates);
  private readonly link = inject(ServerLink);
  private readonly document = inject(DOCUMENT);

  private readonly now = computed(() => this.freshness.now() ?? this.store.snapshot().generatedAt);
  protected readonly clock = computed(() => this.texts.zonedTime(this.now()));
  protected readonly iso = computed(() => new Date(this.now() * 1_000).toISOString());
  private minutes = 0;

  constructor() {
    // Nobody is there to ask for what is new, and nobody loses a place on the page.
    effect(() => {
      this.store.snapshot();
      const hasNews = this.live.hasNews();
      untracked(() => {
        this.shown.show();
        if (hasNews) void this.live.showNews();
      });
    });
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const ends = new AbortController();
      const each = setInterval(() => void this.everyMinute(), MINUTE);
      this.document.addEventListener('visibilitychange', () => void this.stayAwake(), { signal: ends.signal });
      void this.stayAwake();
      destroyed.onDestroy(() => {
        ends.abort();
        clearInterval(each);
      });
    });
  }

  /** The system takes the lock away with every change of visibility; without the interface the display's own settings must do. */
  private async stayAwake(): Promise<void> {
    const { wakeLock } = this.document.defaultView!.navigator as Partial<Pick<Navigator, 'wakeLock'>>;
    if (this.document.visibilityState === 'visible') await wakeLock?.request('screen').catch(() => undefined);
  }

  private async everyMinute(): Promise<void> {
    this.minutes += 1;
    const [x, y] = STEPS[this.minutes % STEPS.length]!;
    this.document.body.style.translate = `${x}px ${y}px`;
    if (this.freshness.age() === 'fresh') return;
    // The line is tried again all the time; if that does not help although the server is there, it may be another one that needs another page.
    await this.live.retry();
    if (this.freshness.age() !== 'stale') return;
    const answer = await this.link.fetch(this.document.location.href, { cache: 'no-store' }).catch(() => null);
    if (answer?.ok === true) this.document.location.reload();
  }
}
