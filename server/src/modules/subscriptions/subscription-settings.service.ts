import { SUBSCRIPTION_EVENT_TYPES, type SubscriptionEventType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { Deliveries } from '../deliveries/deliveries.service.js';
import { SiteService } from '../site/site.service.js';

/** Which types of news the site offers. */
export type OfferedTypes = Readonly<Record<SubscriptionEventType, boolean>>;

/** `subscriptionsSettings`, as far as mail can be sent. @see alerting §C1 */
@Injectable()
export class SubscriptionSettings {
  constructor(
    private readonly site: SiteService,
    private readonly deliveries: Deliveries,
  ) {}

  /** @returns null when readers cannot subscribe to anything */
  async offered(): Promise<OfferedTypes | null> {
    const stored = (await this.site.find('subscriptionsSettings')) as StoredSettings | null;
    if (stored?.enable !== true || !this.deliveries.isMailConfigured()) return null;
    const types = { incidents: stored.methods?.emails?.incidents === true, maintenances: stored.methods?.emails?.maintenances === true };
    return SUBSCRIPTION_EVENT_TYPES.some((type) => types[type]) ? types : null;
  }

  /** Is news of this type sent? */
  async isSent(type: SubscriptionEventType): Promise<boolean> {
    return (await this.offered())?.[type] === true;
  }
}

interface StoredSettings {
  readonly enable?: unknown;
  readonly methods?: { readonly emails?: { readonly incidents?: unknown; readonly maintenances?: unknown } };
}
