import { QUEUES, type RunChecksJob } from '@clarion/contract';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { type Job } from 'bullmq';
import { RunChecksService } from './run-checks.service.js';

/** Starts what is due of one monitor type; the checks themselves run on after the job. */
@Injectable()
@Processor(QUEUES.checks, { concurrency: 4 })
export class CheckProcessor extends WorkerHost {
  constructor(private readonly checks: RunChecksService) {
    super();
  }

  async process(job: Job<RunChecksJob>): Promise<void> {
    await this.checks.runDue(job.data.monitorType);
  }
}
