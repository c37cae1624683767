import { Module } from '@nestjs/common';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { DryRun } from './dry-run.service.js';

/** What a change would do, before it is made. */
@Module({ imports: [MonitorsModule], providers: [DryRun], exports: [DryRun] })
export class ChangesModule {}
