import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { Body, Controller, Delete, Get, Patch, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { isNotModified } from '../../platform/http/etag.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { SiteService } from '../site/site.service.js';
import {
  CreateMaintenanceDto,
  ListMaintenancesQuery,
  MaintenanceListResponse,
  MaintenanceResponse,
  SplitMaintenanceDto,
  UpdateMaintenanceDto,
} from './dto/maintenance.dto.js';
import { type MaintenanceRecord } from './maintenance-records.js';
import { CurrentMaintenance, MaintenanceGuard } from './maintenance-route.js';
import { assertCurrentMaintenance, maintenanceEtag, toMaintenanceDto } from './maintenance-view.js';
import { MaintenancesService } from './maintenances.service.js';
import { SplitMaintenance } from './split-maintenance.service.js';

@Controller('api/v4/maintenances')
export class MaintenancesController {
  constructor(
    private readonly maintenances: MaintenancesService,
    private readonly splits: SplitMaintenance,
    private readonly site: SiteService,
  ) {}

  /** Planned work, the newest first. */
  @Get()
  @Requires('maintenances.read')
  async list(@Query() query: ListMaintenancesQuery): Promise<MaintenanceListResponse> {
    const [records, baseUrl] = await Promise.all([this.maintenances.list(query), this.site.baseUrl()]);
    return { maintenances: records.map((record) => toMaintenanceDto(record, baseUrl)) };
  }

  /** Plans work; the events of the next seven days are there at once. */
  @Post()
  @Requires('maintenances.write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateMaintenanceDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MaintenanceResponse> {
    const baseUrl = await this.site.baseUrl();
    const { result } = await this.maintenances.create(actor, body);
    return answer(result, baseUrl, reply);
  }

  /** One maintenance; its ETag goes into `If-Match` with a change. */
  @Get(':id')
  @Requires('maintenances.read')
  @UseGuards(MaintenanceGuard)
  @ApiOkResponse({ type: MaintenanceResponse })
  async get(
    @CurrentMaintenance() row: MaintenanceEntity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MaintenanceResponse | undefined> {
    if (isNotModified(request, reply, maintenanceEtag(row))) return undefined;
    const [record, baseUrl] = await Promise.all([this.maintenances.describe(row), this.site.baseUrl()]);
    return answer(record, baseUrl, reply);
  }

  /** Changes the members that are sent. A change of start, rule, duration or zone makes the planned events anew. */
  @Patch(':id')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard)
  async update(
    @CurrentActor() actor: Actor,
    @CurrentMaintenance() { id }: MaintenanceEntity,
    @Body() body: UpdateMaintenanceDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MaintenanceResponse> {
    const baseUrl = await this.site.baseUrl();
    const { result } = await this.maintenances.update(actor, id, body, assertCurrentMaintenance(request, baseUrl));
    return answer(result, baseUrl, reply);
  }

  /** Deletes a maintenance with its events: history is as if they had never been. */
  @Delete(':id')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard)
  async remove(
    @CurrentActor() actor: Actor,
    @CurrentMaintenance() { id }: MaintenanceEntity,
    @Req() request: FastifyRequest,
  ): Promise<MessageResponse> {
    await this.maintenances.remove(actor, id, assertCurrentMaintenance(request, await this.site.baseUrl()));
    return { message: `Maintenance ${id} deleted` };
  }

  /** “This and following”: ends the series before an event, and goes on from it as a maintenance of its own. */
  @Post(':id/split')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard)
  async split(
    @CurrentActor() actor: Actor,
    @CurrentMaintenance() { id }: MaintenanceEntity,
    @Body() body: SplitMaintenanceDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MaintenanceResponse> {
    const baseUrl = await this.site.baseUrl();
    const { result } = await this.splits.split(actor, id, body, assertCurrentMaintenance(request, baseUrl));
    return answer(result, baseUrl, reply);
  }
}

function answer(record: MaintenanceRecord, baseUrl: string, reply: FastifyReply): MaintenanceResponse {
  void reply.header('etag', maintenanceEtag(record.row));
  return { maintenance: toMaintenanceDto(record, baseUrl) };
}
