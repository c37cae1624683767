import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { CreateJobsService } from './create-jobs.service.js';
import { JobAskers } from './job-askers.service.js';
import { JobLeases } from './job-leases.service.js';
import { JobsController } from './jobs.controller.js';
import { JobsProcessor } from './jobs.processor.js';
import { JobsService } from './jobs.service.js';
import { MonitorDeeds } from './monitor-deeds.service.js';
import { MonitorJobsController } from './monitor-jobs.controller.js';
import { OfferJobsService } from './offer-jobs.service.js';
import { RowDeeds } from './row-deeds.service.js';
import { RunJobsService } from './run-jobs.service.js';

/** Long work: asked for in one request, done by a worker, item after item, with progress, an end that can be looked up, and a way back. */
@Module({
  imports: [IdentityModule, MonitorsModule],
  controllers: [MonitorJobsController, JobsController],
  providers: [
    CreateJobsService,
    JobsService,
    JobAskers,
    JobLeases,
    MonitorDeeds,
    RowDeeds,
    RunJobsService,
    OfferJobsService,
    JobsProcessor,
  ],
  exports: [CreateJobsService, RowDeeds],
})
export class JobsModule {}
