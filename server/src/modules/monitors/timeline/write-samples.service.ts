import { type Status } from '@clarion/contract';
import { type Cron, MINUTE, minuteOf, parseCron, vouchedSeconds } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { dropOrphanedEvidence } from '../evidence/evidence-rows.js';
import { refreshGrace } from './refresh-grace.js';
import { type MonitorSample, overwriteSamples } from './sample-rows.js';
import { lockMonitors, TimelineWriter } from './timeline-writer.service.js';

/** A minute as a person wants it to read. */
export interface ManualPoint {
  /** Start of the minute, Unix seconds. */
  timestamp: number;
  status: Status;
  /** Milliseconds; 0 = not measured. */
  latencyMs: number;
}

interface Voucher {
  timestamp: number;
  vouched_seconds: number;
}

const VOUCHERS = `
  (SELECT timestamp, vouched_seconds FROM monitoring_data WHERE monitor_id = $1 AND timestamp < $2 ORDER BY timestamp DESC LIMIT 1)
  UNION ALL (SELECT timestamp, vouched_seconds FROM monitoring_data WHERE monitor_id = $1 AND timestamp BETWEEN $2 AND $3) ORDER BY timestamp`;

/** Months of history that are made on demand: a range of 92 days touches four or five. */
const MONTH = 28 * 86_400;

/** History as people write it: the one path of the data API, the dashboard, importers. @see monitors §8 */
@Injectable()
export class WriteSamplesService {
  constructor(
    private readonly timeline: TimelineWriter,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Writes minutes by hand: type MANUAL, without the error text and raw status that stood there. Spans, current state, roll-ups and events
   * follow in the same transaction.
   * @param points whole minutes, at most one each
   * @throws AppError `NOT_FOUND` when the monitor is gone
   */
  async writeManual(tx: EntityManager, monitorId: number, points: readonly ManualPoint[]): Promise<void> {
    if (points.length === 0) return;
    const cron = await this.take(tx, monitorId);
    const ordered = [...points].sort((a, b) => a.timestamp - b.timestamp);
    const from = minuteOf(ordered[0]?.timestamp ?? 0);
    const to = minuteOf(ordered.at(-1)?.timestamp ?? 0);
    await tx.query('SELECT ensure_sample_partitions($1::bigint, $2::int)', [from, Math.ceil((to - from) / MONTH) + 1]);
    const vouched = vouching(cron, await tx.query<Voucher[]>(VOUCHERS, [monitorId, from, to]));
    const samples = ordered.map(({ timestamp, status, latencyMs }): MonitorSample => ({
      monitorId,
      timestamp: minuteOf(timestamp),
      status,
      rawStatus: null,
      latencyMs,
      type: 'MANUAL',
      errorMessage: null,
      vouchedSeconds: vouched(minuteOf(timestamp)),
    }));
    await overwriteSamples(tx, samples);
    await refreshGrace(tx, monitorId, to);
    await this.follow(tx, monitorId, from, to);
  }

  /**
   * Makes spans, current state and roll-ups of `[from, to]` anew from the samples, for repairs and after samples were deleted.
   * @throws AppError `NOT_FOUND` when the monitor is gone
   */
  async rebuild(tx: EntityManager, monitorId: number, from: number, to: number): Promise<void> {
    await this.take(tx, monitorId);
    await dropOrphanedEvidence(tx, monitorId, minuteOf(from), minuteOf(to));
    await refreshGrace(tx, monitorId, minuteOf(to));
    await this.follow(tx, monitorId, minuteOf(from), minuteOf(to));
  }

  /**
   * Lets samples from `from` on speak by another schedule: whoever wrote minutes ahead of time did it under the old one.
   * The caller holds the monitor's runtime row.
   */
  async revouch(tx: EntityManager, monitorId: number, cron: Cron, from: number): Promise<void> {
    const ahead = await tx.query<{ timestamp: number }[]>(
      `SELECT timestamp FROM monitoring_data WHERE monitor_id = $1 AND timestamp >= $2 ORDER BY timestamp`,
      [monitorId, from],
    );
    const last = ahead.at(-1);
    if (last === undefined) return;
    const vouched = vouching(cron, []);
    await tx.query(
      `UPDATE monitoring_data d SET vouched_seconds = g.vouched_seconds FROM unnest($2::bigint[], $3::int[]) g(timestamp, vouched_seconds)
       WHERE d.monitor_id = $1 AND d.timestamp = g.timestamp`,
      [monitorId, ahead.map(({ timestamp }) => timestamp), ahead.map(({ timestamp }) => vouched(timestamp))],
    );
    await this.follow(tx, monitorId, from, last.timestamp);
  }

  /** Locks the monitor's timeline. @returns its schedule */
  private async take(tx: EntityManager, monitorId: number): Promise<Cron | null> {
    const [monitor] = await tx.query<{ cron: string | null }[]>('SELECT cron FROM monitors WHERE id = $1 FOR KEY SHARE', [monitorId]);
    if (monitor === undefined) throw new AppError('NOT_FOUND', 'Monitor not found');
    if ((await lockMonitors(tx, [monitorId])).length === 0) {
      // Nobody has scheduled it yet: the row that serialises writers has to exist first.
      await tx.query(
        `INSERT INTO monitor_runtime (monitor_id, watched_since) VALUES ($1, (floor(extract(epoch FROM app_now()) / 60) * 60)::bigint)
         ON CONFLICT (monitor_id) DO NOTHING`,
        [monitorId],
      );
      await lockMonitors(tx, [monitorId]);
    }
    const parsed = monitor.cron === null ? null : parseCron(monitor.cron);
    return parsed?.ok === true ? parsed.cron : null;
  }

  private async follow(tx: EntityManager, monitorId: number, from: number, to: number): Promise<void> {
    const aggregateId = `monitor:${monitorId}`;
    const changes = await this.timeline.rebuild(tx, [{ monitorId, from, to }]);
    await this.outbox.addAll(
      tx,
      'monitor.status_changed',
      changes.map((payload) => ({ payload, aggregateId })),
    );
    await this.outbox.add(tx, 'monitor.changed', { monitorId, from, to: to + MINUTE }, { aggregateId });
  }
}

/**
 * How long each of some ascending minutes speaks. Where a stored sample speaks already, its end is the next due instant as it was then; a
 * schedule of today says nothing about that. Elsewhere the cron is asked, once a slot: between two slots the answer only counts down.
 * @param known stored samples, ascending, from the last one before the minutes on
 */
function vouching(cron: Cron | null, known: readonly Voucher[]): (minute: number) => number {
  let until = -Infinity;
  let next = 0;
  return (minute) => {
    for (let sample = known[next]; sample !== undefined && sample.timestamp <= minute; sample = known[++next]) {
      until = sample.timestamp + sample.vouched_seconds;
    }
    if (minute + MINUTE > until) until = minute + vouchedSeconds(cron, minute);
    return until - minute;
  };
}
