import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeliverySources } from '../deliveries/delivery-sources.service.js';
import type { DeliverySource, DueDelivery, Prepared, Suppressed } from '../deliveries/delivery.js';
import { EndpointHealth } from './endpoints/endpoint-health.service.js';
import { EndpointUpdates } from './endpoints/endpoint-updates.service.js';
import { methodIdOf } from './tell-subscribers.service.js';
import { UpdateMails } from './update-mails.service.js';

/** News for subscribers, over whichever channel each of them chose; and what becomes of it. */
@Injectable()
export class SubscriptionMessages implements DeliverySource, OnModuleInit {
  constructor(
    private readonly kinds: DeliverySources,
    private readonly mails: UpdateMails,
    private readonly endpoints: EndpointUpdates,
    private readonly health: EndpointHealth,
  ) {}

  onModuleInit(): void {
    this.kinds.register('subscription', this);
  }

  async prepare(delivery: DueDelivery): Promise<Prepared | Suppressed> {
    return delivery.channel === 'email' ? this.mails.prepare(delivery) : this.endpoints.prepare(delivery);
  }

  /** Mails, which are many, in one look; the others one by one. */
  async prepareMany(deliveries: readonly DueDelivery[]): Promise<readonly (Prepared | Suppressed)[]> {
    if (deliveries.every(({ channel }) => channel === 'email')) return this.mails.prepareMany(deliveries);
    return Promise.all(deliveries.map(async (delivery) => this.prepare(delivery)));
  }

  async lineOf(delivery: DueDelivery): Promise<string | null> {
    return this.mails.lineOf(delivery);
  }

  async switchOff({ recipientKey, channel }: DueDelivery, reason: string): Promise<void> {
    const methodId = methodIdOf(recipientKey);
    await (channel === 'push' ? this.health.remove(methodId) : this.health.gone(methodId, reason));
  }

  async gaveUp({ recipientKey }: DueDelivery, reason: string, count: number): Promise<void> {
    await this.health.gaveUp(methodIdOf(recipientKey), reason, count);
  }

  async delivered(deliveries: readonly DueDelivery[]): Promise<void> {
    // Mailboxes are not counted: thousands of mails need no look at who took them.
    const others = deliveries.filter(({ channel }) => channel !== 'email').map(({ recipientKey }) => methodIdOf(recipientKey));
    if (others.length > 0) await this.health.delivered(others);
  }

  async bounced(delivery: DueDelivery): Promise<void> {
    await this.mails.bounced(delivery);
  }
}
