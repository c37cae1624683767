import { SUBSCRIPTION_EVENT_TYPES } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, invalidField } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { SubscriberPreferences, type WishedTypes } from '../subscriber-preferences.service.js';
import type { SubscriberIdentity } from '../subscriber-tokens.js';
import { type OfferedTypes, SubscriptionSettings } from '../subscription-settings.service.js';
import type { EndpointChannel } from './endpoint-address.js';

type Sent = Readonly<Record<string, unknown>>;

/** What somebody chooses with an address, before it is asked and when it has proven itself. */
@Injectable()
export class EndpointChoices {
  constructor(
    private readonly settings: SubscriptionSettings,
    private readonly preferences: SubscriberPreferences,
  ) {}

  /** @throws AppError `BAD_REQUEST` when the site does not offer the channel */
  async offered(channel: EndpointChannel | 'email'): Promise<OfferedTypes> {
    const offered = (await this.settings.ways())[channel];
    if (offered === undefined) throw new AppError('BAD_REQUEST', 'Subscriptions over this channel are not available');
    return offered;
  }

  /**
   * What was sent, judged: what is not offered is left out, and who says nothing gets everything.
   * @throws AppError `BAD_REQUEST` naming the field
   */
  async judge(channel: EndpointChannel, sent: Sent): Promise<WishedTypes> {
    const offered = await this.offered(channel);
    const isSilent = SUBSCRIPTION_EVENT_TYPES.every((type) => typeof sent[type] !== 'boolean');
    const wished = (type: (typeof SUBSCRIPTION_EVENT_TYPES)[number]): boolean | undefined =>
      isSilent || (typeof sent[type] === 'boolean' ? sent[type] : undefined);
    const types = Object.fromEntries(SUBSCRIPTION_EVENT_TYPES.filter((type) => offered[type]).map((type) => [type, wished(type)]));
    if (!Object.values(types).includes(true)) throw invalidField('incidents', 'Choose at least one kind of news');
    return types;
  }

  /** Writes it, in the transaction that keeps the address. */
  async keep(tx: EntityManager, actor: Actor, identity: SubscriberIdentity, wished: WishedTypes): Promise<void> {
    await this.preferences.choose(tx, actor, identity, wished);
  }
}
