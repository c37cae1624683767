import { Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { RouterLink } from '@angular/router';
import { SUBSCRIPTION_EVENT_TYPES } from '@clarion/contract';
import { canonicalLocale, factsOf, isLocale } from '@clarion/i18n';
import type { Subscriber } from '../../api/subscribers.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, formatDay, toSeconds } from '../../platform/formats.js';
import { Icon } from '../../ui/icon.js';
import { ScopeNamesStore } from '../scope-names-store.js';
import { SubscriberMark } from '../state-mark.js';
import { SubscriberActions } from '../subscriber-actions.js';
import { CHANNEL_LOOKS, scopeWords, stateReason, TYPE_WORDS } from '../subscriber-words.js';

/** Scopes named in a row; the others are counted. */
const NAMED = 3;

/** Subscribers as rows: what they hear about, switched at once, and what can be done with them. */
@Component({
  selector: 'app-subscriber-table',
  imports: [Icon, MatDivider, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, MatSlideToggle, RouterLink, SubscriberMark],
  templateUrl: './subscriber-table.html',
  styleUrls: ['../../ui/list-table.scss', './subscriber-table.scss'],
})
export class SubscriberTable {
  readonly subscribers = input.required<readonly Subscriber[]>();
  readonly canWrite = input.required<boolean>();
  readonly edited = output<Subscriber>();
  readonly deleted = output<Subscriber>();
  private readonly clock = inject(Clock);
  private readonly names = inject(ScopeNamesStore);
  protected readonly actions = inject(SubscriberActions);
  protected readonly types = SUBSCRIPTION_EVENT_TYPES;
  protected readonly typeWords = TYPE_WORDS;
  protected readonly rows = computed(() =>
    this.subscribers().map((subscriber) => ({
      subscriber,
      // Somebody may have several addresses.
      key: `${subscriber.id} ${subscriber.channel} ${subscriber.address}`,
      channel: CHANNEL_LOOKS[subscriber.channel],
      reason: stateReason(subscriber),
      isPending: subscriber.state === 'pending',
      scopes: subscriber.scopes.slice(0, NAMED).map((scope) => scopeWords(scope, this.names)),
      more: Math.max(0, subscriber.scopes.length - NAMED),
      language: languageWords(subscriber.locale),
      created: formatDay(toSeconds(subscriber.created_at)),
      delivered: subscriber.last_delivered_at === null ? null : formatAgo(toSeconds(subscriber.last_delivered_at), this.clock.now()),
      deliveries: { subscriber: subscriber.id },
    })),
  );

  constructor() {
    effect(() => {
      const scopes = this.subscribers().flatMap((subscriber) => subscriber.scopes.slice(0, NAMED));
      // Sections are found by their pages.
      this.names.pages();
      untracked(() => this.names.look(scopes));
    });
  }
}

/** null = that of the site. */
const languageWords = (locale: string | null): string | null => {
  const known = locale === null ? null : canonicalLocale(locale);
  return known !== null && isLocale(known) ? factsOf(known).name : known;
};
