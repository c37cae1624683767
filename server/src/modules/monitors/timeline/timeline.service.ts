import { type GapReason, type SampleType, type Status } from '@clarion/contract';
import { statusWord, sampleTypeWord } from '@clarion/database';
import { compose, type EffectiveSpan, MINUTE, type Overlay, type Span, type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { type FoldedGroup, GroupTimelines } from '../groups/group-timelines.service.js';
import { groupPoints } from '../groups/group-points.js';
import { Overlays } from './overlays.js';
import { sampleColumns, type SampleRow } from './sample-rows.js';
import { spansTouching } from './span-rows.js';

/** Minutes without a sample that are our doing, `[from, to)`. */
export interface GapSpan extends Window {
  reason: GapReason;
}

/** One minute as the data API answers it. */
export interface DataPoint {
  /** Start of the minute, Unix seconds. */
  timestamp: number;
  /** The overlay's where one decides. */
  status: Status;
  /** Milliseconds; 0 = not measured. */
  latencyMs: number;
  type: SampleType;
  errorMessage: string | null;
  rawStatus: Status | null;
}

/** Rows of one page of a long read: about a week of minutes. */
const PAGE = 10_000;

const SAMPLES = `
  SELECT ${sampleColumns('d')} FROM monitoring_data d
  WHERE d.monitor_id = $1 AND d.timestamp >= $2 AND d.timestamp < $3 ORDER BY d.timestamp LIMIT ${PAGE}`;
const GAPS = `
  SELECT monitor_id, from_ts, to_ts, reason FROM check_gaps
  WHERE monitor_id = ANY($1::int[]) AND from_ts < $3 AND to_ts > $2 ORDER BY monitor_id, from_ts`;

/** Reads timelines. Everything people see comes from `effective`: stored spans with the overlays of the moment composed in. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly sources: DataSources,
    private readonly overlays: Overlays,
    private readonly groups: GroupTimelines,
  ) {}

  /**
   * What people see of monitors in a window.
   * @param window `[from, to)`, Unix seconds, usually ending now
   * @param db a transaction, to see its own changes; the web pool without
   * @returns for each monitor asked for, spans that cover the window without gap   @see compose
   */
  async effective(monitorIds: readonly number[], window: Window, db: EntityManager = this.reader): Promise<Map<number, EffectiveSpan[]>> {
    const [spans, overlays] = [await this.spans(monitorIds, window, db), await this.overlays.of(db, monitorIds, window)];
    return new Map(monitorIds.map((id) => [id, compose(spans.get(id) ?? [], overlays.get(id) ?? [], window)]));
  }

  /** What the checks said, or a group's members, clipped to the window; the open span ends where its newest sample stops vouching. Ascending. */
  async spans(monitorIds: readonly number[], { from, to }: Window, db: EntityManager = this.reader): Promise<Map<number, Span[]>> {
    const found = new Map<number, Span[]>(monitorIds.map((id) => [id, []]));
    const stretches = [...found.keys()].map((monitorId) => ({ monitorId, from, to }));
    for (const span of await spansTouching(db, stretches)) {
      const clipped = { from: Math.max(span.from, from), to: Math.min(span.to, to), status: span.status };
      if (clipped.from < clipped.to) found.get(span.monitorId)?.push(clipped);
    }
    for (const [id, group] of await this.groups.of(db, monitorIds, { from, to })) found.set(id, [...group.spans]);
    return found;
  }

  /** Why minutes are missing, clipped to the window. Ascending. */
  async gaps(monitorIds: readonly number[], { from, to }: Window, db: EntityManager = this.reader): Promise<Map<number, GapSpan[]>> {
    const found = new Map<number, GapSpan[]>(monitorIds.map((id) => [id, []]));
    const rows = await db.query<{ monitor_id: number; from_ts: number; to_ts: number; reason: GapReason }[]>(GAPS, [monitorIds, from, to]);
    for (const row of rows) {
      found.get(row.monitor_id)?.push({ from: Math.max(row.from_ts, from), to: Math.min(row.to_ts, to), reason: row.reason });
    }
    return found;
  }

  /**
   * Minutes of a monitor as the data API answers them, ascending: every sample, and inside overlays every minute up to now.
   * @param window whole minutes
   * @param now Unix seconds; minutes still to come have no point unless they have a sample
   * @see rest-api-v4 §3
   */
  async *dataPoints(monitorId: number, window: Window, now: number, db: EntityManager = this.reader): AsyncGenerator<DataPoint> {
    const overlays = (await this.overlays.of(db, [monitorId], window)).get(monitorId) ?? [];
    const group = (await this.groups.of(db, [monitorId], window)).get(monitorId);
    let from = window.from;
    while (from < window.to) {
      const rows = await db.query<SampleRow[]>(SAMPLES, [monitorId, from, window.to]);
      const last = rows.at(-1);
      const to = rows.length < PAGE || last === undefined ? window.to : last.timestamp + MINUTE;
      if (group === undefined) yield* composePoints(rows.map(pointOf), overlays, { from, to }, now);
      else yield* this.pointsOfGroup(db, group, rows, overlays, { from, to }, now);
      from = to;
    }
  }

  /** A group's minutes, a page of them at a time; what was written on the group by hand stands before what its members say. */
  private async *pointsOfGroup(
    db: EntityManager,
    group: FoldedGroup,
    own: readonly SampleRow[],
    overlays: readonly Overlay[],
    { from, to }: Window,
    now: number,
  ): AsyncGenerator<DataPoint> {
    const written = new Map(own.map((row) => [row.timestamp, pointOf(row)]));
    for (let at = from; at < to; at += PAGE * MINUTE) {
      const window = { from: at, to: Math.min(to, at + PAGE * MINUTE) };
      const points = (await groupPoints(db, group, window)).filter(({ timestamp }) => !written.has(timestamp));
      const all = [...points, ...[...written.values()].filter(({ timestamp }) => timestamp >= window.from && timestamp < window.to)];
      yield* composePoints(
        all.sort((a, b) => a.timestamp - b.timestamp),
        overlays,
        window,
        now,
      );
    }
  }

  /** One minute as the data API answers it; null = nothing is known of it. @param minute Unix seconds, a whole minute */
  async dataPoint(monitorId: number, minute: number, now: number, db: EntityManager = this.reader): Promise<DataPoint | null> {
    for await (const point of this.dataPoints(monitorId, { from: minute, to: minute + MINUTE }, now, db)) return point;
    return null;
  }

  private get reader(): EntityManager {
    return this.sources.get('web').manager;
  }
}

