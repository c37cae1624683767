import type { Status } from '@clarion/contract';
import { MINUTE } from '@clarion/domain';
import { aMonitor, asActor } from '@clarion/testing';
import type { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import type { DeepPartial } from 'typeorm';
import { AlertingModule } from '../src/modules/alerting/alerting.module.js';
import { EvaluateAlerts } from '../src/modules/alerting/evaluation/evaluate-alerts.service.js';
import { AuditModule } from '../src/modules/audit/audit.module.js';
import { IncidentsModule } from '../src/modules/incidents/incidents.module.js';
import { MaintenancesModule } from '../src/modules/maintenances/maintenances.module.js';
import { MonitorsModule } from '../src/modules/monitors/monitors.module.js';
import type { MonitorSample } from '../src/modules/monitors/timeline/sample-rows.js';
import { lockMonitors, TimelineWriter } from '../src/modules/monitors/timeline/timeline-writer.service.js';
import { OutboxDispatcher } from '../src/platform/outbox/outbox-dispatcher.js';
import { startIncidentsApi } from './incidents-api.js';
import { MonitorsApi } from './monitors-api.js';
import type { TestAppOptions } from './test-app.js';

const STATUS_OF: Readonly<Record<string, Status>> = { U: 'UP', G: 'DEGRADED', D: 'DOWN', M: 'MAINTENANCE', N: 'NO_DATA' };

/** One row of the log, as it is stored. */
export interface StoredAlert {
  id: number;
  config_id: number;
  monitor_id: number;
  incident_id: number | null;
  alert_status: string;
  resolve_reason: string | null;
}

/** A whole hour ago: what specs write is past, and young. */
export const START = Math.floor(Date.now() / 60_000) * 60 - 3_600;

/** The alerting room over everything below it; samples are stored as checks store them. */
export class AlertingApi {
  private constructor(readonly api: MonitorsApi) {}

  static async start(options: TestAppOptions = {}): Promise<AlertingApi> {
    const imports = [AuditModule, MonitorsModule, IncidentsModule, MaintenancesModule, AlertingModule];
    // Who shares a database finds Ada and the key there.
    const start = options.databaseUrl === undefined ? startIncidentsApi : MonitorsApi.start.bind(MonitorsApi);
    return new AlertingApi(await start({ imports, ...options }));
  }

  get db() {
    return this.api.app.sources.get('upkeep');
  }

  get evaluate(): EvaluateAlerts {
    return this.api.app.get<EvaluateAlerts>(EvaluateAlerts);
  }

  /** A monitor that can have samples. */
  async monitor(overrides: DeepPartial<MonitorEntity> = {}): Promise<MonitorEntity> {
    const monitor = await aMonitor(this.db, overrides);
    await this.db.query(`INSERT INTO monitor_runtime (monitor_id, watched_since) VALUES ($1, $2)`, [monitor.id, START]);
    return monitor;
  }

  /** A rule that opens incidents, unless the body says otherwise. @returns its id */
  async rule(monitorTags: readonly string[], body: object = {}): Promise<number> {
    const { status, body: answer } = await this.api.post('alert-configs', {
      ...{ monitor_tags: monitorTags, alert_for: 'STATUS', alert_value: 'DOWN', create_incident: 'YES' },
      ...body,
    });
    if (status !== 201) throw new Error(JSON.stringify(answer));
    return answer.alert_config.id as number;
  }

  /** Stores a sample as a check does. @param minute counted from `START` */
  async store(monitor: { id: number }, minute: number, letter: string, latencyMs = 0): Promise<void> {
    const status = STATUS_OF[letter]!;
    const sample: MonitorSample = {
      ...{ monitorId: monitor.id, timestamp: START + minute * MINUTE, status, rawStatus: status, latencyMs },
      ...{ type: 'REALTIME', errorMessage: null, vouchedSeconds: MINUTE },
    };
    await asActor(this.db, async (tx) => {
      await lockMonitors(tx, [monitor.id]);
      await this.api.app.get<TimelineWriter>(TimelineWriter).append(tx, [sample], []);
    });
  }

  /** Stores a letter a minute, and looks after each. @returns what the log said after each: `.` nothing open, `!` an open alert */
  async live(monitor: { id: number }, letters: string, from = 0): Promise<string> {
    let seen = '';
    for (const [index, letter] of [...letters].entries()) {
      await this.store(monitor, from + index, letter);
      await this.evaluate.evaluate([monitor.id]);
      seen += (await this.alerts(monitor)).some(({ alert_status: status }) => status === 'TRIGGERED') ? '!' : '.';
    }
    return seen;
  }

  /** The log of a monitor, the oldest first. */
  async alerts(monitor: { id: number }): Promise<StoredAlert[]> {
    return this.api.query(
      `SELECT id, config_id, monitor_id, incident_id, alert_status, resolve_reason FROM monitor_alerts WHERE monitor_id = $1 ORDER BY id`,
      [monitor.id],
    );
  }

  /** What was written to be told of alerts of a monitor, in its order. */
  async told(monitor: { id: number }): Promise<string[]> {
    const rows = await this.api.query<{ said: string }>(
      `SELECT (payload->>'status') || coalesce(' ' || (payload->>'reminder'), '') || CASE WHEN payload ? 'isQuiet' THEN ' quiet' ELSE '' END AS said
       FROM outbox WHERE topic = 'alert.changed' AND (payload->>'alertId')::int IN (SELECT id FROM monitor_alerts WHERE monitor_id = $1) ORDER BY id`,
      [monitor.id],
    );
    return rows.map(({ said }) => said);
  }

  /** Tells everything that waits, as the relay would. */
  async tellAll(): Promise<void> {
    const rows = await this.api.query<{ id: number }>(`SELECT id FROM outbox WHERE state = 'pending' ORDER BY id`);
    for (const { id } of rows) await this.api.app.get<OutboxDispatcher>(OutboxDispatcher).dispatch(id);
  }

  async close(): Promise<void> {
    await this.api.close();
  }
}
