import type { SubscriberChannel, SubscriptionEventType } from '@clarion/contract';
import type { ElementRef } from '@angular/core';
import { Component, computed, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';

import type { Subject } from '../chrome/subscribing';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { ChoicesForm } from './choices-form';
import { type Chosen, choicesOf, isComplete } from './chosen';
import { type Fault, FaultNote, faultOf } from './fault';
import { FeedPanel } from './feed-panel';
import { PushAddresses, PushBlockedError } from './push-address';
import { type Choices, type Connected, type EndpointChannel, SubscriptionClient, SubscriptionError } from './subscription-client';

type Tab = SubscriberChannel | 'feed' | 'calendar';

/** Names that no language changes. */
const BRANDS = { webhook: 'Webhook', slack: 'Slack', teams: 'Teams', discord: 'Discord' } as const satisfies Record<
  EndpointChannel,
  string
>;
const isEndpoint = (tab: Tab): tab is EndpointChannel => tab in BRANDS;

/** A mail with a code was sent. */
export interface CodeSent {
  address: string;
  choices: Choices;
}

/** A subscription that is there at once. */
export interface Subscribed extends Connected {
  channel: SubscriberChannel;
  /** As the reader knows it. */
  address: string;
}

/** Ways to be told, one tab each: choices first, then the address. */
@Component({
  selector: 'app-subscribe-form',
  imports: [ChoicesForm, FaultNote, FeedPanel],
  templateUrl: './subscribe-form.html',
})
export class SubscribeForm {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);
  private readonly client = inject(SubscriptionClient);
  private readonly push = inject(PushAddresses);

  readonly subject = input<Subject | null>(null);
  readonly codeSent = output<CodeSent>();
  readonly subscribed = output<Subscribed>();

  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');

  private readonly ways = this.store.site().subscriptions ?? {};
  protected readonly tabs: readonly Tab[] = [
    ...(Object.keys(this.ways) as SubscriberChannel[]).filter((channel) => channel !== 'push' || this.push.isSupported()),
    ...(this.store.site().showRssFeed ? (['feed', 'calendar'] as const) : []),
  ];
  protected readonly tab = signal<Tab>(this.tabs[0] ?? 'feed');
  protected readonly withSlackFeed = !('slack' in this.ways);

  protected readonly chosen = linkedSignal<Chosen>(() => {
    const subject = this.subject();
    return {
      ...{ incidents: true, maintenances: true, isEverything: subject === null, scopes: subject === null ? [] : [subject.scope] },
      ...{ locale: this.store.locale(), timeZone: this.store.timeZone() },
    };
  });
  protected readonly offered = computed<readonly SubscriptionEventType[]>(() => this.ways[this.tab() as SubscriberChannel] ?? []);
  protected readonly brand = computed(() => {
    const tab = this.tab();
    return isEndpoint(tab) ? BRANDS[tab] : null;
  });

  protected readonly address = signal('');
  protected readonly isTried = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly fault = signal<Fault | null>(null);

  protected wordOf(tab: Tab): string {
    if (isEndpoint(tab)) return BRANDS[tab];
    switch (tab) {
      case 'email':
        return this.texts.say('subscribe.email');
      case 'push':
        return this.texts.say('subscribe.push');
      case 'feed':
        return 'RSS';
      case 'calendar':
        return this.texts.say('subscribe.calendar');
    }
  }

  protected pick(tab: Tab): void {
    this.tab.set(tab);
    this.address.set('');
    this.isTried.set(false);
    this.fault.set(null);
  }

  /** Right is forward, or back where the page runs from right to left. */
  protected move(event: Event, step: number): void {
    const isMirrored = getComputedStyle(event.target as Element).direction === 'rtl';
    const at = this.tabs.indexOf(this.tab()) + (isMirrored ? -step : step);
    this.goTo(event, (at + this.tabs.length) % this.tabs.length);
  }

  protected goTo(event: Event, index: number): void {
    event.preventDefault();
    this.pick(this.tabs.at(index)!);
    this.list()
      .nativeElement.querySelectorAll<HTMLElement>('[role=tab]')
      .item(index < 0 ? this.tabs.length - 1 : index)
      .focus();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy()) return;
    this.isTried.set(true);
    this.fault.set(null);
    const tab = this.tab();
    if (!isComplete(this.chosen(), this.offered())) return;
    const wrong = this.wrongAddress(tab);
    if (wrong !== null) return this.refuse({ text: wrong });
    this.isBusy.set(true);
    try {
      await this.subscribe(tab, choicesOf(this.chosen(), this.offered()));
    } catch (error) {
      this.refuse(this.faultOf(tab, error));
    } finally {
      this.isBusy.set(false);
    }
  }

  private async subscribe(tab: Tab, choices: Choices): Promise<void> {
    const address = this.address().trim();
    if (tab === 'email') {
      await this.client.login(address, choices);
      this.codeSent.emit({ address, choices });
    } else if (tab === 'push') {
      const found = await this.push.ask(() => this.client.pushKey());
      this.subscribed.emit({ ...(await this.client.connectPush(found, choices)), channel: tab, address: this.texts.say('subscribe.push') });
    } else if (isEndpoint(tab)) {
      this.subscribed.emit({ ...(await this.client.connect(tab, address, choices)), channel: tab, address: new URL(address).host });
    }
  }

  /** What is wrong with it at first sight; null = nothing. */
  private wrongAddress(tab: Tab): string | null {
    const address = this.address().trim();
    if (tab === 'email') return /^[^\s@]+@[^\s@]+$/.test(address) ? null : this.texts.say('subscribe.addressWrong');
    if (tab === 'push') return null;
    return URL.parse(address)?.protocol === 'https:' ? null : this.texts.say('subscribe.urlWrong');
  }

  private faultOf(tab: Tab, error: unknown): Fault {
    if (error instanceof PushBlockedError) return { text: this.texts.say('subscribe.pushBlocked') };
    if (tab === 'push') {
      const failed = this.texts.say('subscribe.pushFailed');
      // What the browser says of it is for developers.
      return error instanceof SubscriptionError ? faultOf(error, this.texts, failed) : { text: failed };
    }
    return faultOf(error, this.texts, this.texts.say(tab === 'email' ? 'subscribe.failed' : 'subscribe.refused'));
  }

  private refuse(fault: Fault): void {
    this.fault.set(fault);
    this.field()?.nativeElement.focus();
  }
}
