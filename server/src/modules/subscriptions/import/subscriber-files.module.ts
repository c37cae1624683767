import { Module } from '@nestjs/common';
import { JobsModule } from '../../jobs/jobs.module.js';
import { SubscriptionsModule } from '../subscriptions.module.js';
import { ImportSubscribers } from './import-subscribers.service.js';
import { SubscriberFilesController } from './subscriber-files.controller.js';

/** Subscribers as tables, in and out: a module by itself, so that pages do without jobs and whoever asks for them. */
@Module({ imports: [SubscriptionsModule, JobsModule], controllers: [SubscriberFilesController], providers: [ImportSubscribers] })
export class SubscriberFilesModule {}
