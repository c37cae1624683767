import { type ManualStatus } from '@clarion/contract';
import { STATUS_CODES } from '@clarion/database';
import { MINUTE } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { type Actor } from '../../../platform/http/actor.js';
import { AuditService } from '../../audit/audit.service.js';
import { lockMonitors } from './timeline-writer.service.js';
import { WriteSamplesService } from './write-samples.service.js';

/** Samples of one transaction: the monitor's checks wait for it. */
const PIECE = 20_000;
/** Behind everything that is stored, Unix seconds. */
const END = 900_000_000_000;

/** Which samples go. */
export interface DeletedSamples {
  /** `[from, to)`, Unix seconds; null = no bound. */
  from: number | null;
  to: number | null;
  /** null = of any status. */
  status: ManualStatus | null;
}

/** What a deletion would take. */
export interface DeletionCount {
  rows: number;
  /** Monitors that have some of them. */
  monitors: number;
  /** Minutes of the first and the last one, Unix seconds; null = there are none. */
  first: number | null;
  last: number | null;
}

interface Monitor {
  id: number;
  tag: string;
}

const LIVING = `SELECT id, tag FROM monitors WHERE deleted_at IS NULL ORDER BY id`;
/** @param column of the monitor's id */
const matching = (column: string): string =>
  `${column} AND timestamp >= coalesce($2::bigint, 0) AND timestamp < coalesce($3::bigint, 9e15::bigint) AND ($4::"char" IS NULL OR status = $4::"char")`;
const COUNT = `
  SELECT count(*)::int AS rows, count(DISTINCT monitor_id)::int AS monitors, min(timestamp) AS first, max(timestamp) AS last
  FROM monitoring_data WHERE ${matching(`monitor_id IN (SELECT id FROM monitors WHERE deleted_at IS NULL AND ($1::int IS NULL OR id = $1))`)}`;
const DELETE = `
  DELETE FROM monitoring_data WHERE monitor_id = $1 AND timestamp IN
    (SELECT timestamp FROM monitoring_data WHERE ${matching('monitor_id = $1')} ORDER BY timestamp LIMIT $5)
  RETURNING timestamp`;
const KNOWN = `
  SELECT range_agg(int8range(from_ts, to_ts))::text AS known FROM timeline_spans WHERE monitor_id = $1 AND to_ts > $2 AND from_ts <= $3`;
/** What was known and is not any more. @see reliability INV-01 */
const EXPLAIN = `
  INSERT INTO check_gaps (monitor_id, from_ts, to_ts, reason)
  SELECT $1, lower(hole), upper(hole), 'deleted' FROM unnest($2::int8multirange - coalesce((SELECT range_agg(int8range(from_ts, to_ts)) FROM (
    SELECT from_ts, to_ts FROM timeline_spans WHERE monitor_id = $1
    UNION ALL SELECT from_ts, to_ts FROM check_gaps WHERE monitor_id = $1) explained), '{}')) hole
  ON CONFLICT (monitor_id, from_ts) DO NOTHING`;

/** Lets go of history that should not have been recorded. Settings, incidents and maintenances stay. @see monitors §1 */
@Injectable()
export class DeleteSamplesService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly samples: WriteSamplesService,
    private readonly audit: AuditService,
  ) {}

  /** What `delete` would take. @param monitorId null = of all monitors */
  async count(monitorId: number | null, { from, to, status }: DeletedSamples): Promise<DeletionCount> {
    const [count] = await this.sources.get('worker').query<[DeletionCount]>(COUNT, [monitorId, from, to, codeOf(status)]);
    return count;
  }

  /**
   * Deletes samples of one monitor, piece by piece. Each piece is a transaction: spans, current state, roll-ups, gaps, audit and events
   * follow in it, and what comes between two pieces meets a timeline that is right. Without a range and a status what outlived its samples
   * goes too.
   * @returns rows
   */
  async delete(actor: Actor, monitor: Monitor, which: DeletedSamples, pieceSize = PIECE): Promise<number> {
    const isEverything = which.from === null && which.to === null && which.status === null;
    let rows = 0;
    for (let from = which.from, last = pieceSize; last === pieceSize;) {
      const start = from;
      const piece = { ...which, from: start };
      const done = await this.work.run(
        actor,
        async (tx) => this.piece(tx, actor, monitor, piece, { size: pieceSize, isFromStart: isEverything && start === null }),
        { pool: 'worker' },
      );
      rows += done.rows;
      last = done.rows;
      from = done.next;
    }
    return rows;
  }

  /** The same for every monitor, one after the other. */
  async deleteOfAll(actor: Actor, which: DeletedSamples): Promise<number> {
    let rows = 0;
    for (const monitor of await this.sources.get('worker').query<Monitor[]>(LIVING)) rows += await this.delete(actor, monitor, which);
    return rows;
  }

  private async piece(
    tx: EntityManager,
    actor: Actor,
    { id, tag }: Monitor,
    { from, to, status }: DeletedSamples,
    { size, isFromStart }: { size: number; isFromStart: boolean },
  ): Promise<{ rows: number; next: number | null }> {
    // The order that everybody takes them in.
    await tx.query('SELECT FROM monitors WHERE id = $1 FOR KEY SHARE', [id]);
    await lockMonitors(tx, [id]);
    const [deleted] = await tx.query<[{ timestamp: number }[], number]>(DELETE, [id, from, to, codeOf(status), size]);
    const minutes = deleted.map(({ timestamp }) => timestamp).sort((a, b) => a - b);
    // Without samples there may still be what outlived them.
    const [first, last] = isFromStart ? [0, minutes.at(-1) ?? END] : [minutes[0], minutes.at(-1)];
    if (first === undefined || last === undefined) return { rows: 0, next: from };
    const [{ known }] = await tx.query<[{ known: string | null }]>(KNOWN, [id, first, last]);
    if (known === null && deleted.length === 0) return { rows: 0, next: from };
    await this.samples.rebuild(tx, id, first, last);
    await tx.query(EXPLAIN, [id, known ?? '{}']);
    await this.audit.add(tx, actor, {
      action: 'monitoring_data.delete',
      entityType: 'monitor',
      entityId: id,
      before: { tag, from: minutes[0] ?? null, to: minutes.at(-1) ?? null, status, rows: deleted.length },
    });
    return { rows: deleted.length, next: last + MINUTE };
  }
}

const codeOf = (status: ManualStatus | null): string | null => (status === null ? null : STATUS_CODES[status]);
