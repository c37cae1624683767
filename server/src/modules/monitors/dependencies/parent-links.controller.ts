import { Controller, Get } from '@nestjs/common';
import { Requires } from '../../../platform/http/policy.js';
import { ParentLinksResponse } from '../dto/monitor-parents.dto.js';
import { MonitorParents } from './monitor-parents.service.js';

@Controller('api/v4/monitor-parents')
export class ParentLinksController {
  constructor(private readonly parents: MonitorParents) {}

  /** Every monitor that depends on others, with their tags: at once, for those who carry all monitors elsewhere. */
  @Get()
  @Requires('monitors.read')
  async list(): Promise<ParentLinksResponse> {
    return { monitor_parents: await this.parents.all() };
  }
}
