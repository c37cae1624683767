import { MINUTE, minuteOf } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { type Actor } from '../../../platform/http/actor.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { AuditService } from '../../audit/audit.service.js';
import { forgetStates, outlivedStates } from './outlived-states.js';
import { lockMonitors, type Rebuilt, TimelineWriter } from './timeline-writer.service.js';

/** Samples of one transaction: what is checked meanwhile waits for a moment only. */
const PIECE = 5_000;
/** Behind everything that is stored: what follows the newest sample is wrong as well. Unix seconds, whole quarters of an hour. */
const END = 900_000_000_000;

/** A monitor whose history can be made anew. */
export interface RecomputableMonitor {
  id: number;
  tag: string;
}

/** What of a history was read, and how much of what is made from it was stored otherwise. */
export type Recomputed = Rebuilt['corrected'] & { samples: number };

/** `[from, to]`, Unix seconds; null = from the first sample, to the last. */
export interface RecomputeRange {
  from: number | null;
  to: number | null;
}

interface Piece {
  from: number;
  end: number | null;
  size: number;
}

const LIVING = `
  SELECT id, tag FROM monitors WHERE deleted_at IS NULL AND ($1::text[] IS NULL OR tag = ANY ($1::text[])) ORDER BY id`;
const FIRST = `SELECT min(timestamp) AS first FROM monitoring_data WHERE monitor_id = $1 AND timestamp >= $2`;
const NEXT_PIECE = `
  SELECT max(timestamp) AS last, count(*)::int AS samples FROM
    (SELECT timestamp FROM monitoring_data WHERE monitor_id = $1 AND timestamp BETWEEN $2 AND $3 ORDER BY timestamp LIMIT $4) piece`;

/**
 * Makes spans, current states and latency roll-ups anew from the samples. On a healthy installation that changes nothing. What is older
 * than the oldest sample outlived its samples and stays; without any sample there is no current state, though.
 */
@Injectable()
export class RecomputeHistoryService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly timeline: TimelineWriter,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
  ) {}

  /** Living monitors. @param tags null = all of them */
  async monitors(tags: readonly string[] | null): Promise<RecomputableMonitor[]> {
    return this.sources.get('upkeep').query<RecomputableMonitor[]>(LIVING, [tags]);
  }

  /**
   * One monitor, piece by piece; each piece is a transaction that holds the monitor as a recorded result does, so the server may run.
   * @param pieceSize samples of one transaction
   */
  async recompute(actor: Actor, monitor: RecomputableMonitor, range: RecomputeRange, pieceSize = PIECE): Promise<Recomputed> {
    const sum: Recomputed = { samples: 0, spans: 0, states: 0, rollups: 0 };
    const [found] = await this.sources.get('upkeep').query<[{ first: number | null }]>(FIRST, [monitor.id, minuteOf(range.from ?? 0)]);
    if (found.first === null) return { ...sum, ...(await this.withoutSamples(actor, monitor)) };
    // From a given start on, minutes before its first sample are part of it.
    let from: number | null = range.from === null ? found.first : minuteOf(range.from);
    while (from !== null) {
      const piece: Piece = { from, end: range.to, size: pieceSize };
      const { next, samples, corrected } = await this.work.run(actor, async (tx) => this.piece(tx, actor, monitor, piece), {
        pool: 'upkeep',
      });
      sum.samples += samples;
      sum.spans += corrected.spans;
      sum.states += corrected.states;
      sum.rollups += corrected.rollups;
      from = next;
    }
    return sum;
  }

  private async withoutSamples(actor: Actor, { id, tag }: RecomputableMonitor): Promise<Pick<Recomputed, 'spans' | 'states'>> {
    return this.work.run(
      actor,
      async (tx) => {
        await tx.query('SELECT FROM monitors WHERE id = $1 FOR KEY SHARE', [id]);
        await lockMonitors(tx, [id]);
        const corrected = await forgetStates(tx, await outlivedStates(tx, [id]));
        if (corrected.spans + corrected.states > 0) await this.announce(tx, actor, { id, tag }, {}, { ...corrected, rollups: 0 });
        return corrected;
      },
      { pool: 'upkeep' },
    );
  }

  /** @param touched what of the history; nothing = its present alone */
  private async announce(
    tx: EntityManager,
    actor: Actor,
    { id, tag }: RecomputableMonitor,
    touched: { from?: number; to?: number },
    corrected: Rebuilt['corrected'],
  ): Promise<void> {
    await this.outbox.add(tx, 'monitor.changed', { monitorId: id, ...touched }, { aggregateId: `monitor:${id}` });
    await this.audit.add(tx, actor, {
      action: 'monitoring_data.recompute',
      entityType: 'monitor',
      entityId: id,
      after: { tag, ...touched, ...corrected },
    });
  }

  private async piece(
    tx: EntityManager,
    actor: Actor,
    { id, tag }: RecomputableMonitor,
    { from, end, size }: Piece,
  ): Promise<{ next: number | null; samples: number; corrected: Rebuilt['corrected'] }> {
    await tx.query('SELECT FROM monitors WHERE id = $1 FOR KEY SHARE', [id]);
    await lockMonitors(tx, [id]);
    const settled = await this.timeline.settleStates(tx, [id]);
    const [{ last, samples }] = await tx.query<[{ last: number | null; samples: number }]>(NEXT_PIECE, [id, from, end ?? END, size]);
    const isLast = last === null || samples < size;
    const to = isLast ? Math.max(from, end === null ? END : minuteOf(end)) : last;
    const { statusChanges, corrected } = await this.timeline.rebuildCounted(tx, [{ monitorId: id, from, to }]);
    corrected.states = Math.max(corrected.states, settled);
    if (corrected.spans + corrected.states + corrected.rollups > 0) {
      const touched = { from, to: (last ?? from) + MINUTE };
      const aggregateId = `monitor:${id}`;
      await this.outbox.addAll(
        tx,
        'monitor.status_changed',
        statusChanges.map((payload) => ({ payload, aggregateId })),
      );
      await this.announce(tx, actor, { id, tag }, touched, corrected);
    }
    return { next: isLast ? null : to + MINUTE, samples, corrected };
  }
}
