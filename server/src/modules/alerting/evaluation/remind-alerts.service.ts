import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { systemActor } from '../../../platform/http/actor.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { Overlays } from '../../monitors/timeline/overlays.js';
import { alertAggregate } from './alert-changes.service.js';

interface DueRow {
  id: number;
  config_id: number;
  monitor_id: number;
}

const IS_DUE = `a.alert_status = 'TRIGGERED' AND a.acknowledged_at IS NULL AND c.is_active AND coalesce(c.muted_until <= app_now(), true)
  AND coalesce(a.reminded_at, a.created_at) <= app_now() - make_interval(mins => c.reminder_minutes)`;
const DUE = `
  SELECT a.id, a.config_id, a.monitor_id FROM monitor_alerts_config c JOIN monitor_alerts a ON a.config_id = c.id
  WHERE c.reminder_minutes IS NOT NULL AND ${IS_DUE} ORDER BY a.id LIMIT 500`;
const REMIND = `
  UPDATE monitor_alerts a SET reminders = reminders + 1, reminded_at = app_now() FROM monitor_alerts_config c
  WHERE a.id = $1 AND c.id = a.config_id AND ${IS_DUE}
  RETURNING a.reminders, floor(extract(epoch FROM a.reminded_at))::bigint AS at`;

/** Tells alerts again that still fire and that nobody acknowledged, for rules that want it. Under an incident or a maintenance they keep quiet. */
@Injectable()
export class RemindAlerts {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly overlays: Overlays,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns how many were told again */
  async remind(): Promise<number> {
    const db = this.sources.get('worker').manager;
    const due = await db.query<DueRow[]>(DUE);
    if (due.length === 0) return 0;
    const now = this.clock.now();
    const covered = await this.overlays.covering(db, new Map(due.map(({ monitor_id: id }) => [id, now])));
    let count = 0;
    for (const row of due) if (!covered.has(row.monitor_id)) count += (await this.remindOf(row)) ? 1 : 0;
    return count;
  }

  private async remindOf({ id, config_id: configId, monitor_id: monitorId }: DueRow): Promise<boolean> {
    return this.work.run(systemActor('alerting'), async (tx) => {
      const [[row]] = await tx.query<[{ reminders: number; at: number }[], number]>(REMIND, [id]);
      if (row === undefined) return false;
      await this.outbox.add(
        tx,
        'alert.changed',
        { alertId: id, status: 'TRIGGERED', at: row.at, reminder: row.reminders },
        { dedupeKey: `alert:${id}:reminder:${row.reminders}`, aggregateId: alertAggregate(configId, monitorId) },
      );
      return true;
    });
  }
}
