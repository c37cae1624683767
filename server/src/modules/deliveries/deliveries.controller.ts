import { type DeliveryAttemptEntity } from '@clarion/database/platform/delivery-attempt.entity';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { Deliveries } from './deliveries.service.js';
import { DeliveryLog, type LoggedDelivery } from './delivery-log.service.js';
import {
  DeliveryAttemptDto,
  DeliveryDetailResponse,
  DeliveryDto,
  DeliveryListResponse,
  DeliveryResponse,
  DeliverySummaryResponse,
  ListDeliveriesQuery,
  ResendEventDto,
  ResendEventResponse,
} from './dto/delivery.dto.js';

const PAGE = 50;

@Controller('api/v4/deliveries')
export class DeliveriesController {
  constructor(
    private readonly log: DeliveryLog,
    private readonly deliveries: Deliveries,
  ) {}

  /** Messages, the newest first: those to triggers with `alerts.read`, those to subscribers with `subscribers.read`. */
  @Get()
  @Requires()
  async list(@CurrentActor() actor: Actor, @Query() query: ListDeliveriesQuery): Promise<DeliveryListResponse> {
    const { state, channel, kind, recipient, subscriber_id: subscriberId, event_id: eventId, cursor: beforeId, limit = PAGE } = query;
    const rows = await this.log.list(actor, {
      ...(state === undefined ? {} : { state }),
      ...(channel === undefined ? {} : { channel }),
      ...(kind === undefined ? {} : { kind }),
      ...(recipient === undefined ? {} : { recipient }),
      ...(subscriberId === undefined ? {} : { subscriberId }),
      ...(eventId === undefined ? {} : { eventId }),
      ...(beforeId === undefined ? {} : { beforeId }),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    return { deliveries: page.map(toDto), next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** Numbers to watch: what waits, since when, and what was given up. */
  @Get('summary')
  @Requires()
  async summary(@CurrentActor() actor: Actor): Promise<DeliverySummaryResponse> {
    return { ...(await this.log.numbers(actor)), is_mail_configured: this.deliveries.isMailConfigured() };
  }

  /** One message: what was sent, each attempt with the provider's answer, or why it was not sent. */
  @Get(':id')
  @Requires()
  async get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DeliveryDetailResponse> {
    const { delivery, attempts } = await this.log.get(actor, toId(id, 'Delivery'));
    const { sent } = delivery;
    return {
      delivery: toDto(delivery),
      sent: sent === null ? null : { subject: sent.subject ?? null, text: sent.text },
      attempts: attempts.map(toAttemptDto),
    };
  }

  /** Sends everything of an event again that was given up, and nothing that arrived. */
  @Post('resend')
  @HttpCode(200)
  @Requires()
  async resendFailed(@CurrentActor() actor: Actor, @Body() { event_id: eventId }: ResendEventDto): Promise<ResendEventResponse> {
    return { event_id: eventId, count: await this.log.resendFailed(actor, eventId) };
  }

  /** Sends a message again, under the same id: receivers that have it already act on it once. */
  @Post(':id/resend')
  @HttpCode(200)
  @Requires()
  async resend(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DeliveryResponse> {
    return { delivery: toDto(await this.log.resend(actor, toId(id, 'Delivery'))) };
  }
}

/** @throws AppError `NOT_FOUND` */
export function toId(text: string, what: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw notFound(what);
  return Number(text);
}

const WAITS = new Set(['held', 'pending', 'retrying']);

const toDto = (row: LoggedDelivery): DeliveryDto => ({
  id: row.id,
  event_id: row.event_id,
  topic: row.topic,
  kind: row.kind,
  channel: row.channel,
  recipient: row.recipient_key,
  state: row.state,
  attempts: row.attempts,
  error: row.last_error,
  reason: row.reason,
  created_at: row.created_at.toISOString(),
  next_attempt_at: WAITS.has(row.state) ? row.next_attempt_at.toISOString() : null,
  expires_at: row.expires_at?.toISOString() ?? null,
  delivered_at: row.delivered_at?.toISOString() ?? null,
});

const toAttemptDto = (attempt: DeliveryAttemptEntity): DeliveryAttemptDto => ({
  attempted_at: attempt.attemptedAt.toISOString(),
  duration_ms: attempt.durationMs,
  status: attempt.statusCode,
  error: attempt.error,
  answer: attempt.excerpt,
});
