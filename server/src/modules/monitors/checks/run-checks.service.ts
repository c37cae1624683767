import { setTimeout as pause } from 'node:timers/promises';
import { type MonitorType } from '@clarion/contract';
import { type Sample } from '@clarion/domain';
import { statusWord, type StatusCode } from '@clarion/database';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';
import { isDatabaseUnavailable } from '../../../platform/database/transient-error.js';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../platform/logging/log.js';
import { ClaimDueService, type ClaimedMonitor, LONGEST_CHECK_MS } from './claim-due.service.js';
import { GroupCommit } from './group-commit.js';
import { repeatsManual } from '../probes/none/none.probe.js';
import { Probes } from '../probes/probes.js';
import { errorOutcome, type ProbeOutcome } from '../probes/probe.js';
import { type RecordedResults, RecordResultsService } from './record-results.service.js';
import { type FinishedCheck } from './settle-check.js';
import { TypeDataSecrets } from '../type-data-secrets.js';

/** Checks of one type that run side by side in one process; slow types must not take everything. */
export const CHECK_CONCURRENCY: Readonly<Partial<Record<MonitorType, number>>> = {
  API: 1_000,
  PING: 20,
  TCP: 500,
  DNS: 100,
  SSL: 100,
  SQL: 20,
  GRPC: 100,
  GAMEDIG: 20,
  HEARTBEAT: 500,
  NONE: 500,
};
const DEFAULT_CONCURRENCY = 50;
/** Monitors of one claim: their leases end together. */
const CLAIM_SIZE = 250;
/** Results that come in within this time are stored together. @see reliability REL-31 */
const FINISH_MS = 250;
const FINISH_BATCH = 500;
/** How long results wait for a database that is away, and how often they try. */
const KEEP_MS = 10_000;
const RETRY_MS = 500;

const NEWEST_MANUAL = `
  SELECT g.monitor_id, d.status, d.latency FROM unnest($1::int[]) g(monitor_id) CROSS JOIN LATERAL (
    SELECT status, latency FROM monitoring_data WHERE monitor_id = g.monitor_id AND type = 'M' ORDER BY timestamp DESC LIMIT 1) d`;

/** What nobody will keep must not wait in memory for a database that is away. */
const evidenceOf = ({ verdict, detail }: ProbeOutcome): ProbeOutcome['detail'] =>
  verdict === null || verdict.status === 'UP' ? null : detail;

/** Checks what is due. Many processes may do it at once: each monitor's minute is settled by one of them. */
@Injectable()
export class RunChecksService implements OnModuleInit {
  private readonly running = new Map<number, ClaimedMonitor>();
  private readonly runningOf = new Map<MonitorType, number>();
  private readonly finisher: GroupCommit<FinishedCheck, true>;
  private readonly ended = new Set<() => void>();
  private isDraining = false;

  constructor(
    private readonly sources: DataSources,
    private readonly claims: ClaimDueService,
    @Inject(Probes) private readonly probes: Pick<Probes, 'of'>,
    private readonly secrets: TypeDataSecrets,
    private readonly results: RecordResultsService,
    private readonly lifecycle: Lifecycle,
    private readonly log: Log,
  ) {
    this.finisher = new GroupCommit(async (checks) => this.finish(checks), { queue: Infinity, batch: FINISH_BATCH, waitMs: FINISH_MS });
  }

  onModuleInit(): void {
    this.lifecycle.onStop('drain', 'checks', async () => this.drain());
    this.lifecycle.onStop('leases', 'checks', async () => this.claims.release([...this.running.values()]));
  }

  /**
   * Claims what is due of a type and starts checking it, as far as there is room. Returns when everything it could take has started;
   * the results are stored as they come, so a slow check holds up nobody.
   * @returns how many checks were started
   */
  async runDue(type: MonitorType): Promise<number> {
    let started = 0;
    while (!this.lifecycle.isStopping) {
      const room = Math.min(CLAIM_SIZE, (CHECK_CONCURRENCY[type] ?? DEFAULT_CONCURRENCY) - (this.runningOf.get(type) ?? 0));
      if (room <= 0) break;
      const claimed = await this.claims.claim(type, room);
      const manual = await this.newestManual(claimed);
      for (const monitor of claimed) void this.check(monitor, manual.get(monitor.monitorId) ?? null);
      started += claimed.length;
      if (claimed.length < room) break;
    }
    return started;
  }

