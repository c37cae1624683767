import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { Body, Controller, Get, HttpCode, Post, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { notFound } from '../../platform/errors/app-error.js';
import { Requires, Unaudited } from '../../platform/http/policy.js';
import { SiteService } from '../site/site.service.js';
import { PreviewMaintenanceDto, PreviewMaintenanceResponse } from './dto/maintenance-preview.dto.js';
import { ListMaintenanceStatesQuery, MaintenanceStateListResponse, MaintenanceStateResponse } from './dto/maintenance-state.dto.js';
import { CurrentMaintenance, MaintenanceGuard } from './maintenance-route.js';
import { MaintenanceStatesService } from './maintenance-states.service.js';
import { maintenanceEtag } from './maintenance-view.js';
import { PreviewMaintenance } from './preview-maintenance.service.js';

@Controller('api/v4')
export class MaintenanceStatesController {
  constructor(
    private readonly states: MaintenanceStatesService,
    private readonly previews: PreviewMaintenance,
    private readonly site: SiteService,
  ) {}

  /** Maintenances with where they stand: one page of a table that is searched, filtered and sorted here. */
  @Get('maintenance-states')
  @Requires('maintenances.read')
  async list(@Query() query: ListMaintenanceStatesQuery): Promise<MaintenanceStateListResponse> {
    const { maintenances, page, limit, total } = await this.states.list(query, await this.site.baseUrl());
    return { maintenances, page, limit, total };
  }

  /** One row of that table; its ETag goes into `If-Match` with a change. */
  @Get('maintenance-states/:id')
  @Requires('maintenances.read')
  @UseGuards(MaintenanceGuard)
  async get(
    @CurrentMaintenance() row: MaintenanceEntity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MaintenanceStateResponse> {
    const maintenance = await this.states.of(row.id, await this.site.baseUrl());
    if (maintenance === null) throw notFound('Maintenance');
    void reply.header('etag', maintenanceEtag(row));
    return { maintenance };
  }

  /** The next ten occurrences of a schedule, with what stands in their way and what clocks do to them; stores nothing. */
  @Post('maintenance-previews')
  @HttpCode(200)
  @Requires('maintenances.read')
  @Unaudited('says what a schedule amounts to')
  async preview(@Body() body: PreviewMaintenanceDto): Promise<PreviewMaintenanceResponse> {
    return this.previews.preview(body);
  }
}
