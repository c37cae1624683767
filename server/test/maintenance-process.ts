import { FixedClock, freezeDatabaseClock } from '@clarion/testing';
import { loadConfig } from '../src/platform/config/load-config.js';
import { type Clock } from '../src/platform/database/clock.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { type SystemActor, systemActor } from '../src/platform/http/actor.js';
import { Log } from '../src/platform/logging/log.js';
import { Outbox } from '../src/platform/outbox/outbox.js';
import { AuditService } from '../src/modules/audit/audit.service.js';
import { AdvanceEvents } from '../src/modules/maintenances/advance-events.service.js';
import { ChangeEvent } from '../src/modules/maintenances/change-event.service.js';
import type { CreateMaintenanceDto, UpdateMaintenanceDto } from '../src/modules/maintenances/dto/maintenance.dto.js';
import { ExtendHorizon } from '../src/modules/maintenances/extend-horizon.service.js';
import { KeepEvents } from '../src/modules/maintenances/keep-events.service.js';
import { MaintenanceOutbox } from '../src/modules/maintenances/maintenance-outbox.service.js';
import { MaintenancesService } from '../src/modules/maintenances/maintenances.service.js';

/** One process that keeps maintenances, on a database it shares with others; the database's clock is in the test's hand. */
export class MaintenanceProcess {
  readonly actor: SystemActor = systemActor('spec');
  readonly maintenances: MaintenancesService;
  readonly events: ChangeEvent;
  readonly advance: AdvanceEvents;
  readonly horizon: ExtendHorizon;

  private constructor(private readonly sources: DataSources) {
    const log = Log.create('silent');
    const work = new UnitOfWork(sources);
    const audit = new AuditService(new FixedClock(0) as unknown as Clock);
    const announcements = new MaintenanceOutbox(new Outbox());
    const keep = new KeepEvents(audit, announcements);
    this.maintenances = new MaintenancesService(sources, work, keep, audit, announcements);
    this.events = new ChangeEvent(work, audit, announcements);
    this.advance = new AdvanceEvents(sources, work, audit, announcements);
    this.horizon = new ExtendHorizon(sources, work, keep, log);
  }

  static async open(url: string): Promise<MaintenanceProcess> {
    const sources = new DataSources(url, loadConfig({ DATABASE_WORKER_POOL_MAX: '3' }), Log.create('silent'));
    await Promise.all(sources.all().map(async (source) => source.initialize()));
    return new MaintenanceProcess(sources);
  }

  /** Sets the database's clock. @param at Unix seconds */
  async at(at: number): Promise<void> {
    await freezeDatabaseClock(this.sources.get('worker'), at);
  }

  async plan(body: Partial<CreateMaintenanceDto>): Promise<number> {
    const { result } = await this.maintenances.create(this.actor, {
      title: 'Upgrade',
      rrule: 'FREQ=MINUTELY;COUNT=1',
      duration_seconds: 3_600,
      start_date_time: 0,
      ...body,
    });
    return result.row.id;
  }

  async edit(id: number, body: UpdateMaintenanceDto): Promise<void> {
    await this.maintenances.update(this.actor, id, body, () => undefined);
  }

  /** Moves on whatever is due, to the end. */
  async tick(): Promise<void> {
    while (await this.advance.advanceDue());
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.sources.get('worker').query<Row[]>(sql, [...parameters]);
  }

  /** The events of a maintenance by start. */
  async eventsOf(id: number): Promise<{ id: number; start: number; end: number; status: string }[]> {
    return this.query(
      `SELECT id, start_date_time AS start, end_date_time AS "end", status FROM maintenances_events
       WHERE maintenance_id = $1 AND deleted_at IS NULL ORDER BY start_date_time, id`,
      [id],
    );
  }

  /** Stages that were told, in order. */
  async stages(): Promise<string[]> {
    const rows = await this.query<{ key: string }>(`SELECT dedupe_key AS key FROM outbox WHERE topic = 'maintenance.stage' ORDER BY id`);
    return rows.map(({ key }) => key.replace(/^maintenance_\d+_/, ''));
  }

  async close(): Promise<void> {
    await Promise.all(this.sources.all().map(async (source) => source.destroy()));
  }
}