  /** Resolves when every check that is running has been settled. */
  async drain(): Promise<void> {
    this.isDraining = true; // from here on results wait for no company
    try {
      await this.finisher.drain();
      while (this.running.size > 0) {
        await new Promise<void>((resolve) => {
          this.ended.add(resolve);
        });
      }
    } finally {
      this.isDraining = false;
    }
  }

  private async check(monitor: ClaimedMonitor, newestManual: Pick<Sample, 'status' | 'latencyMs'> | null): Promise<void> {
    const { monitorId, monitorType } = monitor;
    this.running.set(monitorId, monitor);
    this.runningOf.set(monitorType, (this.runningOf.get(monitorType) ?? 0) + 1);
    try {
      const outcome = await this.probe(monitor, newestManual);
      const { verdict, gap } = outcome;
      const stored = this.finisher.add({ ...monitor, verdict, detail: evidenceOf(outcome), ...(gap === undefined ? {} : { gap }) });
      if (this.isDraining) void this.finisher.drain();
      await stored;
    } catch (error) {
      this.log.warn('a result could not be stored, the check will be repeated', { monitor_id: monitorId, error });
    } finally {
      this.running.delete(monitorId);
      this.runningOf.set(monitorType, (this.runningOf.get(monitorType) ?? 1) - 1);
      for (const tell of this.ended) tell();
      this.ended.clear();
    }
  }

  private async probe(monitor: ClaimedMonitor, newestManual: Pick<Sample, 'status' | 'latencyMs'> | null): Promise<ProbeOutcome> {
    const { monitorId, monitorType, tag, lastHeartbeatAt } = monitor;
    let outcome: ProbeOutcome | undefined;
    try {
      const typeData = this.secrets.open(monitorId, monitor.typeData);
      const deadline = AbortSignal.timeout(LONGEST_CHECK_MS);
      outcome = await this.probes
        .of(monitorType)
        ?.run({ id: monitorId, tag, monitorType, typeData, lastHeartbeatAt, newestManual }, deadline);
    } catch (error) {
      this.log.error('a check failed in our own code', { monitor_id: monitorId, error });
      return errorOutcome('the check could not be run');
    }
    return outcome ?? { verdict: null, detail: null };
  }

  private async newestManual(claimed: readonly ClaimedMonitor[]): Promise<Map<number, Pick<Sample, 'status' | 'latencyMs'>>> {
    const ids = claimed
      .filter(({ monitorType, typeData }) => monitorType === 'NONE' && repeatsManual(typeData))
      .map(({ monitorId }) => monitorId);
    if (ids.length === 0) return new Map();
    const rows = await this.sources
      .get('worker')
      .query<{ monitor_id: number; status: StatusCode; latency: number }[]>(NEWEST_MANUAL, [ids]);
    return new Map(rows.map(({ monitor_id, status, latency }) => [monitor_id, { status: statusWord(status), latencyMs: latency }]));
  }

  /** A database that is away for a moment costs no result: leases outlive it. */
  private async finish(checks: readonly FinishedCheck[]): Promise<true[]> {
    const giveUpAt = performance.now() + KEEP_MS;
    for (;;) {
      try {
        const { fenced }: RecordedResults = await this.results.record(checks);
        if (fenced > 0) this.log.warn('results came after their lease had gone to somebody else', { count: fenced });
        return checks.map(() => true);
      } catch (error) {
        if (!isDatabaseUnavailable(error)) return this.finishApart(checks, error);
        if (performance.now() > giveUpAt) throw error;
        await pause(RETRY_MS);
      }
    }
  }

  /** One result that cannot be stored must not take the others with it. */
  private async finishApart(checks: readonly FinishedCheck[], reason: unknown): Promise<true[]> {
    if (checks.length < 2) throw reason;
    for (const check of checks) {
      await this.results.record([check]).catch((error: unknown) => {
        this.log.error('a result cannot be stored', { monitor_id: check.monitorId, error });
      });
    }
    return checks.map(() => true);
  }
}
