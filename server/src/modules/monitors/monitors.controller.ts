import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { isNotModified } from '../../platform/http/etag.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { CreateMonitorDto } from './dto/create-monitor.dto.js';
import { CloneMonitorDto } from './dto/monitor-actions.dto.js';
import { ListMonitorsQuery } from './dto/monitor-query.dto.js';
import { MonitorListResponse, MonitorResponse } from './dto/monitor.dto.js';
import { UpdateMonitorDto } from './dto/update-monitor.dto.js';
import { CloneMonitorService } from './clone-monitor.service.js';
import { MonitorListService } from './monitor-list.service.js';
import { CurrentMonitor, MonitorGuard } from './monitor-route.js';
import { monitorEtag, MonitorView } from './monitor-view.js';
import { MonitorsService } from './monitors.service.js';

@Controller('api/v4/monitors')
export class MonitorsController {
  constructor(
    private readonly monitors: MonitorsService,
    private readonly lists: MonitorListService,
    private readonly clones: CloneMonitorService,
    private readonly view: MonitorView,
  ) {}

  /** All monitors, the newest first. */
  @Get()
  @Requires('monitors.read')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOkResponse({ type: MonitorListResponse })
  async list(
    @CurrentActor() actor: Actor,
    @Query() filter: ListMonitorsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const { json, etag } = await this.lists.print(actor, filter);
    return isNotModified(request, reply, etag) ? undefined : json;
  }

  /** Creates a monitor; its first check runs at once. */
  @Post()
  @Requires('monitors.write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateMonitorDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MonitorResponse> {
    return this.answer(actor, await this.monitors.create(actor, body), reply);
  }

  /** One monitor; its ETag goes into `If-Match` with a change. */
  @Get(':tag')
  @Requires('monitors.read')
  @UseGuards(MonitorGuard)
  get(
    @CurrentActor() actor: Actor,
    @CurrentMonitor() monitor: MonitorEntity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): MonitorResponse | undefined {
    if (isNotModified(request, reply, monitorEtag(monitor))) return undefined;
    return { monitor: this.view.toDto(actor, monitor) };
  }

  /** Changes the members that are sent; `type_data` and `monitor_settings_json` are merged member by member. */
  @Patch(':tag')
  @Requires('monitors.write')
  @UseGuards(MonitorGuard)
  async update(
    @CurrentActor() actor: Actor,
    @CurrentMonitor() { id }: MonitorEntity,
    @Body() body: UpdateMonitorDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MonitorResponse> {
    return this.answer(actor, await this.monitors.update(actor, id, body, this.view.assertCurrent(actor, request)), reply);
  }

  /** Deletes a monitor with its history; the tag is free at once. */
  @Delete(':tag')
  @Requires('monitors.write')
  @UseGuards(MonitorGuard)
  async remove(
    @CurrentActor() actor: Actor,
    @CurrentMonitor() { id, tag }: MonitorEntity,
    @Req() request: FastifyRequest,
  ): Promise<MessageResponse> {
    await this.monitors.remove(actor, id, this.view.assertCurrent(actor, request));
    return { message: `Monitor ${tag} deleted` };
  }

  /** Copies every setting, no history and no pages; a heartbeat gets a secret of its own. */
  @Post(':tag/clone')
  @HttpCode(201)
  @Requires('monitors.write')
  @UseGuards(MonitorGuard)
  async clone(
    @CurrentActor() actor: Actor,
    @CurrentMonitor() { id }: MonitorEntity,
    @Body() body: CloneMonitorDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MonitorResponse> {
    return this.answer(actor, await this.clones.clone(actor, id, body), reply);
  }

  private answer(actor: Actor, row: MonitorEntity, reply: FastifyReply): MonitorResponse {
    void reply.header('etag', monitorEtag(row));
    return { monitor: this.view.toDto(actor, row) };
  }
}
