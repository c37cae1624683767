import { SUBSCRIBER_CHANNELS, SUBSCRIPTION_EVENT_TYPES, type SubscriberChannel, type SubscriptionEventType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { Deliveries } from '../deliveries/deliveries.service.js';
import { localesIn } from '../site/site-locales.js';
import { SiteService } from '../site/site.service.js';

/** Which types of news the site offers. */
export type OfferedTypes = Readonly<Record<SubscriptionEventType, boolean>>;

/** What is offered by channel; a channel without a type is absent. */
export type OfferedWays = Readonly<Partial<Record<SubscriberChannel, OfferedTypes>>>;

/** `subscriptionsSettings`, as far as it can be kept: mail needs a mail server. @see alerting §C1 */
@Injectable()
export class SubscriptionSettings {
  constructor(
    private readonly site: SiteService,
    private readonly deliveries: Deliveries,
  ) {}

  /** What readers can subscribe to, by channel; empty when the feature is off. */
  async ways(): Promise<OfferedWays> {
    return waysIn(await this.site.find('subscriptionsSettings'), this.deliveries.isMailConfigured());
  }

  /** What is offered by mail. @returns null when that is nothing */
  async offered(): Promise<OfferedTypes | null> {
    return (await this.ways()).email ?? null;
  }

  /** Languages readers may choose, the site's own first. */
  async locales(): Promise<readonly string[]> {
    return localesIn(await this.site.find('i18n'));
  }

  /** Is news of this type sent in this way? */
  async isSent(type: SubscriptionEventType, channel: SubscriberChannel = 'email'): Promise<boolean> {
    return (await this.ways())[channel]?.[type] === true;
  }
}

/**
 * What a stored setting offers, by channel.
 * @param stored value of `subscriptionsSettings`, of any shape
 */
export function waysIn(stored: unknown, isMailConfigured: boolean): OfferedWays {
  const settings = stored as StoredSettings | null | undefined;
  if (settings?.enable !== true) return {};
  const ways: Partial<Record<SubscriberChannel, OfferedTypes>> = {};
  for (const channel of SUBSCRIBER_CHANNELS) {
    if (channel === 'email' && !isMailConfigured) continue;
    const told = settings.methods?.[channel === 'email' ? 'emails' : channel];
    const types = { incidents: told?.incidents === true, maintenances: told?.maintenances === true };
    if (SUBSCRIPTION_EVENT_TYPES.some((type) => types[type])) ways[channel] = types;
  }
  return ways;
}

interface StoredSettings {
  readonly enable?: unknown;
  readonly methods?: Readonly<Record<string, { readonly incidents?: unknown; readonly maintenances?: unknown } | undefined>>;
}
