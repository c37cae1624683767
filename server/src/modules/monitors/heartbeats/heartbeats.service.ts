import { type Lifecycle as MonitorLifecycle, type MonitorType } from '@clarion/contract';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { GroupCommit, HEARTBEAT_LIMITS } from '../checks/group-commit.js';
import { TypeDataSecrets } from '../type-data-secrets.js';

/** A signal as it came in. */
export interface HeartbeatSignal {
  tag: string;
  secret: string;
}

/** What became of it: `accepted` = stored and committed. */
export type HeartbeatAnswer = 'accepted' | 'unknown-monitor' | 'wrong-secret';

interface MonitorRow {
  id: number;
  tag: string;
  status: MonitorLifecycle;
  monitor_type: MonitorType;
  type_data: Record<string, unknown> | null;
}

const FIND = `SELECT id, tag, status, monitor_type, type_data FROM monitors WHERE tag = ANY($1::text[]) AND deleted_at IS NULL`;
// One statement, so one round trip and one transaction. The runtime rows are taken in the order everybody takes them.
const STORE = `
  WITH signal AS (
    INSERT INTO heartbeat_signals (monitor_id, received_at) SELECT unnest($1::int[]), app_now() RETURNING monitor_id, received_at
  ), newest AS (
    SELECT monitor_id, max(received_at) AS received_at FROM signal GROUP BY monitor_id
  ), held AS (
    SELECT r.monitor_id FROM monitor_runtime r WHERE r.monitor_id = ANY($1::int[]) ORDER BY r.monitor_id FOR UPDATE
  )
  INSERT INTO monitor_runtime (monitor_id, watched_since, last_heartbeat_at)
  SELECT monitor_id, (floor(extract(epoch FROM app_now()) / 60) * 60)::bigint, received_at FROM newest LEFT JOIN held USING (monitor_id)
  ON CONFLICT (monitor_id) DO UPDATE SET last_heartbeat_at = greatest(monitor_runtime.last_heartbeat_at, excluded.last_heartbeat_at)`;

/** Takes heartbeats: each is answered when the transaction that holds it has committed, many share one. @see reliability REL-08, REL-35 */
@Injectable()
export class HeartbeatsService implements OnModuleInit {
  private readonly group: GroupCommit<HeartbeatSignal, HeartbeatAnswer>;

  constructor(
    private readonly sources: DataSources,
    private readonly secrets: TypeDataSecrets,
    private readonly lifecycle: Lifecycle,
  ) {
    this.group = new GroupCommit(async (signals) => this.store(signals), HEARTBEAT_LIMITS);
  }

  onModuleInit(): void {
    this.lifecycle.onStop('drain', 'heartbeats', async () => this.group.drain());
  }

  /**
   * Stores a signal.
   * @throws QueueFullError when too many wait; a database error when it could not be stored
   */
  async receive(signal: HeartbeatSignal): Promise<HeartbeatAnswer> {
    return this.group.add(signal);
  }

  private async store(signals: readonly HeartbeatSignal[]): Promise<HeartbeatAnswer[]> {
    const pool = this.sources.get('heartbeats');
    const rows = await pool.query<MonitorRow[]>(FIND, [[...new Set(signals.map(({ tag }) => tag))]]);
    const monitors = new Map(rows.map((row) => [row.tag, row]));
    const accepted: number[] = [];
    const answers = signals.map(({ tag, secret }): HeartbeatAnswer => {
      const monitor = monitors.get(tag);
      if (monitor === undefined || monitor.status !== 'ACTIVE' || monitor.monitor_type !== 'HEARTBEAT') return 'unknown-monitor';
      if (!this.secrets.isHeartbeatSecret(monitor.id, monitor.type_data ?? {}, secret)) return 'wrong-secret';
      accepted.push(monitor.id);
      return 'accepted';
    });
    if (accepted.length > 0) await pool.query(STORE, [accepted]);
    return answers;
  }
}
