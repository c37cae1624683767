import { QUEUES, type TellEventJob } from '@clarion/contract';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { type Job } from 'bullmq';
import { OutboxDispatcher } from './outbox-dispatcher.js';

/** Jobs of `events`: one committed fact each. */
@Processor(QUEUES.events, { concurrency: 8 })
export class EventsProcessor extends WorkerHost {
  constructor(private readonly dispatcher: OutboxDispatcher) {
    super();
  }

  async process(job: Job<TellEventJob>): Promise<void> {
    await this.dispatcher.dispatch(job.data.outboxId);
  }
}
