import { LIMITS, TAG_PATTERN } from '@clarion/contract';
import { groupScore, groupStatus, withDefaultStatus } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import { TestMonitorDto, TestResultDto } from './dto/monitor-actions.dto.js';
import { sharesOf } from './groups/group-members.service.js';
import { latencyOf } from './groups/group-timelines.service.js';
import { mergeTypeData } from './monitor-draft.js';
import { MonitorStatesService } from './monitor-states.service.js';
import { MonitorsService } from './monitors.service.js';
import { type ProbeOutcome } from './probes/probe.js';
import { Probes } from './probes/probes.js';
import { toTimingsDto } from './timings-view.js';
import { EgressTargets } from './type-data/egress-targets.js';
import { unmaskTypeData } from './type-data/masks.js';
import { refuse } from './type-data/member-rules.js';
import { MonitorSecrets } from './type-data/monitor-secrets.service.js';

/** Somebody waits for it: a test takes no longer, whatever the monitor allows itself. */
const LONGEST_TEST_MS = 25_000;
/** Tests of all people together; each may hold a connection to somewhere. */
const AT_ONCE = 10;

/** Runs a check once, for whoever edits a monitor; nothing is stored. */
@Injectable()
export class TestMonitorService {
  private running = 0;

  constructor(
    private readonly sources: DataSources,
    private readonly monitors: MonitorsService,
    private readonly probes: Probes,
    private readonly states: MonitorStatesService,
    private readonly secrets: MonitorSecrets,
    private readonly targets: EgressTargets,
  ) {}

  /**
   * @throws AppError `NOT_FOUND` for an unknown tag, `BAD_REQUEST` for what could not be saved either or cannot be tried,
   *   `RATE_LIMITED` while too many tests run
   */
  async run(body: TestMonitorDto): Promise<TestResultDto> {
    const probe = body.monitor_type === 'NONE' ? undefined : this.probes.of(body.monitor_type);
    if (probe === undefined && body.monitor_type !== 'GROUP')
      throw invalidField('monitor_type', `Monitors of the type ${body.monitor_type} cannot be tried`);
    const { id, tag, stored } = await this.stored(body.tag ?? null);
    const sent = body.type_data ?? {};
    // Judged as it stands, not merged: what is tried is what the form shows.
    const { typeData, details } = unmaskTypeData(sent, stored);
    refuse(details);
    mergeTypeData(body.monitor_type, {}, typeData, this.targets);
    if (probe === undefined) return toResult(await this.foldNow(typeData));
    if (this.running >= AT_ONCE)
      throw new AppError('RATE_LIMITED', 'Too many tests are running, please try again shortly', { retryAfter: 5 });
    this.running += 1;
    try {
      const monitor = {
        id,
        tag,
        monitorType: body.monitor_type,
        typeData,
        lastHeartbeatAt: await this.lastHeartbeatAt(id),
        newestManual: null,
      };
      return toResult(await probe.run(monitor, AbortSignal.timeout(LONGEST_TEST_MS)));
    } finally {
      this.running -= 1;
    }
  }

  /** What the members amount to now. */
  private async foldNow(typeData: Readonly<Record<string, unknown>>): Promise<ProbeOutcome> {
    const shares = sharesOf(typeData);
    const known = new Map((await this.states.ofTags(shares.map(({ tag }) => tag))).map((each) => [each.candidate.tag, each]));
    const unknown = shares.find(({ tag }) => !known.has(tag));
    if (unknown !== undefined) throw invalidField('type_data.monitors', `There is no monitor with the tag “${unknown.tag}”`);
    const members = shares.map(({ tag, weight }) => ({
      name: known.get(tag)!.candidate.name,
      weight,
      status: known.get(tag)!.present.status,
    }));
    const latencies = shares.map(({ tag }) => known.get(tag)!.candidate.latency ?? 0);
    const { latencyCalculation } = typeData;
    const latencyMs = latencyOf(latencies, latencyCalculation === 'MAX' || latencyCalculation === 'MIN' ? latencyCalculation : 'AVG') ?? 0;
    const score = groupScore(members);
    const status = groupStatus(members) ?? 'NO_DATA';
    const said = members.map(({ name, weight, status: each }) => `${name} ${each} × ${weight}`).join('; ');
    const explanation = `${status}: ${score === null ? 'no member with a weight has data' : `the weighted score is ${Number(score.toFixed(4))}`}; ${said}`;
    return {
      verdict: { status, latencyMs: Math.round(latencyMs), type: 'REALTIME', errorMessage: null },
      detail: { explanation, timings: null, http: null },
    };
  }

  private async stored(tag: string | null): Promise<{ id: number; tag: string; stored: Record<string, unknown> }> {
    if (tag === null) return { id: 0, tag: 'test', stored: {} };
    const monitor = TAG_PATTERN.test(tag) ? await this.monitors.find(tag) : null;
    if (monitor === null) throw notFound('Monitor');
    return { id: monitor.id, tag, stored: this.secrets.open(monitor) };
  }

  private async lastHeartbeatAt(monitorId: number): Promise<number | null> {
    const [row] = await this.sources
      .get('web')
      .query<{ at: number | null }[]>(
        `SELECT extract(epoch FROM last_heartbeat_at)::float8 AS at FROM monitor_runtime WHERE monitor_id = $1`,
        [monitorId],
      );
    return row?.at ?? null;
  }
}

function toResult({ verdict, detail }: ProbeOutcome): TestResultDto {
  const seen = withDefaultStatus(verdict, null);
  return {
    status: seen?.status ?? 'NO_DATA',
    latency: seen?.latencyMs ?? 0,
    type: seen?.type ?? 'DEFAULT',
    error_message: seen?.errorMessage?.slice(0, LIMITS.errorMessage) ?? null,
    verdict: detail?.explanation ?? seen?.errorMessage ?? 'The check has nothing to report',
    address: detail?.address ?? null,
    timings: toTimingsDto(detail?.timings ?? null),
    http:
      detail?.http == null
        ? null
        : {
            status_code: detail.http.statusCode,
            headers: detail.http.headers.map(({ name, value }) => ({ name, value })),
            body_excerpt: detail.http.bodyExcerpt,
          },
  };
}
