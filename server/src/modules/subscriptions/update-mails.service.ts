import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { SharedRead } from '../../platform/database/shared-read.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { systemActor } from '../../platform/http/actor.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { AuditService } from '../audit/audit.service.js';
import { RECIPIENTS } from '../changes/recipients.js';
import type { DeliverySource, DueDelivery, Prepared, Suppressed } from '../deliveries/delivery.js';
import { MailTexts } from '../mails/mail-texts.service.js';
import { UpdateVariables } from '../mails/update-variables.service.js';
import type { Reader } from '../site/site-language.service.js';
import { SiteService } from '../site/site.service.js';
import { type Announced, reachOf, recipientsOf } from './announced.js';
import { linkTokenOf } from './subscriber-tokens.js';
import { SubscriptionSettings } from './subscription-settings.service.js';
import { methodIdOf } from './tell-subscribers.service.js';
import { whyNotTold } from './why-not-told.js';

const STILL = `SELECT me.method_value AS email, u.locale, u.time_zone AS "timeZone" ${RECIPIENTS} AND me.id = $5`;
const GONE = 'What it is about was deleted, cancelled or switched off.';
const BOUNCED = `
  UPDATE subscriber_methods SET bounced_at = app_now(), updated_at = app_now() WHERE id = $1 AND bounced_at IS NULL RETURNING subscriber_user_id AS id`;

/** News for one subscriber by mail, looked at again and written at the moment it goes. @see reliability OBX-03, OBX-08 */
@Injectable()
export class UpdateMails implements DeliverySource {
  /** What all mails about one thing have in common; those that are written at once share it. By the payload, as JSON. */
  private readonly news = new SharedRead(async (payload: string) => this.read(JSON.parse(payload) as Announced));
  /** What they say to readers of one language and time zone. By payload and reader, as JSON. */
  private readonly words = new SharedRead(async (key: string) => this.variables.of(...(JSON.parse(key) as [Announced, Reader])));

  constructor(
    private readonly settings: SubscriptionSettings,
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly variables: UpdateVariables,
    private readonly texts: MailTexts,
    private readonly site: SiteService,
    private readonly keyring: Keyring,
    private readonly audit: AuditService,
  ) {}

  async prepare({ recipientKey, payload }: DueDelivery): Promise<Prepared | Suppressed> {
    const methodId = methodIdOf(recipientKey);
    const { reach, isSent, base } = await this.news.of(JSON.stringify(payload));
    if (reach === null) return { reason: GONE };
    const { type } = reach;
    if (!isSent) return { reason: `Subscriptions to ${type} are switched off.` };
    const [still] = await this.db.query<({ email: string } & Reader)[]>(STILL, [...recipientsOf(reach), methodId]);
    if (still === undefined) return { reason: await whyNotTold(this.db, methodId, type) };
    const { locale, timeZone } = still;
    const variables = await this.words.of(JSON.stringify([payload, { locale, timeZone }]));
    if (variables === null) return { reason: GONE };
    const [manage, leave] = [linkTokenOf(this.keyring, methodId, 'manage'), linkTokenOf(this.keyring, methodId, type)];
    const unsubscribeUrl = `${base}/unsubscribe/${leave}`;
    const links = { manage_url: `${base}/subscribe/manage/${manage}`, unsubscribe_url: unsubscribeUrl };
    const message = await this.texts.of('subscription_update', { ...variables, ...links }, locale);
    const headers = { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
    return { endpoint: { type: 'mail', to: still.email }, message: { ...message, headers }, blot: [manage, leave] };
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
      isSent: reach !== null && (await this.settings.isSent(reach.type)),
      base: await this.site.baseUrl(),
    };
  }

  private get db(): EntityManager {
    return this.sources.get('worker').manager;
  }
}
