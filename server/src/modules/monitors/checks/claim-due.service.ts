import { randomUUID } from 'node:crypto';
import { type MonitorType, type Status } from '@clarion/contract';
import { type GraceState, parseCron } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { DatabaseOutages } from './database-outages.js';
import { gapReason } from './gap-reason.js';
import { type CheckPlan } from './settle-check.js';
import { dueSlot } from './slots.js';

/** A monitor that this process may check until its lease ends. */
export interface ClaimedMonitor extends CheckPlan {
  tag: string;
  monitorType: MonitorType;
  /** As stored: secret members sealed. */
  typeData: Readonly<Record<string, unknown>>;
  /** Unix seconds, fractions allowed; null = never. */
  lastHeartbeatAt: number | null;
  /** The database's clock when the claim was made, Unix seconds with fractions. */
  claimedAt: number;
  /** Milliseconds from when it was due to its claim. */
  latenessMs: number;
}

/** A check takes no longer, whatever its monitor says; leases stay bounded. */
export const LONGEST_CHECK_MS = 300_000;
const DEFAULT_CHECK_MS = 10_000;

interface ClaimRow {
  monitor_id: number;
  tag: string;
  monitor_type: MonitorType;
  cron: string | null;
  type_data: Record<string, unknown> | null;
  default_status: Status | null;
  threshold: number;
  offset_seconds: number;
  grace: GraceState | null;
  next_due: number;
  last_heartbeat: number | null;
  was_held: boolean;
  now: number;
}

const IS_DUE = `m.status = 'ACTIVE' AND m.deleted_at IS NULL AND r.next_due_at <= app_now() AND (r.lease_until IS NULL OR r.lease_until < app_now())`;
const numberOf = (json: string, member: string, fallback: number): string =>
  `CASE WHEN jsonb_typeof(${json} -> '${member}') = 'number' THEN (${json} ->> '${member}')::float8 ELSE ${fallback} END`;
/** Hosts are tried side by side; packets go out one a second. */
const HOSTS_MS = `(SELECT max(${numberOf('host', 'timeout', 0)} + 1000 * ${numberOf('host', 'count', 0)}) FROM jsonb_path_query(m.type_data, 'lax $.hosts[*]') host)`;
const TIMEOUT_MS = `least(greatest(${numberOf('m.type_data', 'timeout', DEFAULT_CHECK_MS)}, ${HOSTS_MS}), ${LONGEST_CHECK_MS})`;
// The lease of every row covers the longest check of the claim: they start together, and one that waits for its turn loses nothing.
const CLAIM = `
  WITH due AS (
    SELECT r.monitor_id, r.lease_token IS NOT NULL AS was_held, ${TIMEOUT_MS} AS timeout_ms
    FROM monitor_runtime r JOIN monitors m ON m.id = r.monitor_id
    WHERE ${IS_DUE} AND m.monitor_type = $1::monitor_type
    ORDER BY r.next_due_at LIMIT $2 FOR UPDATE OF r SKIP LOCKED
  )
  UPDATE monitor_runtime r SET lease_token = $3,
    lease_until = app_now() + make_interval(secs => ((SELECT max(timeout_ms) FROM due) + $4::float8) / 1000)
  FROM due JOIN monitors m ON m.id = due.monitor_id
  WHERE r.monitor_id = due.monitor_id
  RETURNING r.monitor_id, m.tag, m.monitor_type, m.cron, m.type_data, m.default_status, m.confirmation_threshold AS threshold, r.offset_seconds,
    r.grace, extract(epoch FROM r.next_due_at)::float8 AS next_due, extract(epoch FROM r.last_heartbeat_at)::float8 AS last_heartbeat,
    due.was_held, extract(epoch FROM app_now())::float8 AS now`;
const DUE_TYPES = `
  SELECT m.monitor_type AS type, extract(epoch FROM app_now() - min(r.next_due_at))::float8 AS lateness
  FROM monitor_runtime r JOIN monitors m ON m.id = r.monitor_id WHERE ${IS_DUE} GROUP BY m.monitor_type`;
const RELEASE = `UPDATE monitor_runtime SET lease_token = NULL, lease_until = NULL WHERE monitor_id = ANY($1::int[]) AND lease_token = ANY($2::uuid[])`;
const UNSCHEDULE = `UPDATE monitor_runtime SET next_due_at = NULL, lease_token = NULL, lease_until = NULL WHERE monitor_id = ANY($1::int[]) AND lease_token = $2`;

/** Takes due monitors for this process: many workers may ask at once, each monitor goes to one of them. @see reliability REL-30 */
@Injectable()
export class ClaimDueService {
  private readonly workingSince: number;

  constructor(
    private readonly sources: DataSources,
    private readonly config: Config,
    private readonly outages: DatabaseOutages,
    clock: Clock,
  ) {
    this.workingSince = clock.now();
  }

  /** Types with something due, and how late the latest of each is, seconds. */
  async dueTypes(): Promise<{ type: MonitorType; lateness: number }[]> {
    return this.sources.get('worker').query<{ type: MonitorType; lateness: number }[]>(DUE_TYPES);
  }

  /** Leases up to `limit` due monitors of a type, the longest due first. */
  async claim(type: MonitorType, limit: number): Promise<ClaimedMonitor[]> {
    const token = randomUUID();
    const [rows] = await this.sources.get('worker').query<[ClaimRow[], number]>(CLAIM, [type, limit, token, this.config.LEASE_MARGIN_MS]);
    const outages = this.outages.all();
    const claimed: ClaimedMonitor[] = [];
    const unreadable: number[] = [];
    for (const row of rows) {
      const parsed = row.cron === null ? null : parseCron(row.cron);
      if (parsed?.ok !== true) {
        unreadable.push(row.monitor_id); // a cron nobody validated: this monitor stops, the others go on
        continue;
      }
      const { slot, missed } = dueSlot(parsed.cron, row.offset_seconds, row.next_due, row.now);
      const evidence = { wasHeld: row.was_held, workingSince: this.workingSince, outages };
      claimed.push({
        monitorId: row.monitor_id,
        leaseToken: token,
        tag: row.tag,
        monitorType: row.monitor_type,
        typeData: row.type_data ?? {},
        cron: parsed.cron,
        offsetSeconds: row.offset_seconds,
        threshold: row.threshold,
        defaultStatus: row.default_status,
        grace: row.grace,
        slot,
        missed: missed === null ? null : { ...missed, reason: gapReason(missed, evidence) },
        lastHeartbeatAt: row.last_heartbeat,
        claimedAt: row.now,
        latenessMs: Math.max(0, row.now - row.next_due) * 1000,
      });
    }
    if (unreadable.length > 0) await this.sources.get('worker').query(UNSCHEDULE, [unreadable, token]);
    return claimed;
  }

  /** Gives leases back, so that somebody else may check at once. */
  async release(claims: readonly Pick<ClaimedMonitor, 'monitorId' | 'leaseToken'>[]): Promise<void> {
    if (claims.length === 0) return;
    await this.sources
      .get('worker')
      .query(RELEASE, [claims.map(({ monitorId }) => monitorId), [...new Set(claims.map(({ leaseToken }) => leaseToken))]]);
  }
}
