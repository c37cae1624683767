import { SUBSCRIPTION_EVENT_TYPES, type SubscriptionEventType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { AuditService } from '../audit/audit.service.js';
import { type LinkPurpose, readLinkToken, readToken, type SubscriberIdentity } from './subscriber-tokens.js';
import { type OfferedTypes, SubscriptionSettings } from './subscription-settings.service.js';

/** Which types of news a subscriber gets; what is undefined stays. */
export type WishedTypes = Readonly<Partial<Record<SubscriptionEventType, boolean | undefined>>>;

/** What a subscriber has chosen, and what there is to choose from. */
export interface Preferences {
  readonly email: string;
  readonly chosen: OfferedTypes;
  readonly offered: OfferedTypes;
}

const HOLDER = `
  SELECT u.id AS "userId", me.id AS "methodId", coalesce(u.email, '') AS email FROM subscriber_methods me JOIN subscriber_users u ON u.id = me.subscriber_user_id
  WHERE me.id = $1 AND u.status = 'ACTIVE' AND me.status = 'ACTIVE'`;
const CHOSEN = `SELECT event_type AS type FROM user_subscriptions WHERE subscriber_method_id = $1 AND status = 'ACTIVE'`;
const CHOOSE = `
  INSERT INTO user_subscriptions (subscriber_user_id, subscriber_method_id, event_type) VALUES ($1, $2, $3::subscription_event_type)
  ON CONFLICT ON CONSTRAINT user_subscriptions_wish_key DO UPDATE SET status = 'ACTIVE', updated_at = app_now()`;
const LEAVE = `
  UPDATE user_subscriptions SET status = 'INACTIVE', updated_at = app_now()
  WHERE subscriber_user_id = $1 AND subscriber_method_id = $2 AND event_type = $3::subscription_event_type AND status = 'ACTIVE'`;

/** What subscribers get, in their own hands and in those of operators. @see alerting §C2, §C3 */
@Injectable()
export class SubscriberPreferences {
  constructor(
    private readonly settings: SubscriptionSettings,
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The subscriber a token stands for. @throws AppError `UNAUTHORIZED` for any other token, and when the subscriber is gone */
  async byToken(token: unknown): Promise<SubscriberIdentity> {
    const claimed = readToken(this.keyring, token, this.clock.now());
    const holder = claimed === null ? null : await this.holder(claimed.methodId);
    if (claimed === null || holder?.userId !== claimed.userId || holder.email !== claimed.email)
      throw new AppError('UNAUTHORIZED', 'The token is not valid');
    return holder;
  }

  /** The subscriber a link in a mail stands for. @returns null for a link that is not ours; `holder` null = the subscriber is gone */
  async byLink(token: string): Promise<{ purpose: LinkPurpose; holder: SubscriberIdentity | null } | null> {
    const link = readLinkToken(this.keyring, token);
    return link && { purpose: link.purpose, holder: await this.holder(link.methodId) };
  }

  /** @throws AppError `BAD_REQUEST` when nothing is offered */
  async of({ methodId, email }: SubscriberIdentity): Promise<Preferences> {
    const offered = await this.settings.offered();
    if (offered === null) throw new AppError('BAD_REQUEST', 'Subscriptions are not available');
    return { email, chosen: await this.chosen(this.sources.get('web').manager, methodId), offered };
  }

  /** What the site does not offer is left as it is. @throws AppError `BAD_REQUEST` when nothing is offered */
  async update(actor: Actor, holder: SubscriberIdentity, wished: WishedTypes): Promise<void> {
    const { offered } = await this.of(holder);
    const possible = SUBSCRIPTION_EVENT_TYPES.filter((type) => offered[type] || wished[type] === false);
    await this.work.run(actor, (tx) => this.choose(tx, actor, holder, Object.fromEntries(possible.map((type) => [type, wished[type]]))));
  }

  /** Ends one type; works while the feature is off too. */
  async leave(actor: Actor, holder: SubscriberIdentity, types: readonly SubscriptionEventType[]): Promise<void> {
    const wished = Object.fromEntries(types.map((type) => [type, false]));
    await this.work.run(actor, (tx) => this.choose(tx, actor, holder, wished));
  }

  /** The subscriber and everything about them. */
  async remove(actor: Actor, { userId }: Pick<SubscriberIdentity, 'userId'>): Promise<void> {
    await this.work.run(actor, async (tx) => {
      await tx.query(`DELETE FROM subscriber_users WHERE id = $1`, [userId]);
      await this.audit.add(tx, actor, { action: 'subscriber.delete', entityType: 'subscriber', entityId: userId });
    });
  }

  /** Writes what is wished, in a transaction of the caller's. */
  async choose(tx: EntityManager, actor: Actor, { userId, methodId }: SubscriberIdentity, wished: WishedTypes): Promise<void> {
    const before = await this.chosen(tx, methodId);
    for (const type of SUBSCRIPTION_EVENT_TYPES) {
      if (wished[type] === undefined || wished[type] === before[type]) continue;
      await tx.query(wished[type] ? CHOOSE : LEAVE, [userId, methodId, type]);
    }
    const after = await this.chosen(tx, methodId);
    if (SUBSCRIPTION_EVENT_TYPES.every((type) => before[type] === after[type])) return;
    await this.audit.add(tx, actor, { action: 'subscriber.update', entityType: 'subscriber', entityId: userId, before, after });
  }

  private async chosen(db: EntityManager, methodId: number): Promise<OfferedTypes> {
    const rows = await db.query<{ type: SubscriptionEventType }[]>(CHOSEN, [methodId]);
    const has = (type: SubscriptionEventType): boolean => rows.some((row) => row.type === type);
    return { incidents: has('incidents'), maintenances: has('maintenances') };
  }

  private async holder(methodId: number): Promise<SubscriberIdentity | null> {
    return (await this.sources.get('web').query<SubscriberIdentity[]>(HOLDER, [methodId]))[0] ?? null;
  }
}
