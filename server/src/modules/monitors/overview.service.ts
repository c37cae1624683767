import { type Status } from '@clarion/contract';
import { MINUTE, minuteOf } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { OverviewResponse } from './dto/monitor-state.dto.js';
import { MonitorStatesService } from './monitor-states.service.js';

const ATTENTION_LIMIT = 20;

const PAUSED = `SELECT count(*)::int AS count FROM monitors WHERE deleted_at IS NULL AND status = 'INACTIVE'`;
const CHECKS = `
  SELECT count(*)::int AS count FROM monitors m JOIN monitoring_data d ON d.monitor_id = m.id AND d.timestamp = $1::bigint WHERE m.deleted_at IS NULL`;
/** A check that runs is not waiting. */
const LATENESS = `
  SELECT percentile_disc(0.99) WITHIN GROUP (ORDER BY CASE WHEN r.lease_until > app_now() THEN 0
    ELSE greatest(0, extract(epoch FROM app_now() - r.next_due_at)) END)::float8 AS seconds
  FROM monitor_runtime r JOIN monitors m ON m.id = r.monitor_id
  WHERE r.next_due_at IS NOT NULL AND m.status = 'ACTIVE' AND m.deleted_at IS NULL`;

/** What needs somebody now, and whether the checks keep up. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly sources: DataSources,
    private readonly states: MonitorStatesService,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<OverviewResponse> {
    const db = this.sources.get('web');
    const active = await this.states.active();
    const counts: Record<Status, number> = { UP: 0, DEGRADED: 0, DOWN: 0, MAINTENANCE: 0, NO_DATA: 0 };
    for (const { present } of active) counts[present.status] += 1;
    const [paused] = await db.query<{ count: number }[]>(PAUSED);
    const [checks] = await db.query<{ count: number }[]>(CHECKS, [minuteOf(this.clock.now()) - MINUTE]);
    const [lateness] = await db.query<{ seconds: number | null }[]>(LATENESS);
    return {
      counts,
      paused: paused?.count ?? 0,
      attention: await this.states.worst(active, ATTENTION_LIMIT),
      has_monitors: active.length + (paused?.count ?? 0) > 0,
      checks_last_minute: checks?.count ?? 0,
      lateness_p99_ms: lateness?.seconds == null ? null : Math.round(lateness.seconds * 1000),
    };
  }
}
