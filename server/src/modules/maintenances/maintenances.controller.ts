import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { Body, Controller, Delete, Get, Patch, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { isNotModified } from '../../platform/http/etag.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { DryRun } from '../changes/dry-run.service.js';
import { ChangeMessageResponse, DryRunQuery } from '../changes/dto/dry-run.dto.js';
import { type Hold, RequestedHold } from '../changes/hold.js';
import { SiteService } from '../site/site.service.js';
import {
  CreateMaintenanceDto,
  ListMaintenancesQuery,
  MaintenanceListResponse,
  MaintenanceResponse,
  SplitMaintenanceDto,
  UpdateMaintenanceDto,
} from './dto/maintenance.dto.js';
import { laterStages } from './later-stages.js';
import { type MaintenanceRecord } from './maintenance-records.js';
import { CurrentMaintenance, MaintenanceGuard } from './maintenance-route.js';
import { assertCurrentMaintenance, maintenanceEtag, toMaintenanceDto } from './maintenance-view.js';
import { MaintenancesService } from './maintenances.service.js';
import { SplitMaintenance } from './split-maintenance.service.js';
import { undoOfMaintenance } from './take-back-maintenances.service.js';

@Controller('api/v4/maintenances')
export class MaintenancesController {
  constructor(
    private readonly maintenances: MaintenancesService,
    private readonly splits: SplitMaintenance,
    private readonly dryRun: DryRun,
    private readonly site: SiteService,
  ) {}

  /** Planned work, the newest first. */
  @Get()
  @Requires('maintenances.read')
  async list(@Query() query: ListMaintenancesQuery): Promise<MaintenanceListResponse> {
    const [records, baseUrl] = await Promise.all([this.maintenances.list(query), this.site.baseUrl()]);
    return { maintenances: records.map((record) => toMaintenanceDto(record, baseUrl)) };
  }

  /**
   * Plans work; the events of the next seven days are there at once. `dryRun=true` only says what would change. From the dashboard
   * `X-Clarion-Hold` keeps its messages for so many seconds; `X-Clarion-Event` names them.
   */
  @Post()
  @Requires('maintenances.write')
  async create(
    @CurrentActor() actor: Actor,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: CreateMaintenanceDto,
    @RequestedHold() hold: Hold,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MaintenanceResponse> {
    const baseUrl = await this.site.baseUrl();
    if (dryRun === true) void reply.code(200);
    const create = async () => {
      const { result, ...change } = await this.maintenances.create(actor, body);
      const said = dryRun === true ? plain(result, baseUrl) : answer(result, baseUrl, reply);
      return { body: said, ...change, undo: undoOfMaintenance(result), later: async (tx: EntityManager) => laterStages(tx, result) };
    };
    return this.dryRun.perform(actor, dryRun, create, hold);
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

  /**
   * Changes the members that are sent. A change of start, rule, duration or zone makes the planned events anew. `dryRun=true` only says what
   * would change.
   */
  @Patch(':id')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard)
  async update(
    @CurrentActor() actor: Actor,
    @CurrentMaintenance() { id }: MaintenanceEntity,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: UpdateMaintenanceDto,
    @RequestedHold() hold: Hold,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MaintenanceResponse> {
    const baseUrl = await this.site.baseUrl();
    const assertCurrent = assertCurrentMaintenance(request, baseUrl);
    const update = async () => {
      const { result, ...change } = await this.maintenances.update(actor, id, body, assertCurrent);
      const said = dryRun === true ? plain(result, baseUrl) : answer(result, baseUrl, reply);
      return { body: said, ...change, later: async (tx: EntityManager) => laterStages(tx, result) };
    };
    return this.dryRun.perform(actor, dryRun, update, hold);
  }

  /** Deletes a maintenance with its events: history is as if they had never been. `dryRun=true` only says what would change. */
  @Delete(':id')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard)
  async remove(
    @CurrentActor() actor: Actor,
    @CurrentMaintenance() { id }: MaintenanceEntity,
    @Query() { dryRun }: DryRunQuery,
    @Req() request: FastifyRequest,
  ): Promise<ChangeMessageResponse> {
    const assertCurrent = assertCurrentMaintenance(request, await this.site.baseUrl());
    return this.dryRun.perform(actor, dryRun, async () => {
      const { monitorIds, isGlobal } = await this.maintenances.remove(actor, id, assertCurrent);
      return { body: { message: dryRun === true ? 'Nothing was deleted' : `Maintenance ${id} deleted` }, monitorIds, isGlobal };
    });
  }

  /**
   * “This and following”: ends the series before an event, and goes on from it as a maintenance of its own. `dryRun=true` only says what
   * would change.
   */
  @Post(':id/split')
  @Requires('maintenances.write')
  @UseGuards(MaintenanceGuard)
  async split(
    @CurrentActor() actor: Actor,
    @CurrentMaintenance() { id }: MaintenanceEntity,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: SplitMaintenanceDto,
    @RequestedHold() hold: Hold,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MaintenanceResponse> {
    const baseUrl = await this.site.baseUrl();
    if (dryRun === true) void reply.code(200);
    const assertCurrent = assertCurrentMaintenance(request, baseUrl);
    const split = async () => {
      const { result, ...change } = await this.splits.split(actor, id, body, assertCurrent);
      const said = dryRun === true ? plain(result, baseUrl) : answer(result, baseUrl, reply);
      return { body: said, ...change, later: async (tx: EntityManager) => laterStages(tx, result) };
    };
    return this.dryRun.perform(actor, dryRun, split, hold);
  }
}

const plain = (record: MaintenanceRecord, baseUrl: string): MaintenanceResponse => ({ maintenance: toMaintenanceDto(record, baseUrl) });

function answer(record: MaintenanceRecord, baseUrl: string, reply: FastifyReply): MaintenanceResponse {
  void reply.header('etag', maintenanceEtag(record.row));
  return plain(record, baseUrl);
}
