import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { DryRun } from './dry-run.service.js';
import { Tellers } from './tellers.service.js';

/** What a change would do, before it is made, and how long it can be taken back. */
@Module({ imports: [MonitorsModule, DeliveriesModule], providers: [DryRun, Tellers], exports: [DryRun, Tellers] })
export class ChangesModule {}
