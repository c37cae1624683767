import { type ContinueJob, QUEUES } from '@clarion/contract';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { type Job } from 'bullmq';
import { RunJobsService } from './run-jobs.service.js';

/** Goes on with one job of ours. The lease in its row, not the queue, says who is at it. */
@Injectable()
@Processor(QUEUES.bulk, { concurrency: 2, lockDuration: 120_000 })
export class JobsProcessor extends WorkerHost {
  constructor(private readonly jobs: RunJobsService) {
    super();
  }

  async process(message: Job<ContinueJob>): Promise<void> {
    await this.jobs.run(message.data.jobId);
  }
}
