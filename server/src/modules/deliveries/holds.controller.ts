import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, OptionalBody, Requires } from '../../platform/http/policy.js';
import { toId } from './deliveries.controller.js';
import { HeldEventListResponse, HoldResponse, UndoDto } from './dto/hold.dto.js';
import { Holds } from './holds.service.js';

/** Nothing was published that could be taken back. */
const NOT_RETRACTED = { is_retracted: false, draft_id: null, reason: null, hold_until: null } as const;

@Controller('api/v4/deliveries/hold')
export class HoldsController {
  constructor(private readonly holds: Holds) {}

  /** Announcements whose messages are held: those of incidents with `incidents.write`, those of maintenances with `maintenances.write`. */
  @Get()
  @Requires()
  async list(@CurrentActor() actor: Actor): Promise<HeldEventListResponse> {
    const held = await this.holds.list(actor);
    return {
      held: held.map(({ id, topic, aggregate_id: about, hold_until: until, created_at: createdAt, can_retract: canRetract }) => ({
        ...{ event_id: id, topic, about, hold_until: until.toISOString(), created_at: createdAt.toISOString(), can_retract: canRetract },
      })),
    };
  }

  /**
   * Takes back what is still held or waits: nobody hears of it any more who has not by now. When nobody was told yet, what was published is
   * taken back with it, unless `retract` is false.
   */
  @Post(':eventId/undo')
  @HttpCode(200)
  @OptionalBody()
  @Requires()
  async undo(@CurrentActor() actor: Actor, @Param('eventId') eventId: string, @Body() { retract }: UndoDto): Promise<HoldResponse> {
    const id = toId(eventId, 'Event');
    const { isEventChanged, count, isTakenBack, draftId, reason } = await this.holds.undo(actor, id, retract ?? true);
    return {
      ...{ event_id: id, is_event_changed: isEventChanged, count },
      ...{ is_retracted: isTakenBack, draft_id: draftId, reason, hold_until: null },
    };
  }

  /** Sends what is held without waiting for its time. */
  @Post(':eventId/send-now')
  @HttpCode(200)
  @Requires()
  async sendNow(@CurrentActor() actor: Actor, @Param('eventId') eventId: string): Promise<HoldResponse> {
    const id = toId(eventId, 'Event');
    const { isEventChanged, count } = await this.holds.sendNow(actor, id);
    return { event_id: id, is_event_changed: isEventChanged, count, ...NOT_RETRACTED };
  }

  /** Keeps what is held until somebody decides, for an hour at most: then it is sent. */
  @Post(':eventId/hold')
  @HttpCode(200)
  @Requires()
  async hold(@CurrentActor() actor: Actor, @Param('eventId') eventId: string): Promise<HoldResponse> {
    const id = toId(eventId, 'Event');
    const { isEventChanged, count, until } = await this.holds.keep(actor, id);
    return { event_id: id, is_event_changed: isEventChanged, count, ...NOT_RETRACTED, hold_until: until?.toISOString() ?? null };
  }
}
