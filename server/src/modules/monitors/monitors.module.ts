import { type FactoryProvider, Module } from '@nestjs/common';
import { Dialer } from '../../platform/egress/dialer.js';
import { EgressClient } from '../../platform/egress/egress-client.js';
import { EgressPolicy } from '../../platform/egress/egress-policy.js';
import { SystemNameServers } from '../../platform/egress/name-resolver.js';
import { SiteModule } from '../site/site.module.js';
import { CheckTickerService } from './checks/check-ticker.service.js';
import { CheckProcessor } from './checks/check.processor.js';
import { ClaimDueService } from './checks/claim-due.service.js';
import { CloneMonitorService } from './clone-monitor.service.js';
import { DatabaseOutages } from './checks/database-outages.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceService } from './evidence/evidence.service.js';
import { DeleteDataController } from './delete-data.controller.js';
import { DeleteSamplesService } from './timeline/delete-samples.service.js';
import { DependenciesService } from './dependencies/dependencies.service.js';
import { MonitorParentsController } from './dependencies/monitor-parents.controller.js';
import { MonitorParents } from './dependencies/monitor-parents.service.js';
import { Evaluations } from './evaluation/evaluations.service.js';
import { GroupMembers } from './groups/group-members.service.js';
import { HeartbeatAddressController } from './heartbeats/heartbeat-address.controller.js';
import { HeartbeatUrlsService } from './heartbeats/heartbeat-urls.service.js';
import { HeartbeatsController } from './heartbeats/heartbeats.controller.js';
import { HeartbeatsService } from './heartbeats/heartbeats.service.js';
import { KeepSamplesService } from './timeline/keep-samples.service.js';
import { MonitorListService } from './monitor-list.service.js';
import { MonitorPages } from './monitor-pages.js';
import { MonitorStatesController } from './monitor-states.controller.js';
import { MonitorStatesService } from './monitor-states.service.js';
import { MonitorTestsController } from './monitor-tests.controller.js';
import { MonitorView } from './monitor-view.js';
import { MonitoringDataController } from './monitoring-data.controller.js';
import { MonitoringDataService } from './monitoring-data.service.js';
import { MonitorsController } from './monitors.controller.js';
import { MonitorsService } from './monitors.service.js';
import { GroupTimelines } from './groups/group-timelines.service.js';
import { Overlays } from './timeline/overlays.js';
import { OwnConnection } from './checks/own-connection.service.js';
import { OverviewService } from './overview.service.js';
import { AccessTokens } from './probes/api/access-tokens.service.js';
import { ApiJudge } from './probes/api/api-judge.js';
import { ApiProbe } from './probes/api/api.probe.js';
import { SendRequest } from './probes/api/send-request.service.js';
import { DnsClient } from './probes/dns/dns-client.js';
import { DNS_PLACES, DnsProbe } from './probes/dns/dns.probe.js';
import { GamedigProbe } from './probes/gamedig/gamedig.probe.js';
import { GrpcProbe } from './probes/grpc/grpc.probe.js';
import { HeartbeatProbe } from './probes/heartbeat/heartbeat.probe.js';
import { NoneProbe } from './probes/none/none.probe.js';
import { PingProgram } from './probes/ping/ping-program.js';
import { PingProbe } from './probes/ping/ping.probe.js';
import { Probes } from './probes/probes.js';
import { SelfAddress } from './probes/self-address.js';
import { SqlProbe } from './probes/sql/sql.probe.js';
import { SslProbe } from './probes/ssl/ssl.probe.js';
import { TcpProbe } from './probes/tcp/tcp.probe.js';
import { PurgeMonitorsService } from './purge-monitors.service.js';
import { RecordResultsService } from './checks/record-results.service.js';
import { RunChecksService } from './checks/run-checks.service.js';
import { RecomputeHistoryService } from './timeline/recompute-history.service.js';
import { SamplesController } from './samples.controller.js';
import { SamplesService } from './samples.service.js';
import { ScheduleMonitorsService } from './checks/schedule-monitors.service.js';
import { TestMonitorService } from './test-monitor.service.js';
import { TimelineWriter } from './timeline/timeline-writer.service.js';
import { TimelineService } from './timeline/timeline.service.js';
import { TypeDataSecrets } from './type-data-secrets.js';
import { EgressTargets } from './type-data/egress-targets.js';
import { MonitorSecrets } from './type-data/monitor-secrets.service.js';
import { WriteSamplesService } from './timeline/write-samples.service.js';

/** Built by hand: where they ask and what they start are values, so that specs have others. */
const DNS_PROBE: FactoryProvider<DnsProbe> = {
  provide: DnsProbe,
  useFactory: (policy: EgressPolicy, dialer: Dialer) => new DnsProbe(new DnsClient(policy, dialer), new SystemNameServers(), DNS_PLACES),
  inject: [EgressPolicy, Dialer],
};
const PING_PROBE: FactoryProvider<PingProbe> = {
  provide: PingProbe,
  useFactory: (egress: EgressClient) => new PingProbe(egress, new PingProgram()),
  inject: [EgressClient],
};
const PROBES = [
  ...[ApiProbe, SendRequest, AccessTokens, ApiJudge],
  ...[PING_PROBE, TcpProbe, DNS_PROBE, SslProbe, SqlProbe, GrpcProbe, GamedigProbe, HeartbeatProbe, NoneProbe],
  ...[Probes, SelfAddress, Evaluations, OwnConnection],
];
const ENGINE = [
  DatabaseOutages,
  ClaimDueService,
  RunChecksService,
  RecordResultsService,
  CheckProcessor,
  CheckTickerService,
  KeepSamplesService,
];
const TIMELINE = [
  Overlays,
  GroupTimelines,
  TimelineService,
  TimelineWriter,
  WriteSamplesService,
  RecomputeHistoryService,
  DeleteSamplesService,
];

const PEOPLE = [
  MonitorListService,
  MonitorsService,
  CloneMonitorService,
  GroupMembers,
  MonitorParents,
  MonitorPages,
  MonitorView,
  MonitorSecrets,
  EgressTargets,
  PurgeMonitorsService,
];
const READING = [
  DependenciesService,
  MonitorStatesService,
  OverviewService,
  SamplesService,
  EvidenceService,
  MonitoringDataService,
  HeartbeatUrlsService,
  TestMonitorService,
];

/** What is watched: checks, their results, heartbeats, and the timelines that come of them. */
@Module({
  imports: [SiteModule],
  controllers: [
    HeartbeatsController,
    MonitorsController,
    MonitoringDataController,
    SamplesController,
    EvidenceController,
    HeartbeatAddressController,
    MonitorStatesController,
    MonitorTestsController,
    MonitorParentsController,
    DeleteDataController,
  ],
  providers: [...PROBES, ...ENGINE, ...TIMELINE, ...PEOPLE, ...READING, ScheduleMonitorsService, TypeDataSecrets, HeartbeatsService],
  exports: [
    Overlays,
    GroupTimelines,
    TimelineService,
    TimelineWriter,
    WriteSamplesService,
    ScheduleMonitorsService,
    TypeDataSecrets,
    MonitorSecrets,
    Probes,
    MonitorsService,
    MonitorPages,
    MonitorStatesService,
    DependenciesService,
  ],
})
export class MonitorsModule {}
