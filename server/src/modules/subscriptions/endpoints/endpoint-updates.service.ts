import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { SharedRead } from '../../../platform/database/shared-read.js';
import { Keyring } from '../../../platform/secrets/keyring.js';
import { RECIPIENTS } from '../../changes/recipients.js';
import type { DueDelivery, Prepared, Suppressed } from '../../deliveries/delivery.js';
import type { Reader } from '../../site/site-language.service.js';
import { ReadSiteVariables } from '../../site/site-variables.service.js';
import { type Announced, reachOf, recipientsOf } from '../announced.js';
import { SubscriptionSettings } from '../subscription-settings.service.js';
import { methodIdOf } from '../tell-subscribers.service.js';
import { whyNotTold } from '../why-not-told.js';
import { noteOf, webhookMessageOf } from './endpoint-news.js';
import { ReadEndpointNews } from './read-endpoint-news.service.js';
import { openMethod, type SealedMethod } from './sealed-address.js';
import { TryEndpoint } from './try-endpoint.service.js';

const STILL = `SELECT me.id AS "methodId", me.method_type AS channel, me.address, me.secret, u.locale, u.time_zone AS "timeZone" ${RECIPIENTS} AND me.id = $5`;

const GONE = 'What it is about was deleted, cancelled or switched off.';

interface StillRow extends Omit<SealedMethod, 'address'> {
  readonly address: string | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
}

interface Subject {
  readonly announced: Announced;
  readonly eventId: number;
}

/** News for webhooks, chats and browsers, looked at again and written at the moment they go. @see reliability OBX-03 */
@Injectable()
export class EndpointUpdates {
  /** What all messages about one thing have in common; those that are written at once share it. By the subject, as JSON. */
  private readonly shared = new SharedRead(async (subject: string) => this.read(JSON.parse(subject) as Subject));
  /** What they say. By payload, reader and kind of receiver, as JSON. */
  private readonly words = new SharedRead(async (key: string) => this.news.wordsOf(...(JSON.parse(key) as [Announced, Reader, boolean])));

  constructor(
    private readonly settings: SubscriptionSettings,
    private readonly sources: DataSources,
    private readonly news: ReadEndpointNews,
    private readonly endpoints: TryEndpoint,
    private readonly site: ReadSiteVariables,
    private readonly keyring: Keyring,
  ) {}

  async prepare({ recipientKey, payload, eventId, aggregate }: DueDelivery): Promise<Prepared | Suppressed> {
    const methodId = methodIdOf(recipientKey);
    const { reach, facts, ways, site } = await this.shared.of(JSON.stringify({ announced: payload, eventId }));
    if (reach === null || facts === null) return { reason: GONE };
    const [still] = await this.db.query<StillRow[]>(STILL, [...recipientsOf(reach), methodId]);
    if (still === undefined) return { reason: await whyNotTold(this.db, methodId, reach.type) };
    if (ways[still.channel]?.[reach.type] !== true) return { reason: `Subscriptions to ${reach.type} over this channel are switched off.` };
    if (still.address === null) return { reason: 'The subscriber has no address.' };
    const { locale, timeZone, channel } = still;
    const words = await this.words.of(JSON.stringify([payload, { locale, timeZone }, channel !== 'webhook']));
    if (words === null) return { reason: GONE };
    const endpoint = await this.endpoints.endpointOf(openMethod(this.keyring, { ...still, address: still.address }));
    const news = { announced: payload as Announced, facts, words, site };
    if (still.channel === 'webhook') return { endpoint, message: webhookMessageOf(news) };
    // One notification for all updates about one thing: the next takes the place of the last.
    return { endpoint, message: noteOf(news), ...(still.channel === 'push' ? { dedupKey: aggregate } : {}) };
  }

  private async read({ announced, eventId }: Subject) {
    const reach = await reachOf(this.db, announced);
    const facts = reach === null ? null : await this.news.factsOf(announced, eventId);
    return { reach, facts, ways: await this.settings.ways(), site: await this.site.now() };
  }

  private get db(): EntityManager {
    return this.sources.get('worker').manager;
  }
}
