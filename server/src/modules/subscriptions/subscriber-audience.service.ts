import type { SubscriberChannel } from '@clarion/contract';
import { DEFAULT_LOCALE } from '@clarion/i18n';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LeftOutDto } from '../changes/dto/audience.dto.js';
import { IS_SHOWN, RECIPIENTS } from '../changes/recipients.js';
import { type Audience, idsOf, type Listeners, type News, type Teller, Tellers } from '../changes/tellers.service.js';
import { isNewsTold, TOLD_STAGES_SETTING } from '../maintenances/told-stages.js';
import { SiteService } from '../site/site.service.js';
import { type Announced, reachOf, recipientsOf } from './announced.js';
import { SubscriptionSettings } from './subscription-settings.service.js';
import { recipientOf } from './tell-subscribers.service.js';

/** Every address once: whether it would be told, and if not, the first reason that holds. Parameters as those of `RECIPIENTS`. */
const AUDIENCE = `
  WITH told AS (SELECT DISTINCT me.id ${RECIPIENTS})
  SELECT me.method_type AS channel, u.locale, CASE
      WHEN told.id IS NOT NULL THEN 'told'
      WHEN me.bounced_at IS NOT NULL THEN 'bounced'
      WHEN me.paused_at IS NOT NULL THEN 'paused'
      WHEN u.status = 'PENDING' THEN 'not_confirmed'
      WHEN u.status <> 'ACTIVE' OR me.status <> 'ACTIVE' THEN 'inactive'
      WHEN NOT EXISTS (SELECT FROM user_subscriptions s
        WHERE s.subscriber_method_id = me.id AND s.event_type = $1::subscription_event_type AND s.status = 'ACTIVE') THEN 'other_news'
      WHEN NOT ${IS_SHOWN} THEN 'not_shown'
      ELSE 'other_services' END AS why,
    count(*)::int AS count, min(me.id)::int AS sample
  FROM subscriber_methods me JOIN subscriber_users u ON u.id = me.subscriber_user_id LEFT JOIN told ON told.id = me.id
  GROUP BY 1, 2, 3 ORDER BY 1, 2 NULLS FIRST`;

interface AudienceRow {
  channel: SubscriberChannel;
  locale: string | null;
  why: 'told' | Exclude<keyof LeftOutDto, 'switched_off' | 'trigger_inactive' | 'no_mail_server'>;
  count: number;
  sample: number;
}

/** Says which subscribers would hear of news, by the rules of the fan-out. */
@Injectable()
export class SubscriberAudience implements OnModuleInit, Teller {
  constructor(
    private readonly tellers: Tellers,
    private readonly settings: SubscriptionSettings,
    private readonly site: SiteService,
  ) {}

  onModuleInit(): void {
    this.tellers.register(this);
  }

  async isTold({ payload }: News): Promise<boolean> {
    return isNewsTold(payload, await this.site.find(TOLD_STAGES_SETTING));
  }

  async audienceOf(db: EntityManager, news: News): Promise<Audience> {
    const announced = idsOf(news);
    const reach = await reachOf(db, announced);
    if (reach === null) return { listeners: [], leftOut: {} };
    const rows = await db.query<AudienceRow[]>(AUDIENCE, [...recipientsOf(reach)]);
    const usual = await this.usualLocale();
    const leftOut: Partial<LeftOutDto> = {};
    const listeners = new Map<string, Listeners>();
    for (const { channel, locale, why, count, sample } of rows) {
      if (why !== 'told' || !(await this.settings.isSent(reach.type, channel))) {
        const reason = why === 'told' ? 'switched_off' : why;
        leftOut[reason] = (leftOut[reason] ?? 0) + count;
        continue;
      }
      const read = locale ?? usual;
      const known = listeners.get(`${channel} ${read}`);
      listeners.set(`${channel} ${read}`, {
        ...{ audience: 'subscribers', channel, locale: read, name: null, count: count + (known?.count ?? 0) },
        sample: known?.sample ?? deliveryOf(news, announced, channel, sample),
      });
    }
    return { listeners: [...listeners.values()], leftOut };
  }

  /** Of the site: what everybody reads who chose no language. */
  private async usualLocale(): Promise<string> {
    const stored = (await this.site.find('i18n')) as { defaultLocale?: unknown } | null;
    return typeof stored?.defaultLocale === 'string' && stored.defaultLocale !== '' ? stored.defaultLocale : DEFAULT_LOCALE;
  }
}

/** What the fan-out would write down for one of them. */
const deliveryOf = (news: News, payload: Announced, channel: SubscriberChannel, methodId: number): Listeners['sample'] => ({
  ...{ id: 0, kind: 'subscription', eventId: news.id, aggregate: news.aggregateId, channel: channel as Listeners['sample']['channel'] },
  ...{ recipientKey: recipientOf(methodId), payload, attempts: 1 },
});
