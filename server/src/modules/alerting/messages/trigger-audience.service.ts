import type { Lifecycle, TriggerType } from '@clarion/contract';
import { DEFAULT_LOCALE } from '@clarion/i18n';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Audience, idsOf, type Listeners, type News, type Teller, Tellers } from '../../changes/tellers.service.js';
import { Deliveries } from '../../deliveries/deliveries.service.js';
import { isNewsTold, TOLD_STAGES_SETTING } from '../../maintenances/told-stages.js';
import { SiteService } from '../../site/site.service.js';
import { recipientOf } from './ready-triggers.service.js';
import { channelOf } from './trigger-endpoint.js';

const OF_INCIDENTS = `SELECT id, name, trigger_type AS type, trigger_status AS status FROM triggers WHERE announces_incidents ORDER BY id`;
const OF_MAINTENANCES = `SELECT id, name, trigger_type AS type, trigger_status AS status FROM triggers WHERE announces_maintenances ORDER BY id`;

interface AnnouncingTrigger {
  id: number;
  name: string;
  type: TriggerType;
  status: Lifecycle;
}

/** Says which triggers would hear of news. */
@Injectable()
export class TriggerAudience implements OnModuleInit, Teller {
  constructor(
    private readonly tellers: Tellers,
    private readonly deliveries: Deliveries,
    private readonly site: SiteService,
  ) {}

  onModuleInit(): void {
    this.tellers.register(this);
  }

  async isTold({ payload }: News): Promise<boolean> {
    return isNewsTold(payload, await this.site.find(TOLD_STAGES_SETTING));
  }

  async audienceOf(db: EntityManager, news: News): Promise<Audience> {
    const triggers = await db.query<AnnouncingTrigger[]>(news.topic === 'incident.commented' ? OF_INCIDENTS : OF_MAINTENANCES);
    const active = triggers.filter(({ status }) => status === 'ACTIVE');
    const ready = active.filter(({ type }) => type !== 'email' || this.deliveries.isMailConfigured());
    return {
      listeners: ready.map((trigger) => listenerOf(trigger, news)),
      leftOut: { trigger_inactive: triggers.length - active.length, no_mail_server: active.length - ready.length },
    };
  }
}

const listenerOf = ({ id, name, type }: AnnouncingTrigger, news: News): Listeners => ({
  ...{ audience: 'trigger', channel: channelOf(type), locale: DEFAULT_LOCALE, count: 1, name },
  sample: {
    ...{ id: 0, kind: 'event-trigger', eventId: news.id, aggregate: news.aggregateId, channel: channelOf(type) },
    ...{ recipientKey: recipientOf(id), payload: idsOf(news), attempts: 1 },
  },
});
