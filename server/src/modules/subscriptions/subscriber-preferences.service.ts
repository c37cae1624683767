import { LIMITS, SUBSCRIPTION_EVENT_TYPES, type SubscriberChannel, type SubscriptionEventType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { AuditService } from '../audit/audit.service.js';
import { SiteService } from '../site/site.service.js';
import { type Choices, type QuietHours, timeOf, type WishedTypes } from './choices.js';
import type { Scope } from './scopes/scope.js';
import { Scopes } from './scopes/scopes.service.js';
import { StoredChoices } from './stored-choices.service.js';
import { linkTokenOf, type LinkPurpose, readLinkToken, readToken, type SubscriberIdentity } from './subscriber-tokens.js';
import { type OfferedTypes, SubscriptionSettings } from './subscription-settings.service.js';

type MethodIds = Pick<SubscriberIdentity, 'userId' | 'methodId'>;

/** A subscriber who has shown who they are. */
export interface Holder extends SubscriberIdentity {
  readonly channel: SubscriberChannel;
  /** As people may see it. */
  readonly address: string;
}

/** What a subscriber has chosen, and what there is to choose from. */
export interface Preferences {
  readonly email: string;
  readonly channel: SubscriberChannel;
  readonly address: string;
  readonly chosen: OfferedTypes;
  readonly offered: OfferedTypes;
  /** None = everything. */
  readonly scopes: readonly Scope[];
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly quietHours: QuietHours | null;
  readonly isPaused: boolean;
  /** In words; null = the subscriber paused it. */
  readonly pauseReason: string | null;
  readonly manageUrl: string;
}

interface PersonalRow {
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly quietFrom: number | null;
  readonly quietTo: number | null;
  readonly isPaused: boolean;
  readonly pauseReason: string | null;
  readonly hasBounced: boolean;
}

const HOLDER = `
  SELECT u.id AS "userId", me.id AS "methodId", coalesce(u.email, '') AS email, me.method_type AS channel, me.method_value AS address
  FROM subscriber_methods me JOIN subscriber_users u ON u.id = me.subscriber_user_id
  WHERE me.id = $1 AND u.status = 'ACTIVE' AND me.status = 'ACTIVE'`;
const PERSONAL = `
  SELECT u.locale, u.time_zone AS "timeZone", u.quiet_from AS "quietFrom", u.quiet_to AS "quietTo", me.paused_at IS NOT NULL AS "isPaused",
    me.pause_reason AS "pauseReason", me.bounced_at IS NOT NULL AS "hasBounced"
  FROM subscriber_methods me JOIN subscriber_users u ON u.id = me.subscriber_user_id WHERE me.id = $1`;
const PAUSE = `
  UPDATE subscriber_methods SET paused_at = app_now(), pause_reason = $2, updated_at = app_now() WHERE id = $1 AND paused_at IS NULL`;
const RESUME = `
  UPDATE subscriber_methods SET paused_at = NULL, pause_reason = NULL, bounced_at = NULL, failures = 0, updated_at = app_now()
  WHERE id = $1 AND num_nonnulls(paused_at, bounced_at) > 0`;
const NOT_THERE = 'The mailbox was not there the last time.';

/** What subscribers get, in their own hands. @see alerting §C2, §C3 */
@Injectable()
export class SubscriberPreferences {
  constructor(
    private readonly settings: SubscriptionSettings,
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly stored: StoredChoices,
    private readonly scopes: Scopes,
    private readonly site: SiteService,
    private readonly keyring: Keyring,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The subscriber a token stands for. @throws AppError `UNAUTHORIZED` for any other token, and when the subscriber is gone */
  async byToken(token: unknown): Promise<Holder> {
    const claimed = readToken(this.keyring, token, this.clock.now());
    const holder = claimed === null ? null : await this.holder(claimed.methodId);
    if (claimed === null || holder?.userId !== claimed.userId || holder.email !== claimed.email)
      throw new AppError('UNAUTHORIZED', 'The token is not valid');
    return holder;
  }

  /** The subscriber a link in a mail stands for. @returns null for a link that is not ours; `holder` null = the subscriber is gone */
  async byLink(token: string): Promise<{ purpose: LinkPurpose; holder: Holder | null } | null> {
    const link = readLinkToken(this.keyring, token);
    return link && { purpose: link.purpose, holder: await this.holder(link.methodId) };
  }

  /** Where a subscriber changes what they get; whoever has it may. */
  async manageUrl(methodId: number): Promise<string> {
    return `${await this.site.baseUrl()}/subscribe/manage/${linkTokenOf(this.keyring, methodId, 'manage')}`;
  }

  /** @throws AppError `BAD_REQUEST` when nothing is offered */
  async of({ methodId, email, channel, address }: Holder): Promise<Preferences> {
    const offered = await this.offered(channel);
    const db = this.sources.get('web').manager;
    const { types, scopes } = await this.stored.of(db, methodId);
    const [row] = await db.query<PersonalRow[]>(PERSONAL, [methodId]);
    const { locale = null, timeZone = null, quietFrom = null, quietTo = null } = row ?? {};
    return {
      ...{ email, channel, address, chosen: types, offered, scopes, locale, timeZone },
      quietHours: quietFrom === null || quietTo === null ? null : { from: timeOf(quietFrom), to: timeOf(quietTo) },
      isPaused: row?.isPaused === true || row?.hasBounced === true,
      pauseReason: row?.hasBounced === true ? NOT_THERE : (row?.pauseReason ?? null),
      manageUrl: await this.manageUrl(methodId),
    };
  }

  /** What the site does not offer is left as it is. @throws AppError `BAD_REQUEST` when nothing is offered, and for scopes nobody sees */
  async update(actor: Actor, holder: Holder, { scopes, ...wished }: Choices): Promise<void> {
    const offered = await this.offered(holder.channel);
    await this.work.run(actor, async (tx) => {
      const targets = scopes === undefined ? undefined : await this.scopes.assert(tx, scopes, holder.methodId);
      await this.stored.write(tx, actor, holder, { ...wished, ...possible(wished, offered), targets });
    });
  }

  /**
   * Applies what was chosen before the address was proven, in the transaction that proves it. Things that are gone by now are passed over;
   * who chose nothing else gets nothing.
   */
  async settle(tx: EntityManager, actor: Actor, identity: SubscriberIdentity, offered: OfferedTypes, choices: Choices): Promise<void> {
    const { scopes, ...wished } = choices;
    const targets = scopes === undefined ? undefined : (await this.scopes.find(tx, scopes, identity.methodId)).targets;
    const isAboutNothing = scopes !== undefined && scopes.length > 0 && targets?.length === 0;
    const types = isAboutNothing ? { incidents: undefined, maintenances: undefined } : possible(wished, offered);
    await this.stored.write(tx, actor, identity, { ...wished, ...types, targets: isAboutNothing ? undefined : targets });
  }

  /** Narrows nothing: who gets everything gets this too. Who gets nothing yet gets what is offered, about this alone. */
  async addScope(actor: Actor, holder: Holder, scope: Scope): Promise<void> {
    const offered = await this.offered(holder.channel);
    await this.work.run(actor, async (tx) => {
      const { types, scopes } = await this.stored.of(tx, holder.methodId);
      const isOn = SUBSCRIPTION_EVENT_TYPES.some((type) => types[type]);
      const [added] = await this.scopes.assert(tx, [scope], holder.methodId, 'scope');
      if (added === undefined || (isOn && scopes.length === 0)) return;
      if (scopes.length >= LIMITS.subscriptionScopes) throw invalidField('scope', `At most ${LIMITS.subscriptionScopes} can be chosen`);
      const { targets } = await this.scopes.find(tx, scopes, holder.methodId);
      await this.stored.write(tx, actor, holder, { ...(isOn ? {} : offered), targets: [...targets, added] });
    });
  }

  /** Ends one type; works while the feature is off too. */
  async leave(actor: Actor, holder: MethodIds, types: readonly SubscriptionEventType[]): Promise<void> {
    const wished = Object.fromEntries(types.map((type) => [type, false]));
    await this.work.run(actor, (tx) => this.stored.write(tx, actor, holder, wished));
  }

  /** Nothing is sent until it is resumed; what was chosen stays. @param reason in words; null = the subscriber wants it so */
  async pause(actor: Actor, { userId, methodId }: MethodIds, reason: string | null = null): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const [, count] = await tx.query<[unknown, number]>(PAUSE, [methodId, reason]);
      if (count > 0) await this.audit.add(tx, actor, { action: 'subscriber.pause', entityType: 'subscriber', entityId: userId });
    });
  }

  async resume(actor: Actor, { userId, methodId }: MethodIds): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const [, count] = await tx.query<[unknown, number]>(RESUME, [methodId]);
      if (count > 0) await this.audit.add(tx, actor, { action: 'subscriber.resume', entityType: 'subscriber', entityId: userId });
    });
  }

  /** The subscriber and everything about them. */
  async remove(actor: Actor, { userId }: Pick<SubscriberIdentity, 'userId'>): Promise<void> {
    await this.work.run(actor, async (tx) => {
      await tx.query(`DELETE FROM subscriber_users WHERE id = $1`, [userId]);
      await this.audit.add(tx, actor, { action: 'subscriber.delete', entityType: 'subscriber', entityId: userId });
    });
  }

  private async offered(channel: SubscriberChannel): Promise<OfferedTypes> {
    const offered = (await this.settings.ways())[channel];
    if (offered === undefined) throw new AppError('BAD_REQUEST', 'Subscriptions are not available');
    return offered;
  }

  private async holder(methodId: number): Promise<Holder | null> {
    return (await this.sources.get('web').query<Holder[]>(HOLDER, [methodId]))[0] ?? null;
  }
}

/** What the site does not offer cannot be switched on. */
const possible = (wished: WishedTypes, offered: OfferedTypes): WishedTypes =>
  Object.fromEntries(SUBSCRIPTION_EVENT_TYPES.map((type) => [type, offered[type] || wished[type] === false ? wished[type] : undefined]));
