import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { idParam } from '../incidents/incident-route.js';
import { HOME_PATH } from '../monitors/monitor-pages.js';
import { type Choices, choicesIn } from './choices.js';
import {
  CreateSubscriberDto,
  type ExportSubscribersQuery,
  ListSubscribersQuery,
  ResendResponse,
  type SubscriberDto,
  SubscriberListResponse,
  SubscriberResponse,
  SubscriberSummaryResponse,
  toScopeDto,
  UpdateSubscriberDto,
} from './dto/subscriber.dto.js';
import type { SubscriberFilter } from './subscriber-list.js';
import { type SubscriberRecord, Subscribers } from './subscribers.service.js';
import { SubscriptionSettings } from './subscription-settings.service.js';

@Controller('api/v4/subscribers')
export class SubscribersController {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly settings: SubscriptionSettings,
  ) {}

  /** One page of those who want news, one row for each of their addresses. */
  @Get()
  @Requires('subscribers.read')
  async list(@Query() query: ListSubscribersQuery): Promise<SubscriberListResponse> {
    const { page = 1, limit = 10 } = query;
    const { subscribers, total } = await this.subscribers.list(filterOf(query), page, limit);
    return { subscribers: subscribers.map(toDto), page, limit, total };
  }

  /** How many there are, by channel and by how it goes with them. */
  @Get('summary')
  @Requires('subscribers.read')
  async summary(): Promise<SubscriberSummaryResponse> {
    const { total, byChannel, byState } = await this.subscribers.numbers();
    return { total, by_channel: byChannel, by_state: byState };
  }

  /** Adds an address, ACTIVE at once; no mail asks. */
  @Post()
  @HttpCode(201)
  @Requires('subscribers.write')
  async add(@CurrentActor() actor: Actor, @Body() { email, ...sent }: CreateSubscriberDto): Promise<SubscriberResponse> {
    return { subscriber: toDto(await this.subscribers.add(actor, email, await this.choices(sent))) };
  }

  /** Changes what somebody gets, and whether. */
  @Patch(':id')
  @Requires('subscribers.write')
  async update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { state, ...sent }: UpdateSubscriberDto,
  ): Promise<SubscriberResponse> {
    return { subscriber: toDto(await this.subscribers.update(actor, idOf(id), await this.choices(sent), state)) };
  }

  /** Deletes a subscriber and everything about them. */
  @Delete(':id')
  @Requires('subscribers.write')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MessageResponse> {
    await this.subscribers.remove(actor, idOf(id));
    return { message: `Subscriber ${id} deleted` };
  }

  /** Sends the mail that asks for a confirmation again. */
  @Post(':id/resend')
  @HttpCode(200)
  @Requires('subscribers.write')
  async resend(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ResendResponse> {
    await this.subscribers.remind(actor, idOf(id));
    return { success: true };
  }

  private async choices(sent: Omit<UpdateSubscriberDto, 'state'>): Promise<Choices> {
    const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
    return choicesIn(given, await this.settings.locales());
  }
}

function idOf(text: string): number {
  const id = idParam(text);
  if (id === null) throw notFound('Subscriber');
  return id;
}

/** What a request asks for. */
export const filterOf = (query: ExportSubscribersQuery): SubscriberFilter => ({
  ...{ search: query.search ?? null, status: query.status ?? null, state: query.state ?? null, channel: query.channel ?? null },
  ...{ type: query.event_type ?? null, monitorTag: query.monitor_tag ?? null },
  pagePath: query.page_path === HOME_PATH ? '' : (query.page_path ?? null),
});

const toDto = (row: SubscriberRecord): SubscriberDto => ({
  ...{ id: row.id, email: row.email, channel: row.channel, address: row.address, status: row.status, state: row.state },
  ...{ paused_reason: row.state === 'active' ? null : row.pauseReason, incidents: row.incidents, maintenances: row.maintenances },
  ...{ scopes: row.scopes.map(toScopeDto), locale: row.locale, time_zone: row.timeZone, has_bounced: row.hasBounced },
  ...{ created_at: row.createdAt.toISOString(), last_delivered_at: row.lastDeliveredAt?.toISOString() ?? null },
});
