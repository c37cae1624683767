import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { Body, Controller, Delete, Get, Patch, Query, UseGuards } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { SiteService } from '../site/site.service.js';
import { ChangeEvent } from './change-event.service.js';
import {
  ListEventsQuery,
  MaintenanceEventDetailListResponse,
  MaintenanceEventListResponse,
  MaintenanceEventResponse,
  UpdateEventDto,
} from './dto/maintenance-event.dto.js';
import { PageQuery } from './dto/rules.js';
import { MaintenanceEventsService } from './maintenance-events.service.js';
import { CurrentEvent, CurrentMaintenance, MaintenanceEventGuard, MaintenanceGuard } from './maintenance-route.js';
import { toEventDetailDto, toEventDto } from './maintenance-view.js';

@Controller('api/v4/maintenances')
export class MaintenanceEventsController {
  constructor(
    private readonly events: MaintenanceEventsService,
    private readonly changes: ChangeEvent,
    private readonly site: SiteService,
  ) {}

  /** Events of all maintenances, by start; from now on unless an earlier start is asked for. */
  @Get('events')
  @Requires('maintenances.read')
  async listAll(@Query() query: ListEventsQuery): Promise<MaintenanceEventDetailListResponse> {
    const [{ events, ...rest }, baseUrl] = await Promise.all([this.events.list(query), this.site.baseUrl()]);
    return { events: events.map(({ event, record }) => toEventDetailDto(event, record, baseUrl)), ...rest };
  }

  /** Events of one maintenance, by start. */
  @Get(':id/events')
  @Requires('maintenances.read')
  @UseGuards(MaintenanceGuard)
  async list(@CurrentMaintenance() { id }: MaintenanceEntity, @Query() query: PageQuery): Promise<MaintenanceEventListResponse> {
    const [{ events, ...rest }, baseUrl] = await Promise.all([this.events.listOf(id, query), this.site.baseUrl()]);
    return { events: events.map((event) => toEventDto(event, baseUrl)), ...rest };
  }

  /** One event. */
  @Get(':id/events/:event_id')
  @Requires('maintenances.read')
  @UseGuards(MaintenanceGuard, MaintenanceEventGuard)
  async get(@CurrentEvent() event: MaintenanceEventEntity): Promise<MaintenanceEventResponse> {
    return { event: toEventDto(event, await this.site.baseUrl()) };
  }

  /** Moves an event, or completes or cancels it. One that is under way then ends now. */
  @Patch(':id/events/:event_id')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard, MaintenanceEventGuard)
  async update(
    @CurrentActor() actor: Actor,
    @CurrentEvent() { id, maintenanceId }: MaintenanceEventEntity,
    @Body() body: UpdateEventDto,
  ): Promise<MaintenanceEventResponse> {
    const baseUrl = await this.site.baseUrl();
    const { result } = await this.changes.update(actor, maintenanceId, id, body);
    return { event: toEventDto(result, baseUrl) };
  }

  /** Deletes an event; its occurrence never gets another one. To tell people, cancel it instead. */
  @Delete(':id/events/:event_id')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard, MaintenanceEventGuard)
  async remove(@CurrentActor() actor: Actor, @CurrentEvent() { id, maintenanceId }: MaintenanceEventEntity): Promise<MessageResponse> {
    await this.changes.remove(actor, maintenanceId, id);
    return { message: `Event ${id} deleted` };
  }
}
