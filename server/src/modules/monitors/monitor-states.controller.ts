import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { notFound } from '../../platform/errors/app-error.js';
import { Requires } from '../../platform/http/policy.js';
import { ListMonitorStatesQuery, MonitorStateListResponse, MonitorStateResponse, OverviewResponse } from './dto/monitor-state.dto.js';
import { CurrentMonitor, MonitorGuard } from './monitor-route.js';
import { MonitorStatesService } from './monitor-states.service.js';
import { OverviewService } from './overview.service.js';

@Controller('api/v4')
export class MonitorStatesController {
  constructor(
    private readonly states: MonitorStatesService,
    private readonly overviews: OverviewService,
  ) {}

  /** What needs somebody now. */
  @Get('overview')
  @Requires('monitors.read')
  async overview(): Promise<OverviewResponse> {
    return this.overviews.read();
  }

  /** Monitors with how they are: one page of a table that is searched, filtered and sorted here. */
  @Get('monitor-states')
  @Requires('monitors.read')
  async list(@Query() query: ListMonitorStatesQuery): Promise<MonitorStateListResponse> {
    const { states, page, limit, total } = await this.states.list(query);
    return { monitors: states, page, limit, total };
  }

  /** One row of that table. */
  @Get('monitor-states/:tag')
  @Requires('monitors.read')
  @UseGuards(MonitorGuard)
  async get(@CurrentMonitor() { id }: MonitorEntity): Promise<MonitorStateResponse> {
    const monitor = await this.states.of(id);
    if (monitor === null) throw notFound('Monitor');
    return { monitor };
  }
}
