import { type GapReason, type Lifecycle, type MonitorType } from '@clarion/contract';
import { type Cron, intervalSeconds, MINUTE, minuteOf, parseCron, spreadOffsetSeconds } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { systemActor } from '../../../platform/http/actor.js';
import { WriteSamplesService } from '../timeline/write-samples.service.js';
import { isSupported, SUPPORTED_TYPES } from '../probes/supported-types.js';

/** What decides when a monitor is checked. A `MonitorEntity` is one. */
export interface SchedulableMonitor {
  id: number;
  cron: string | null;
  status: Lifecycle;
  monitorType: MonitorType;
  typeData: Readonly<Record<string, unknown>> | null;
  deletedAt: Date | null;
}

interface RuntimeRow {
  next_due: number | null;
  settled_until: number | null;
  was_held: boolean;
  now: number;
}

/** Monitors of one page of the reconcile. */
const PAGE = 1_000;

const READ = `
  SELECT extract(epoch FROM r.next_due_at)::float8 AS next_due, r.settled_until, coalesce(r.lease_until < app_now(), false) AS was_held,
    extract(epoch FROM app_now())::float8 AS now
  FROM monitor_runtime r WHERE r.monitor_id = $1 FOR UPDATE`;
const CREATE = `
  INSERT INTO monitor_runtime (monitor_id, watched_since, offset_seconds, next_due_at)
  SELECT $1, (floor(extract(epoch FROM app_now()) / ${MINUTE}) * ${MINUTE})::bigint, $2, CASE WHEN $3::boolean THEN app_now() END
  ON CONFLICT (monitor_id) DO NOTHING RETURNING monitor_id`;
const UNSCHEDULE = `UPDATE monitor_runtime SET next_due_at = NULL, lease_token = NULL, lease_until = NULL WHERE monitor_id = $1`;
const RESCHEDULE = `
  UPDATE monitor_runtime SET next_due_at = to_timestamp($2::float8), offset_seconds = $3, lease_token = NULL, lease_until = NULL,
    watched_since = coalesce($4::bigint, watched_since) WHERE monitor_id = $1`;
const GAP = `
  INSERT INTO check_gaps (monitor_id, from_ts, to_ts, reason) VALUES ($1, $2, $3, $4)
  ON CONFLICT (monitor_id, from_ts) DO UPDATE SET to_ts = greatest(check_gaps.to_ts, excluded.to_ts)`;
const UNSCHEDULED = `
  SELECT m.id, m.cron, m.status, m.monitor_type AS "monitorType", m.type_data AS "typeData", m.deleted_at AS "deletedAt"
  FROM monitors m LEFT JOIN monitor_runtime r ON r.monitor_id = m.id
  WHERE m.id > $2 AND m.deleted_at IS NULL AND (r.monitor_id IS NULL OR (m.status = 'ACTIVE' AND m.cron IS NOT NULL AND r.next_due_at IS NULL
    AND m.monitor_type = ANY($1::monitor_type[])))
  ORDER BY m.id LIMIT ${PAGE}`;

const isWatched = (monitor: SchedulableMonitor): boolean => monitor.status === 'ACTIVE' && monitor.deletedAt === null;

/** Its minutes must be explained: somebody checks it, and would notice what is missing. @see reliability INV-01 */
const isExplained = (monitor: SchedulableMonitor): boolean =>
  monitor.cron !== null && monitor.monitorType !== 'NONE' && isSupported(monitor.monitorType);

/** The schedule of a monitor whose type can be checked; null = none, or one that nobody understands. */
function cronOf(monitor: SchedulableMonitor): Cron | null {
  if (monitor.cron === null || !isSupported(monitor.monitorType)) return null;
  const parsed = parseCron(monitor.cron);
  return parsed.ok ? parsed.cron : null;
}

/** A fresh check is worth more than the schedule: something that decides its outcome changed. Presentation is none of it. */
const needsCheck = (before: SchedulableMonitor, after: SchedulableMonitor): boolean =>
  before.cron !== after.cron ||
  before.monitorType !== after.monitorType ||
  isWatched(before) !== isWatched(after) ||
  JSON.stringify(before.typeData) !== JSON.stringify(after.typeData);

/** Keeps `monitor_runtime` in step with the monitors. */
@Injectable()
export class ScheduleMonitorsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly samples: WriteSamplesService,
  ) {}

  /**
   * Call it in the transaction that creates, edits, pauses, resumes, trashes or restores a monitor. A new monitor, and one whose schedule or
   * configuration changed, is checked at once; a resumed one gets a gap for the minutes of its pause; other changes leave the schedule alone.
   * @param monitor as it is after the change
   * @param before as it was; null = it is new
   */
  async schedule(tx: EntityManager, monitor: SchedulableMonitor, before: SchedulableMonitor | null): Promise<void> {
    const cron = cronOf(monitor);
    if (before !== null && !needsCheck(before, monitor)) return;
    const [row] = await tx.query<RuntimeRow[]>(READ, [monitor.id]);
    if (row === undefined) {
      const offset = cron === null ? 0 : spreadOffsetSeconds(monitor.id, intervalSeconds(cron, 0));
      await tx.query(CREATE, [monitor.id, offset, cron !== null && isWatched(monitor)]);
      return;
    }
    if (!isWatched(monitor)) return; // what was due stays due: on resume it tells since when nobody looked
    if (cron === null) {
      if (row.next_due !== null) await tx.query(UNSCHEDULE, [monitor.id]);
      return;
    }
    await this.reschedule(tx, monitor, before, cron, row);
  }

  /** Schedules monitors that came without us: seeds, imports, a restore. */
  async reconcile(): Promise<void> {
    for (let last = 0, page = PAGE; page === PAGE;) {
      const found = await this.sources.get('worker').query<SchedulableMonitor[]>(UNSCHEDULED, [SUPPORTED_TYPES, last]);
      for (const monitor of found) await this.work.run(systemActor('reconcile'), async (tx) => this.schedule(tx, monitor, null));
      last = found.at(-1)?.id ?? last;
      page = found.length;
    }
  }

  private async reschedule(
    tx: EntityManager,
    monitor: SchedulableMonitor,
    before: SchedulableMonitor | null,
    cron: Cron,
    row: RuntimeRow,
  ): Promise<void> {
    const due = Math.max(row.now, row.settled_until === null ? 0 : row.settled_until + MINUTE);
    const first = minuteOf(due);
    const isNewlyExplained = row.next_due === null || (before !== null && !isExplained(before) && isExplained(monitor));
    if (!isNewlyExplained && row.next_due !== null && minuteOf(row.next_due) < first) {
      const reason: GapReason = before !== null && !isWatched(before) ? 'paused' : row.was_held ? 'worker_lost' : 'overload';
      await tx.query(GAP, [monitor.id, minuteOf(row.next_due), first, reason]);
    }
    const offset = spreadOffsetSeconds(monitor.id, intervalSeconds(cron, first));
    await tx.query(RESCHEDULE, [monitor.id, due, offset, isNewlyExplained ? first : null]);
    await this.samples.revouch(tx, monitor.id, cron, first);
  }
}
