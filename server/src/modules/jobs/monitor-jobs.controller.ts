import { LIMITS } from '@clarion/contract';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { BodyLimit, CurrentActor, Requires } from '../../platform/http/policy.js';
import { CreateJobsService } from './create-jobs.service.js';
import { CreateMonitorJobDto } from './dto/create-monitor-job.dto.js';
import { JobResponse, toJobDto } from './dto/job.dto.js';

@Controller('api/v4/monitor-jobs')
export class MonitorJobsController {
  constructor(private readonly jobs: CreateJobsService) {}

  /** Starts something that is done to many monitors, one after the other; each is judged and recorded like a single change. */
  @Post()
  @HttpCode(202)
  @Requires('monitors.write')
  @BodyLimit(LIMITS.jobBodyBytes)
  async create(@CurrentActor() actor: Actor, @Body() body: CreateMonitorJobDto): Promise<JobResponse> {
    return { job: toJobDto(await this.jobs.create(actor, body), false) };
  }
}
