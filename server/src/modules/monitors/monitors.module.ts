import { Module } from '@nestjs/common';
import { CheckTickerService } from './check-ticker.service.js';
import { CheckProcessor } from './check.processor.js';
import { ClaimDueService } from './claim-due.service.js';
import { DatabaseOutages } from './database-outages.js';
import { HeartbeatsController } from './heartbeats.controller.js';
import { HeartbeatsService } from './heartbeats.service.js';
import { Overlays } from './overlays.js';
import { ApiProbe } from './probes/api/api.probe.js';
import { HeartbeatProbe } from './probes/heartbeat/heartbeat.probe.js';
import { NoneProbe } from './probes/none/none.probe.js';
import { Probes } from './probes/probes.js';
import { SelfAddress } from './probes/self-address.js';
import { RecordResultsService } from './record-results.service.js';
import { RunChecksService } from './run-checks.service.js';
import { ScheduleMonitorsService } from './schedule-monitors.service.js';
import { TimelineWriter } from './timeline-writer.service.js';
import { TimelineService } from './timeline.service.js';
import { TypeDataSecrets } from './type-data-secrets.js';
import { WriteSamplesService } from './write-samples.service.js';

const PROBES = [ApiProbe, HeartbeatProbe, NoneProbe, Probes, SelfAddress];
const ENGINE = [DatabaseOutages, ClaimDueService, RunChecksService, RecordResultsService, CheckProcessor, CheckTickerService];
const TIMELINE = [Overlays, TimelineService, TimelineWriter, WriteSamplesService];

/** What is watched: checks, their results, heartbeats, and the timelines that come of them. */
@Module({
  controllers: [HeartbeatsController],
  providers: [...PROBES, ...ENGINE, ...TIMELINE, ScheduleMonitorsService, TypeDataSecrets, HeartbeatsService],
  exports: [Overlays, TimelineService, WriteSamplesService, ScheduleMonitorsService, TypeDataSecrets, Probes],
})
export class MonitorsModule {}
