import { LIMITS, type ManualStatus, type Status } from '@clarion/contract';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { countMinutes, displayText, formulasOf, MINUTE, minuteOf, minutesBetween, uptimeRatio, type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { STATUS_CODES } from '@clarion/database';
import { type DataPoint, TimelineService } from './timeline/timeline.service.js';
import { type ManualPoint, WriteSamplesService } from './timeline/write-samples.service.js';

const DAY = 86_400;
/** Uptime before and after a change is told over so much of the past, and the changed range. */
const COMPARED_DAYS = 30;
/** Minutes that are written in one go. */
const PIECE = 3_000;
/** Minutes beyond this are nobody's history yet: clocks of clients may be a little ahead. */
const FUTURE_SECONDS = DAY;

/** History to be written by hand. */
export interface RangeWrite {
  /** Unix seconds; the minutes of both ends are written. */
  from: number;
  to: number;
  status: ManualStatus;
  /** Milliseconds. */
  latencyMs: number;
  /** Latencies are spread by up to so many milliseconds. */
  deviationMs: number;
}

/** What a range write would change. */
export interface RangePreview {
  rows: number;
  changedRows: number;
  /** Display texts; null = no data. */
  uptimeBefore: string | null;
  uptimeAfter: string | null;
}

/** Carries a preview out of the transaction that must not be kept. */
class Preview extends Error {
  constructor(readonly preview: RangePreview) {
    super('Nothing is stored');
  }
}

const limitOf = (seconds: number): string => `${seconds / DAY} days`;

/** History of a monitor as the API reads and writes it. @see rest-api-v4 §3 */
@Injectable()
export class MonitoringDataService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly timeline: TimelineService,
    private readonly samples: WriteSamplesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Points of `[from, to)`, both floored to the minute, ascending.
   * @throws AppError `BAD_REQUEST` for a window that is empty or too long, before anything is read
   */
  points(monitorId: number, from: number, to: number): AsyncGenerator<DataPoint> {
    const window = { from: minuteOf(from), to: minuteOf(to) };
    if (window.from >= window.to) throw invalidField('start_ts', 'start_ts must be before end_ts, by a minute at least');
    if (window.to - window.from > LIMITS.dataReadSeconds)
      throw invalidField('end_ts', `A range is at most ${limitOf(LIMITS.dataReadSeconds)}`);
    return this.timeline.dataPoints(monitorId, window, this.clock.now());
  }

  /** @throws AppError `NOT_FOUND` when nothing is known of that minute */
  async point(monitorId: number, at: number): Promise<DataPoint> {
    const point = await this.timeline.dataPoint(monitorId, minuteOf(at), this.clock.now());
    if (point === null) throw notFound('Monitoring data for this minute');
    return point;
  }

  /**
   * Writes one MANUAL point per minute.
   * @returns the minute marks in `[from, to)`, one less than is written when both ends are whole minutes
   * @throws AppError `BAD_REQUEST`, `NOT_FOUND`
   */
  async writeRange(actor: Actor, monitor: MonitorEntity, write: RangeWrite): Promise<number> {
    this.assertWritable(write);
    await this.work.run(actor, async (tx) => this.write(tx, actor, monitor, write), { pool: 'worker' });
    return minutesBetween(write.from, write.to);
  }

  /** What `writeRange` would do: it is done, looked at, and rolled back. @throws AppError as `writeRange` */
  async previewRange(actor: Actor, monitor: MonitorEntity, write: RangeWrite): Promise<RangePreview> {
    this.assertWritable(write);
    const now = this.clock.now();
    const window = {
      from: Math.min(minuteOf(now) - COMPARED_DAYS * DAY, minuteOf(write.from)),
      to: Math.max(minuteOf(now), minuteOf(write.to) + MINUTE),
    };
    try {
      return await this.work.run(
        actor,
        async (tx): Promise<RangePreview> => {
          const uptimeBefore = await this.uptime(tx, monitor, window);
          const same = await this.countOfStatus(tx, monitor.id, write);
          const rows = await this.write(tx, actor, monitor, write);
          const uptimeAfter = await this.uptime(tx, monitor, window);
          throw new Preview({ rows, changedRows: rows - same, uptimeBefore, uptimeAfter });
        },
        { pool: 'worker' },
      );
    } catch (error) {
      if (error instanceof Preview) return error.preview;
      throw error;
    }
  }

  /**
   * Writes one MANUAL minute. What is not given stays as it is stored; failing that the monitor's default status, then UP, and 0.
   * @returns the point as it is stored, whatever lies over it
   */
  async writePoint(
    actor: Actor,
    monitor: MonitorEntity,
    at: number,
    given: { status?: ManualStatus; latencyMs?: number },
  ): Promise<DataPoint> {
    const timestamp = minuteOf(at);
    this.assertInReach('timestamp', timestamp);
    return this.work.run(actor, async (tx) => {
      const stored = await this.storedPoint(tx, monitor.id, timestamp);
      const status: Status = given.status ?? stored?.status ?? monitor.defaultStatus ?? 'UP';
      const latencyMs = given.latencyMs ?? stored?.latency ?? 0;
      await this.samples.writeManual(tx, monitor.id, [{ timestamp, status, latencyMs }]);
      await this.auditWrite(tx, actor, monitor, { from: timestamp, to: timestamp, status, latencyMs });
      return { timestamp, status, latencyMs, type: 'MANUAL', errorMessage: null, rawStatus: null };
    });
  }

  private assertWritable({ from, to }: Window): void {
    if (from >= to) throw invalidField('start_ts', 'start_ts must be before end_ts');
    if (to - from > LIMITS.dataWriteSeconds) throw invalidField('end_ts', `A range is at most ${limitOf(LIMITS.dataWriteSeconds)}`);
    this.assertInReach('end_ts', to);
  }

  private assertInReach(field: string, at: number): void {
    if (at > this.clock.now() + FUTURE_SECONDS) throw invalidField(field, `${field} lies more than a day ahead`);
  }

  /** Piece by piece: a hundred thousand minutes at once would hold up everything else this process does. */
  private async write(tx: EntityManager, actor: Actor, monitor: MonitorEntity, write: RangeWrite): Promise<number> {
    const last = minuteOf(write.to);
    let rows = 0;
    for (let from = minuteOf(write.from); from <= last; from += PIECE * MINUTE) {
      const points = manualPoints(from, Math.min(last, from + (PIECE - 1) * MINUTE), write);
      await this.samples.writeManual(tx, monitor.id, points);
      rows += points.length;
    }
    await this.auditWrite(tx, actor, monitor, { ...write, rows });
    return rows;
  }

  private async auditWrite(tx: EntityManager, actor: Actor, { id, tag }: MonitorEntity, after: object): Promise<void> {
    await this.audit.add(tx, actor, { action: 'monitoring_data.write', entityType: 'monitor', entityId: id, after: { tag, ...after } });
  }

  private async storedPoint(
    tx: EntityManager,
    monitorId: number,
    timestamp: number,
  ): Promise<{ status: Status; latency: number } | undefined> {
    const [row] = await tx.query<{ status: Status; latency: number }[]>(
      `SELECT status_word(status) AS status, latency FROM monitoring_data WHERE monitor_id = $1 AND timestamp = $2`,
      [monitorId, timestamp],
    );
    return row;
  }

  private async countOfStatus(tx: EntityManager, monitorId: number, { from, to, status }: RangeWrite): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM monitoring_data WHERE monitor_id = $1 AND timestamp BETWEEN $2 AND $3 AND status = $4::"char"`,
      [monitorId, minuteOf(from), minuteOf(to), STATUS_CODES[status]],
    );
    return row?.count ?? 0;
  }

  private async uptime(tx: EntityManager, monitor: MonitorEntity, window: Window): Promise<string | null> {
    const timeline = (await this.timeline.effective([monitor.id], window, tx)).get(monitor.id) ?? [];
    const formulas = formulasOf({ ...monitor.monitorSettingsJson }, monitor.includeDegradedInDowntime);
    return displayText(uptimeRatio(countMinutes(timeline, window), formulas));
  }
}

/** One point a minute from `first` through `last`. */
function manualPoints(first: number, last: number, { status, latencyMs, deviationMs }: RangeWrite): ManualPoint[] {
  return Array.from({ length: (last - first) / MINUTE + 1 }, (_, index) => {
    const spread = (Math.random() * 2 - 1) * deviationMs;
    return { timestamp: first + index * MINUTE, status, latencyMs: Math.max(0, Math.round((latencyMs + spread) * 100) / 100) };
  });
}

/** A minute in an address: a whole number of Unix seconds, not negative. @throws AppError `BAD_REQUEST` */
export function minuteParam(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new AppError('BAD_REQUEST', 'timestamp must be a whole number of Unix seconds');
  return minuteOf(Number(text));
}
