import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { SharedRead } from '../../platform/database/shared-read.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { systemActor } from '../../platform/http/actor.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { AuditService } from '../audit/audit.service.js';
import { RECIPIENTS } from '../changes/recipients.js';
import type { DeliverySource, DueDelivery, MailMessage, Prepared, Suppressed } from '../deliveries/delivery.js';
import { MailTexts } from '../mails/mail-texts.service.js';
import { UpdateVariables } from '../mails/update-variables.service.js';
import type { Reader } from '../site/site-language.service.js';
import { SiteService } from '../site/site.service.js';
import { type Announced, reachOf, recipientsOf } from './announced.js';
import { aPlace, fillPlaces } from './link-places.js';
import { linkTokenOf } from './subscriber-tokens.js';
import { SubscriptionSettings } from './subscription-settings.service.js';
import { methodIdOf } from './tell-subscribers.service.js';
import { whyNotTold } from './why-not-told.js';

const STILL = `SELECT me.id, me.method_value AS email, u.locale, u.time_zone AS "timeZone" ${RECIPIENTS} AND me.id = ANY ($5::int[])`;
const GONE: Suppressed = { reason: 'What it is about was deleted, cancelled or switched off.' };
const READER = `
  SELECT u.locale, u.time_zone AS "timeZone" FROM subscriber_methods me JOIN subscriber_users u ON u.id = me.subscriber_user_id WHERE me.id = $1`;
const BOUNCED = `
  UPDATE subscriber_methods SET bounced_at = app_now(), updated_at = app_now() WHERE id = $1 AND bounced_at IS NULL RETURNING subscriber_user_id AS id`;

/** Who still gets it, and how they read; null = as the site does. */
interface StillRow {
  readonly id: number;
  readonly email: string;
  readonly locale: string | null;
  readonly timeZone: string | null;
}

/** What all readers of one language and zone get; their links have places. */
interface Written {
  readonly message: MailMessage;
  readonly manage: string;
  readonly leave: string;
}

/** Writes to one subscriber, or says why not. */
type Maker = (methodId: number) => Promise<Prepared | Suppressed>;

/** News for subscribers by mail, looked at again and written at the moment they go. @see reliability OBX-03, OBX-08 */
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
    const { reach, isSent, base } = await this.news.of(payload);
    if (reach === null) return async () => Promise.resolve(GONE);
    const { type } = reach;
    if (!isSent) return async () => Promise.resolve({ reason: `Subscriptions to ${type} are switched off.` });
    const still = await this.db.query<StillRow[]>(STILL, [...recipientsOf(reach), methodIds]);
    const readers = new Map(still.map((row) => [row.id, row]));
    const written = new Map<string, Promise<Written | null>>();
    return async (methodId) => {
      const row = readers.get(methodId);
      if (row === undefined) return { reason: await whyNotTold(this.db, methodId, type) };
      const { email, locale, timeZone } = row;
      const key = JSON.stringify([JSON.parse(payload), { locale, timeZone }]);
      if (!written.has(key)) written.set(key, this.write(key, locale, base));
      const mail = await written.get(key)!;
      if (mail === null) return GONE;
      const [manage, leave] = [linkTokenOf(this.keyring, methodId, 'manage'), linkTokenOf(this.keyring, methodId, type)];
      const message = fillPlaces(mail.message, [
        [mail.manage, manage],
        [mail.leave, leave],
      ]);
      const headers = { 'List-Unsubscribe': `<${base}/unsubscribe/${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
      return {
        endpoint: { type: 'mail', to: email },
        message: { ...message, headers },
        blot: [manage, leave],
        ...(locale === null ? {} : { locale }),
      };
    };
  }

  /** @param key payload and reader, as JSON @returns null when what it is about is gone */
  private async write(key: string, locale: string | null, base: string): Promise<Written | null> {
    const variables = await this.words.of(key);
    if (variables === null) return null;
    const [manage, leave] = [aPlace(), aPlace()];
    const links = { manage_url: `${base}/subscribe/manage/${manage}`, unsubscribe_url: `${base}/unsubscribe/${leave}` };
    return { message: await this.texts.of('subscription_update', { ...variables, ...links }, locale), manage, leave };
  }

  /** What it says in one line, for a digest. */
  async lineOf({ recipientKey, payload }: DueDelivery): Promise<string | null> {
    const [reader = {}] = await this.db.query<Reader[]>(READER, [methodIdOf(recipientKey)]);
    const variables = await this.words.of(JSON.stringify([payload, reader]));
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
      isSent: reach !== null && (await this.settings.isSent(reach.type)),
      base: await this.site.baseUrl(),
    };
  }

  private get db(): EntityManager {
    return this.sources.get('worker').manager;
  }
}
