import { Component, computed, inject } from '@angular/core';

import { Freshness } from '../live/freshness';
import { LiveUpdates } from '../live/live-updates';
import { Texts } from '../text/texts';

/**
 * Says that what is shown may be old. Its words are always in the HTML, and attributes of `<html>` show them, so that they appear even if the bundle
 * never loads. It floats: a strip that pushes the page down would move what somebody is reading.
 */
@Component({
  selector: 'app-freshness-strip',
  template: `
    <div class="strip strip-offline">{{ texts.say('freshness.offline', { time: freshness.confirmedTime() }) }}</div>
    <div class="strip strip-paused">
      <span>{{ paused() }}</span>
      @if (wait(); as seconds) {
        <span class="strip-wait">{{ texts.say('freshness.retryIn', { count: seconds }) }}</span>
      }
      @if (freshness.now() !== null) {
        <button type="button" class="button-quiet" (click)="live.retry()">{{ texts.say('freshness.retryNow') }}</button>
      } @else {
        <a class="button-quiet" href="">{{ texts.say('freshness.reload') }}</a>
      }
    </div>
  `,
})
export class FreshnessStrip {
  protected readonly texts = inject(Texts);
  protected readonly freshness = inject(Freshness);
  protected readonly live = inject(LiveUpdates);

  protected readonly paused = computed(() => {
    const time = this.freshness.confirmedTime();
    const ago = this.freshness.ago();
    return ago === null ? this.texts.say('freshness.pausedAt', { time }) : this.texts.say('freshness.paused', { time, ago });
  });
  protected readonly wait = computed(() => {
    const [now, at] = [this.freshness.now(), this.freshness.retryAt()];
    return now === null || at === null ? 0 : Math.max(0, at - now);
  });
}
