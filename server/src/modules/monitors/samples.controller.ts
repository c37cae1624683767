import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { Requires } from '../../platform/http/policy.js';
import { ListSamplesQuery, SampleDto, SampleListResponse } from './dto/sample.dto.js';
import { CurrentMonitor, MonitorGuard } from './monitor-route.js';
import type { MonitorSample } from './timeline/sample-rows.js';
import { SamplesService } from './samples.service.js';

@Controller('api/v4/monitors/:tag/samples')
@UseGuards(MonitorGuard)
export class SamplesController {
  constructor(private readonly samples: SamplesService) {}

  /** Stored samples, the newest first: what checks left behind, before incidents and maintenances. */
  @Get()
  @Requires('monitors.read')
  async list(@CurrentMonitor() { id }: MonitorEntity, @Query() query: ListSamplesQuery): Promise<SampleListResponse> {
    const { samples, page, limit, total } = await this.samples.list(id, query);
    return { samples: samples.map(toSampleDto), page, limit, total };
  }
}

const toSampleDto = (sample: MonitorSample): SampleDto => ({
  timestamp: sample.timestamp,
  status: sample.status,
  raw_status: sample.rawStatus,
  latency: sample.latencyMs,
  type: sample.type,
  error_message: sample.errorMessage,
});
