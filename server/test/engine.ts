import { randomUUID } from 'node:crypto';
import { type MonitorType, type Status } from '@clarion/contract';
import { type MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { parseCron, type Verdict } from '@clarion/domain';
import { aMonitor, asActor, FixedClock, freezeDatabaseClock, openDatabase } from '@clarion/testing';
import { type DataSource, type DeepPartial } from 'typeorm';
import { loadConfig } from '../src/platform/config/load-config.js';
import { type Clock } from '../src/platform/database/clock.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { Lifecycle } from '../src/platform/lifecycle/lifecycle.js';
import { Log } from '../src/platform/logging/log.js';
import { Outbox } from '../src/platform/outbox/outbox.js';
import { Keyring } from '../src/platform/secrets/keyring.js';
import { ClaimDueService, type ClaimedMonitor } from '../src/modules/monitors/checks/claim-due.service.js';
import { DatabaseOutages } from '../src/modules/monitors/checks/database-outages.js';
import { Overlays } from '../src/modules/monitors/timeline/overlays.js';
import { type Probe } from '../src/modules/monitors/probes/probe.js';
import { RecordResultsService } from '../src/modules/monitors/checks/record-results.service.js';
import { RunChecksService } from '../src/modules/monitors/checks/run-checks.service.js';
import { type SchedulableMonitor, ScheduleMonitorsService } from '../src/modules/monitors/checks/schedule-monitors.service.js';
import { TimelineWriter } from '../src/modules/monitors/timeline/timeline-writer.service.js';
import { TypeDataSecrets } from '../src/modules/monitors/type-data-secrets.js';
import { WriteSamplesService } from '../src/modules/monitors/timeline/write-samples.service.js';

export const UP: Verdict = { status: 'UP', latencyMs: 120, type: 'REALTIME', errorMessage: null };
export const DOWN: Verdict = { status: 'DOWN', latencyMs: 80, type: 'REALTIME', errorMessage: 'HTTP 500' };
export const DEGRADED: Verdict = { status: 'DEGRADED', latencyMs: 900, type: 'REALTIME', errorMessage: 'slow' };

/** A full hour to begin tests at, inside the months that have partitions. */
export const startOfHour = (): number => Math.floor(Date.now() / 3_600_000) * 3600;

/** One process of the engine on a database it may share: its services by hand, its clock and the database's in the test's hand. */
export class Engine {
  readonly keyring = new Keyring('k'.repeat(40));
  readonly log = Log.create('silent');
  readonly config = loadConfig({});
  readonly lifecycle = new Lifecycle(this.log, 10);
  readonly outages: DatabaseOutages;
  readonly work: UnitOfWork;
  readonly overlays = new Overlays();
  readonly outbox = new Outbox();
  readonly secrets = new TypeDataSecrets(this.keyring);
  readonly timeline = new TimelineWriter();
  readonly writes: WriteSamplesService;
  readonly claims: ClaimDueService;
  readonly schedules: ScheduleMonitorsService;
  readonly results: RecordResultsService;
  readonly checks: RunChecksService;
  /** What checks find, by tag; UP unless said. */
  readonly findings = new Map<string, Verdict | null>();
  /** Runs in place of the probes when set. */
  probe: Probe['run'] | null = null;

  constructor(
    readonly sources: DataSources,
    readonly clock: FixedClock,
  ) {
    const clockPort = clock as unknown as Clock;
    this.outages = new DatabaseOutages(clockPort);
    this.work = new UnitOfWork(sources);
    this.writes = new WriteSamplesService(this.timeline, this.outbox);
    this.claims = new ClaimDueService(sources, this.config, this.outages, clockPort);
    this.schedules = new ScheduleMonitorsService(sources, this.work, this.writes);
    this.results = new RecordResultsService(sources, this.work, this.timeline, this.overlays, this.outbox);
    const probe: Probe = {
      monitorType: 'API',
      run: async (monitor, deadline) =>
        this.probe === null
          ? { verdict: this.findings.has(monitor.tag) ? this.findings.get(monitor.tag)! : UP, detail: null }
          : this.probe(monitor, deadline),
    };
    this.checks = new RunChecksService(sources, this.claims, { of: () => probe }, this.secrets, this.results, this.lifecycle, this.log);
  }

  get db(): DataSource {
    return this.sources.get('worker');
  }

  /** Sets both clocks. @param at Unix seconds */
  async at(at: number): Promise<void> {
    this.clock.set(at);
    await freezeDatabaseClock(this.db, at);
  }

  /** Claims and settles everything that is due, with what the findings say. */
  async tick(type: MonitorType = 'API'): Promise<void> {
    await this.checks.runDue(type);
    await this.checks.drain();
  }

  /** Settles a claim by hand. */
  async settle(claimed: readonly ClaimedMonitor[], verdict: Verdict | null = UP): Promise<{ settled: number; fenced: number }> {
    return this.results.record(claimed.map((monitor) => ({ ...monitor, verdict })));
  }

  /** A monitor that is scheduled from now on. */
  async monitor(overrides: DeepPartial<MonitorEntity> = {}): Promise<MonitorEntity> {
    const monitor = await aMonitor(this.db, overrides);
    await asActor(this.db, async (tx) => this.schedules.schedule(tx, monitor, null));
    return monitor;
  }

  /** Changes a monitor as an edit would. */
  async edit(
    monitor: MonitorEntity,
    changes: Partial<Pick<MonitorEntity, 'status' | 'cron' | 'name' | 'monitorType' | 'typeData' | 'confirmationThreshold'>>,
  ): Promise<void> {
    const before: SchedulableMonitor = { ...monitor };
    Object.assign(monitor, changes);
    await asActor(this.db, async (tx) => {
      await tx.save(monitor);
      await this.schedules.schedule(tx, monitor, before);
    });
  }

  /** One letter a minute of what is stored as spans, `.` = a hole. */
  async letters(monitorId: number, from: number, minutes: number): Promise<string> {
    const spans = await this.db.query<{ from_ts: number; to_ts: number; status: Status }[]>(
      `SELECT from_ts, to_ts, status FROM timeline_spans WHERE monitor_id = $1 ORDER BY from_ts`,
      [monitorId],
    );
    const letter = { UP: 'U', DEGRADED: 'G', DOWN: 'D', MAINTENANCE: 'M', NO_DATA: 'N' } as const;
    return Array.from({ length: minutes }, (_, index) => {
      const at = from + index * 60;
      const span = spans.find(({ from_ts, to_ts }) => from_ts <= at && at < to_ts);
      return span === undefined ? '.' : letter[span.status];
    }).join('');
  }

  async gaps(monitorId: number): Promise<{ from: number; to: number; reason: string }[]> {
    return this.db.query(`SELECT from_ts AS "from", to_ts AS "to", reason FROM check_gaps WHERE monitor_id = $1 ORDER BY from_ts`, [
      monitorId,
    ]);
  }

  async samples(
    monitorId: number,
  ): Promise<
    { timestamp: number; status: string; raw_status: string | null; type: string; error_message: string | null; latency: number }[]
  > {
    return this.db.query(
      `SELECT timestamp, status::text, raw_status::text, type::text, error_message, latency FROM monitoring_data WHERE monitor_id = $1 ORDER BY timestamp`,
      [monitorId],
    );
  }

  async close(): Promise<void> {
    for (const source of this.sources.all()) if (source.isInitialized) await source.destroy();
  }
}

/** Engines on a database of their own; the first one's clock drives the database's. */
export async function openEngines(
  count = 1,
  at = startOfHour(),
): Promise<{ engines: Engine[]; engine: Engine; url: string; close(): Promise<void> }> {
  const database = await openDatabase({ max: 2 });
  const engines: Engine[] = [];
  for (let index = 0; index < count; index += 1) {
    const sources = new DataSources(database.url, loadConfig({ DATABASE_WORKER_POOL_MAX: '3' }), Log.create('silent'));
    await Promise.all(sources.all().map(async (source) => source.initialize()));
    engines.push(new Engine(sources, new FixedClock(at)));
  }
  const engine = engines[0]!;
  await engine.at(at);
  return {
    engines,
    engine,
    url: database.url,
    async close() {
      for (const each of engines) await each.close();
      await database.close();
    },
  };
}

/** The cron of a test. */
export const cronOf = (text: string) => {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.cron;
};

export const aToken = (): string => randomUUID();
