import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { Body, Controller, Delete, Get, Patch, Query, UseGuards } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { DryRun } from '../changes/dry-run.service.js';
import { ChangeMessageResponse, DryRunQuery } from '../changes/dto/dry-run.dto.js';
import { type Hold, RequestedHold } from '../changes/hold.js';
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
import { undoOfEvent } from './take-back-maintenances.service.js';

@Controller('api/v4/maintenances')
export class MaintenanceEventsController {
  constructor(
    private readonly events: MaintenanceEventsService,
    private readonly changes: ChangeEvent,
    private readonly dryRun: DryRun,
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

  /** Moves an event, or completes or cancels it. One that is under way then ends now. `dryRun` and `X-Clarion-Hold` as for new maintenances. */
  @Patch(':id/events/:event_id')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard, MaintenanceEventGuard)
  async update(
    @CurrentActor() actor: Actor,
    @CurrentEvent() { id, maintenanceId }: MaintenanceEventEntity,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: UpdateEventDto,
    @RequestedHold() hold: Hold,
  ): Promise<MaintenanceEventResponse> {
    const baseUrl = await this.site.baseUrl();
    const update = async () => {
      const { result, before, ...change } = await this.changes.update(actor, maintenanceId, id, body);
      return { body: { event: toEventDto(result, baseUrl) }, ...change, undo: undoOfEvent(result, before) };
    };
    return this.dryRun.perform(actor, dryRun, update, hold);
  }

  /** Deletes an event; its occurrence never gets another one. To tell people, cancel it instead. `dryRun=true` only says what would change. */
  @Delete(':id/events/:event_id')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard, MaintenanceEventGuard)
  async remove(
    @CurrentActor() actor: Actor,
    @CurrentEvent() { id, maintenanceId }: MaintenanceEventEntity,
    @Query() { dryRun }: DryRunQuery,
  ): Promise<ChangeMessageResponse> {
    return this.dryRun.perform(actor, dryRun, async () => {
      const { monitorIds, isGlobal } = await this.changes.remove(actor, maintenanceId, id);
      return { body: { message: dryRun === true ? 'Nothing was deleted' : `Event ${id} deleted` }, monitorIds, isGlobal };
    });
  }
}
