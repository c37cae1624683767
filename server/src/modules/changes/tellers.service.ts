import type { AnnouncementTopic, ChannelName, OutboxPayloads, SubscriberChannel } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { lookingInto } from '../../platform/database/looking-into.js';
import { PreviewMessages } from '../deliveries/preview-messages.service.js';
import type { DueDelivery } from '../deliveries/delivery.js';
import { type AudienceReportDto, type LeftOutDto, NOBODY_LEFT_OUT, NO_RECIPIENTS, type PreviewMessageDto } from './dto/audience.dto.js';

/** Something that people are told, as it was written down. */
export interface News<T extends AnnouncementTopic = AnnouncementTopic> {
  /** Of the outbox; 0 = it is to come. */
  readonly id: number;
  readonly topic: T;
  readonly aggregateId: string;
  readonly payload: OutboxPayloads[T];
}

/** Recipients who get the same words. */
export interface Listeners {
  /** `subscribers`: a channel in a language; `trigger`: one of the operators' own. */
  readonly audience: 'subscribers' | 'trigger';
  readonly channel: ChannelName | SubscriberChannel;
  /** Of the message; the site's unless they chose another. */
  readonly locale: string;
  readonly count: number;
  /** Of a trigger; null for subscribers. */
  readonly name: string | null;
  /** One of them: what he would get. */
  readonly sample: DueDelivery;
}

export interface Audience {
  readonly listeners: readonly Listeners[];
  /** Who hears of other things, and not of this. */
  readonly leftOut: Partial<LeftOutDto>;
}

/** A room that tells people of news. */
export interface Teller {
  /** Is anybody told of it at all, as the site is set? Cheap. */
  isTold(news: News): Promise<boolean>;
  /** Who would be told, by the rules of the fan-out. */
  audienceOf(db: EntityManager, news: News): Promise<Audience>;
}

/** News of one change whose messages are shown: a series may make hundreds at once. */
const MOST_SHOWN = 3;
const READ = `SELECT id, topic, aggregate_id AS "aggregateId", payload FROM outbox WHERE id = ANY ($1::bigint[]) ORDER BY id`;

/** Everybody who tells people of news. Rooms register in `onModuleInit`. */
@Injectable()
export class Tellers {
  private readonly tellers: Teller[] = [];

  constructor(private readonly messages: PreviewMessages) {}

  register(teller: Teller): void {
    this.tellers.push(teller);
  }

  /** @returns those of the events that somebody is told of, in their order */
  async toldOf(tx: EntityManager, eventIds: readonly number[]): Promise<News[]> {
    return this.told(await this.read(tx, eventIds));
  }

  /** The same as `report`, of what the outbox keeps. */
  async reportOf(tx: EntityManager, eventIds: readonly number[]): Promise<AudienceReportDto> {
    return this.report(tx, await this.read(tx, eventIds));
  }

  /**
   * Who would be told, and what, by the code that tells them.
   * @param tx in which the change was made; it may be taken back afterwards
   */
  async report(tx: EntityManager, everything: readonly News[]): Promise<AudienceReportDto> {
    return lookingInto(tx, async () => {
      const all = await this.told(everything);
      const report = emptyReport(all.length);
      for (const [index, news] of all.slice(0, MOST_SHOWN).entries()) {
        const audiences = await this.audiencesOf(tx, news);
        // News of one change concern the same people.
        if (index === 0) count(report, audiences);
        report.messages.push(...(await this.messagesOf(audiences)));
      }
      return report;
    });
  }

  private async read(tx: EntityManager, eventIds: readonly number[]): Promise<News[]> {
    return eventIds.length === 0 ? [] : tx.query<News[]>(READ, [eventIds]);
  }

  private async told(everything: readonly News[]): Promise<News[]> {
    const told: News[] = [];
    for (const news of everything) if (await this.isTold(news)) told.push(news);
    return told;
  }

  private async isTold(news: News): Promise<boolean> {
    for (const teller of this.tellers) if (await teller.isTold(news)) return true;
    return false;
  }

  private async audiencesOf(tx: EntityManager, news: News): Promise<Audience[]> {
    const audiences: Audience[] = [];
    for (const teller of this.tellers) if (await teller.isTold(news)) audiences.push(await teller.audienceOf(tx, news));
    return audiences;
  }

  /** One message for all who get the same words. */
  private async messagesOf(audiences: readonly Audience[]): Promise<PreviewMessageDto[]> {
    const shown = new Map<string, Listeners>();
    for (const each of audiences.flatMap(({ listeners }) => listeners)) {
      const key = `${each.audience} ${each.channel} ${each.locale}`;
      if (!shown.has(key)) shown.set(key, each);
    }
    const messages: PreviewMessageDto[] = [];
    for (const { audience, channel, locale, sample } of shown.values()) {
      const { link, fields, ...message } = await this.messages.of(sample);
      messages.push({
        ...{ audience, channel, locale, ...message },
        ...{ link_url: link?.url ?? null, link_text: link?.text ?? null },
        fields: fields.map(([label, value]) => ({ label, value })),
      });
    }
    return messages;
  }
}

/** Ids that a delivery of it is written from. */
export const idsOf = ({ payload }: News): Readonly<Record<string, unknown>> & (UpdateIds | StageIds) => {
  if ('commentId' in payload) return { incidentId: payload.incidentId, commentId: payload.commentId };
  return { maintenanceId: payload.maintenanceId, eventId: payload.eventId, stage: payload.stage };
};

type UpdateIds = Pick<OutboxPayloads['incident.commented'], 'incidentId' | 'commentId'>;
type StageIds = Pick<OutboxPayloads['maintenance.stage'], 'maintenanceId' | 'eventId' | 'stage'>;

/** What nobody hears of. */
export const emptyReport = (announcements = 0): AudienceReportDto => ({
  ...{ announcements, recipients: { ...NO_RECIPIENTS }, languages: [], triggers: [] },
  ...{ left_out: { ...NOBODY_LEFT_OUT }, messages: [] },
});

function count(report: AudienceReportDto, audiences: readonly Audience[]): void {
  for (const { listeners, leftOut } of audiences) {
    for (const { audience, channel, locale, count: many, name } of listeners) {
      if (audience === 'trigger') {
        report.triggers.push({ name: name ?? '', channel });
        continue;
      }
      report.recipients[channel as SubscriberChannel] += many;
      report.languages.push({ channel, locale, count: many });
    }
    for (const [reason, many] of Object.entries(leftOut) as [keyof LeftOutDto, number][]) report.left_out[reason] += many;
  }
}