const pointOf = (row: SampleRow): DataPoint => ({
  timestamp: row.timestamp,
  status: statusWord(row.status),
  latencyMs: row.latency,
  type: sampleTypeWord(row.type),
  errorMessage: row.error_message,
  rawStatus: row.raw_status === null ? null : statusWord(row.raw_status),
});

function* composePoints(points: readonly DataPoint[], overlays: readonly Overlay[], window: Window, now: number): Generator<DataPoint> {
  let next = 0;
  const pointsUntil = function* (end: number): Generator<DataPoint> {
    for (let point = points[next]; point !== undefined && point.timestamp < end; point = points[next]) {
      next += 1;
      yield point;
    }
  };
  // Composed over nothing, the timeline shows which overlay decides where.
  for (const { from, to, status, source } of compose([], overlays, window)) {
    if (source !== 'incident' && source !== 'maintenance') {
      yield* pointsUntil(to);
      continue;
    }
    const type: SampleType = source === 'incident' ? 'INCIDENT' : 'MAINTENANCE';
    // A minute belongs to the stretch that its first second lies in.
    const first = Math.ceil(from / MINUTE) * MINUTE;
    const covered = new Map([...pointsUntil(to)].map((point) => [point.timestamp, point]));
    for (let minute = first; minute < to; minute += MINUTE) {
      const point = covered.get(minute);
      if (point !== undefined) yield { ...point, status, type };
      else if (minute <= now) yield { timestamp: minute, status, latencyMs: 0, type, errorMessage: null, rawStatus: null };
    }
  }
}
