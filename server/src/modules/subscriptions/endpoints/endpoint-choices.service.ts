import { SUBSCRIPTION_EVENT_TYPES, type SubscriptionEventType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { AppError, invalidField } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { choicesIn } from '../choices.js';
import { Scopes } from '../scopes/scopes.service.js';
import { type JudgedChoices, StoredChoices } from '../stored-choices.service.js';
import type { SubscriberIdentity } from '../subscriber-tokens.js';
import { type OfferedTypes, SubscriptionSettings } from '../subscription-settings.service.js';
import type { EndpointChannel } from './endpoint-address.js';

type Sent = Readonly<Record<string, unknown>>;

/** What somebody chooses with an address, before it is asked and when it has proven itself. */
@Injectable()
export class EndpointChoices {
  constructor(
    private readonly settings: SubscriptionSettings,
    private readonly sources: DataSources,
    private readonly scopes: Scopes,
    private readonly stored: StoredChoices,
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
  async judge(channel: EndpointChannel, sent: Sent): Promise<JudgedChoices> {
    const offered = await this.offered(channel);
    const { scopes, ...choices } = choicesIn(sent, await this.settings.locales());
    const isSilent = SUBSCRIPTION_EVENT_TYPES.every((type) => choices[type] === undefined);
    const wished = (type: SubscriptionEventType): boolean | undefined => (offered[type] ? isSilent || choices[type] : undefined);
    const types = { incidents: wished('incidents'), maintenances: wished('maintenances') };
    if (!Object.values(types).includes(true)) throw invalidField('incidents', 'Choose at least one kind of news');
    const targets = scopes === undefined ? undefined : await this.scopes.assert(this.sources.get('web').manager, scopes);
    return { ...choices, ...types, targets };
  }

  /** Writes it, in the transaction that keeps the address. */
  async keep(tx: EntityManager, actor: Actor, identity: SubscriberIdentity, wished: JudgedChoices): Promise<void> {
    await this.stored.write(tx, actor, identity, wished);
  }
}
