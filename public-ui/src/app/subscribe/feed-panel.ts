import { Component, computed, DOCUMENT, inject, input } from '@angular/core';

import { Browser } from '../chrome/browser';
import { Snippets } from '../sharing/snippets';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';

/** Ways to follow that nobody needs to be told of: addresses for feed readers and calendars. */
@Component({
  selector: 'app-feed-panel',
  imports: [Snippets],
  template: `
    @if (kind() === 'feed') {
      <p>{{ texts.say('subscribe.feedHint') }}</p>
      <app-snippets [snippets]="feeds()" />
      @if (withSlack()) {
        <p class="subscribe-more">{{ texts.say('subscribe.slackFeed') }}</p>
        <app-snippets [snippets]="slack()" />
      }
    } @else {
      <p>{{ texts.say('subscribe.calendarHint') }}</p>
      <app-snippets [snippets]="calendar()" />
      <p class="subscribe-actions">
        <a class="button subscribe-main" [href]="base() + '/calendar.ics'" (click)="follow($event)">{{ texts.say('share.calendar') }}</a>
        <a class="button" [href]="base() + '/calendar.ics'">{{ texts.say('share.calendarFile') }}</a>
      </p>
    }
  `,
})
export class FeedPanel {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);
  private readonly browser = inject(Browser);
  private readonly document = inject(DOCUMENT);

  readonly kind = input.required<'feed' | 'calendar'>();
  /** Slack is told of feeds where it is not told of updates. */
  readonly withSlack = input(false);

  /** Below a monitor, else below the status page. */
  protected readonly base = computed(() => {
    const snapshot = this.store.snapshot();
    return snapshot.kind === 'monitor' ? `${this.store.monitorBase()}/${snapshot.monitor.tag}` : this.store.eventBase();
  });
  private readonly whole = computed(() => `${this.document.location.origin}${this.base()}`);
  protected readonly feeds = computed(() => [
    { what: 'RSS', text: `${this.whole()}/rss.xml` },
    { what: 'Atom', text: `${this.whole()}/atom.xml` },
    { what: 'JSON Feed', text: `${this.whole()}/feed.json` },
  ]);
  protected readonly slack = computed(() => [{ what: 'Slack', text: `/feed subscribe ${this.whole()}/rss.xml` }]);
  protected readonly calendar = computed(() => [{ what: 'iCalendar', text: `${this.whole()}/calendar.ics` }]);

  /** Calendars follow an address of this scheme, where a plain link is read once. */
  protected follow(event: Event): void {
    event.preventDefault();
    this.browser.open(`${this.whole()}/calendar.ics`.replace(/^https?:/, 'webcal:'));
  }
}
