import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { idParam } from '../incidents/incident-route.js';
import {
  CreateSubscriberDto,
  ListSubscribersQuery,
  type SubscriberDto,
  SubscriberListResponse,
  SubscriberResponse,
  UpdateSubscriberDto,
} from './dto/subscriber.dto.js';
import { type SubscriberRecord, Subscribers } from './subscribers.service.js';

@Controller('api/v4/subscribers')
export class SubscribersController {
  constructor(private readonly subscribers: Subscribers) {}

  /** One page of those who want news. */
  @Get()
  @Requires('subscribers.read')
  async list(@Query() query: ListSubscribersQuery): Promise<SubscriberListResponse> {
    const { search = null, status = null, event_type: type = null, page = 1, limit = 10 } = query;
    const { subscribers, total } = await this.subscribers.list({ search, status, type, page, limit });
    return { subscribers: subscribers.map(toDto), page, limit, total };
  }

  /** Adds an address, ACTIVE at once; no mail asks. */
  @Post()
  @HttpCode(201)
  @Requires('subscribers.write')
  async add(@CurrentActor() actor: Actor, @Body() { email, ...wished }: CreateSubscriberDto): Promise<SubscriberResponse> {
    return { subscriber: toDto(await this.subscribers.add(actor, email, wished)) };
  }

  /** Switches types of news on and off. */
  @Patch(':id')
  @Requires('subscribers.write')
  async update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: UpdateSubscriberDto): Promise<SubscriberResponse> {
    return { subscriber: toDto(await this.subscribers.update(actor, idOf(id), body)) };
  }

  /** Deletes a subscriber and everything about them. */
  @Delete(':id')
  @Requires('subscribers.write')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MessageResponse> {
    await this.subscribers.remove(actor, idOf(id));
    return { message: `Subscriber ${id} deleted` };
  }
}

function idOf(text: string): number {
  const id = idParam(text);
  if (id === null) throw notFound('Subscriber');
  return id;
}

const toDto = ({ id, email, status, incidents, maintenances, hasBounced, createdAt }: SubscriberRecord): SubscriberDto => ({
  ...{ id, email, status, incidents, maintenances, has_bounced: hasBounced, created_at: createdAt.toISOString() },
});
