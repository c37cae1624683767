import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import type { Actor } from '../../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../../platform/http/policy.js';
import { HeartbeatResponse } from '../dto/monitor-actions.dto.js';
import { HeartbeatUrlsService } from './heartbeat-urls.service.js';
import { CurrentMonitor, MonitorGuard } from '../monitor-route.js';

@Controller('api/v4/monitors/:tag/heartbeat')
@UseGuards(MonitorGuard)
export class HeartbeatAddressController {
  constructor(private readonly heartbeats: HeartbeatUrlsService) {}

  /** Where the job of a HEARTBEAT monitor sends its signals. */
  @Get()
  @Requires('monitors.write')
  async get(@CurrentMonitor() monitor: MonitorEntity): Promise<HeartbeatResponse> {
    return { heartbeat: await this.heartbeats.of(monitor) };
  }

  /** Makes a new address; signals to the old one are refused from now on. */
  @Post()
  @HttpCode(200)
  @Requires('monitors.write')
  async rotate(@CurrentActor() actor: Actor, @CurrentMonitor() monitor: MonitorEntity): Promise<HeartbeatResponse> {
    return { heartbeat: await this.heartbeats.rotate(actor, monitor) };
  }
}
