import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { SharedRead } from '../../platform/database/shared-read.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { systemActor } from '../../platform/http/actor.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { AuditService } from '../audit/audit.service.js';
import { RECIPIENTS } from '../changes/recipients.js';
import { DeliverySources } from '../deliveries/delivery-sources.service.js';
import type { DeliverySource, DueDelivery, Prepared, Suppressed } from '../deliveries/delivery.js';
import { MailTexts } from '../mails/mail-texts.service.js';
import { SiteService } from '../site/site.service.js';
import { type Announced, reachOf, recipientsOf } from './announced.js';
import { aPlace, fillPlaces } from './link-places.js';
import { linkTokenOf } from './subscriber-tokens.js';
import { SubscriptionSettings } from './subscription-settings.service.js';
import { methodIdOf } from './tell-subscribers.service.js';
import { UpdateVariables } from './update-variables.service.js';

const STILL = `SELECT me.id, me.method_value AS email ${RECIPIENTS} AND me.id = ANY ($5::int[])`;
const WHY = `
  SELECT me.bounced_at IS NOT NULL AS "hasBounced", me.status = 'ACTIVE' AND u.status = 'ACTIVE' AS "isActive",
    EXISTS (SELECT FROM user_subscriptions s WHERE s.subscriber_method_id = me.id AND s.event_type = $2::subscription_event_type
      AND s.status = 'ACTIVE') AS "isSubscribed"
  FROM subscriber_methods me JOIN subscriber_users u ON u.id = me.subscriber_user_id WHERE me.id = $1`;
const BOUNCED = `
  UPDATE subscriber_methods SET bounced_at = app_now(), updated_at = app_now() WHERE id = $1 AND bounced_at IS NULL RETURNING subscriber_user_id AS id`;

/** Writes to one subscriber, or says why not. */
type Maker = (methodId: number) => Prepared | Suppressed | Promise<Suppressed>;

/** News for one subscriber, looked at again and written at the moment it goes. @see reliability OBX-03, OBX-08 */
@Injectable()
export class UpdateMails implements DeliverySource, OnModuleInit {
  /** What all mails about one thing have in common; those that are written at once share it. By the payload, as JSON. */
  private readonly news = new SharedRead(async (payload: string) => this.read(JSON.parse(payload) as Announced));

  constructor(
    private readonly kinds: DeliverySources,
    private readonly settings: SubscriptionSettings,
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly variables: UpdateVariables,
    private readonly texts: MailTexts,
    private readonly site: SiteService,
    private readonly keyring: Keyring,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.kinds.register('subscription', this);
  }

  async prepare(delivery: DueDelivery): Promise<Prepared | Suppressed> {
    return (await this.prepareMany([delivery]))[0]!;
  }

  /** Who gets it is asked once for all of them, and what it says is written once: readers differ in the links alone. */
  async prepareMany(deliveries: readonly DueDelivery[]): Promise<(Prepared | Suppressed)[]> {
    const made = new Map<DueDelivery, Prepared | Suppressed>();
    for (const [payload, those] of Map.groupBy(deliveries, (each) => JSON.stringify(each.payload))) {
      const makeFor = await this.makerOf(
        payload,
        those.map(({ recipientKey }) => methodIdOf(recipientKey)),
      );
      for (const each of those) made.set(each, await makeFor(methodIdOf(each.recipientKey)));
    }
    return deliveries.map((each) => made.get(each)!);
  }

  private async makerOf(payload: string, methodIds: readonly number[]): Promise<Maker> {
    const { reach, variables, isSent, base } = await this.news.of(payload);
    if (reach === null || variables === null) return () => ({ reason: 'What it is about was deleted, cancelled or switched off.' });
    const { type } = reach;
    if (!isSent) return () => ({ reason: `Subscriptions to ${type} are switched off.` });
    const still = await this.db.query<{ id: number; email: string }[]>(STILL, [...recipientsOf(reach), methodIds]);
    const addresses = new Map(still.map(({ id, email }) => [id, email]));
    const places = { manage: aPlace(), leave: aPlace() };
    const links = { manage_url: `${base}/subscribe/${places.manage}`, unsubscribe_url: `${base}/unsubscribe/${places.leave}` };
    const written = addresses.size === 0 ? null : await this.texts.of('subscription_update', { ...variables, ...links });
    return (methodId) => {
      const email = addresses.get(methodId);
      if (email === undefined || written === null) return this.whyNot(methodId, type);
      const [manage, leave] = [linkTokenOf(this.keyring, methodId, 'manage'), linkTokenOf(this.keyring, methodId, type)];
      const message = fillPlaces(written, [
        [places.manage, manage],
        [places.leave, leave],
      ]);
      const headers = { 'List-Unsubscribe': `<${base}/unsubscribe/${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
      return { endpoint: { type: 'mail', to: email }, message: { ...message, headers }, blot: [manage, leave] };
    };
  }

  async lineOf({ payload }: DueDelivery): Promise<string | null> {
    const { variables } = await this.news.of(JSON.stringify(payload));
    return typeof variables?.['update_subject'] === 'string' ? variables['update_subject'] : null;
  }

  /** Nothing more is sent to a mailbox that is not there, until its owner shows a code again. */
  async bounced({ recipientKey }: DueDelivery): Promise<void> {
    const actor = systemActor('subscriptions');
    await this.work.run(actor, async (tx) => {
      const [[user]] = await tx.query<[{ id: number }[], number]>(BOUNCED, [methodIdOf(recipientKey)]);
      if (user === undefined) return;
      await this.audit.add(tx, actor, { action: 'subscriber.bounce', entityType: 'subscriber', entityId: user.id });
    });
  }

  private async read(announced: Announced) {
    const reach = await reachOf(this.db, announced);
    return {
      reach,
      variables: reach === null ? null : await this.variables.of(announced),
      isSent: reach !== null && (await this.settings.isSent(reach.type)),
      base: await this.site.baseUrl(),
    };
  }

  private async whyNot(methodId: number, type: string): Promise<Suppressed> {
    return { reason: await this.reasonOf(methodId, type) };
  }

  private async reasonOf(methodId: number, type: string): Promise<string> {
    const [row] = await this.db.query<{ hasBounced: boolean; isActive: boolean; isSubscribed: boolean }[]>(WHY, [methodId, type]);
    if (row === undefined) return 'The subscriber is not there any more.';
    if (row.hasBounced) return 'The mailbox was not there the last time.';
    if (!row.isActive) return 'The subscriber is not active.';
    return row.isSubscribed ? 'It concerns nothing that the subscriber chose.' : `The subscriber has unsubscribed from ${type}.`;
  }

  private get db(): EntityManager {
    return this.sources.get('worker').manager;
  }
}
