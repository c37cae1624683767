import { type StatusCode, statusWord } from '@clarion/database';
import { compose, isRuledBy, MINUTE, minuteOf, type Overlay, type RuledSample, type Window, windowLength } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../platform/database/clock.js';
import { Overlays } from '../../monitors/timeline/overlays.js';
import { type DataPoint, TimelineService } from '../../monitors/timeline/timeline.service.js';
import type { Watched } from './watched-rows.js';

/** What a rule can look at of its monitor. */
export interface VisibleSamples {
  /** Those that nobody has looked at yet, and as many before them as the rule asks for; no overlay covers them. */
  newestFirst: readonly RuledSample[];
  /** Timestamps of those to look at. */
  fresh: ReadonlySet<number>;
  /** Newest sample there is, covered or not, Unix seconds; null = there is none. */
  newestAt: number | null;
  /** An overlay covers the newest one: what is, stays. */
  isFrozen: boolean;
}

/** Older samples say nothing about today. */
const LOOK_BACK = 92 * 86_400;
/** Samples that are looked at one by one after a long silence; what is older is behind us. */
const MOST_FRESH = 1_000;
const GROUP_LOOK_BACK = 8 * 86_400;

const DONE: VisibleSamples = { newestFirst: [], fresh: new Set(), newestAt: null, isFrozen: false };

interface SampleRow {
  place: number;
  timestamp: number;
  status: StatusCode;
  latency: number;
  is_manual: boolean;
}

/** Nothing that an overlay covers is read, however long it lasted: the samples before it keep counting. */
const READ = `
  SELECT g.place, d.* FROM unnest($1::int[], $2::int[], $3::bigint[], $4::int[], $5::boolean[], $6::text[])
    g(place, monitor_id, since, needed, only_measured, covered)
  CROSS JOIN LATERAL (
    (SELECT timestamp, status, latency, type = 'M' AS is_manual FROM monitoring_data
     WHERE monitor_id = g.monitor_id AND timestamp > greatest(g.since, $7::bigint) AND NOT g.covered::int8multirange @> timestamp
       AND (NOT g.only_measured OR latency > 0) ORDER BY timestamp DESC LIMIT ${MOST_FRESH})
    UNION ALL
    (SELECT timestamp, status, latency, type = 'M' FROM monitoring_data
     WHERE monitor_id = g.monitor_id AND timestamp <= g.since AND timestamp >= $7::bigint AND NOT g.covered::int8multirange @> timestamp
       AND (NOT g.only_measured OR latency > 0) ORDER BY timestamp DESC LIMIT g.needed)
  ) d ORDER BY g.place, d.timestamp DESC`;

/** Reads samples as rules see them: after grace, none that an incident or a maintenance covers; of groups the minutes of the fold. */
@Injectable()
export class ReadVisibleSamples {
  constructor(
    private readonly overlays: Overlays,
    private readonly timeline: TimelineService,
    private readonly clock: Clock,
  ) {}

  /** In the order of what is asked for; two statements for all monitors that are checked. */
  async of(db: EntityManager, watched: readonly Watched[]): Promise<VisibleSamples[]> {
    const answers = watched.map(() => DONE);
    const places = [...watched.keys()];
    await this.ofMonitors(
      db,
      watched,
      places.filter((place) => watched[place]!.newestAt !== null),
      answers,
    );
    for (const place of places) if (watched[place]!.monitor.isGroup) answers[place] = await this.ofGroup(db, watched[place]!);
    return answers;
  }

  private async ofMonitors(db: EntityManager, watched: readonly Watched[], places: readonly number[], answers: VisibleSamples[]) {
    if (places.length === 0) return;
    const floor = this.clock.now() - LOOK_BACK;
    const newest = Math.max(...places.map((place) => watched[place]!.newestAt!));
    const window = { from: floor, to: newest + MINUTE };
    const overlays = await this.overlays.of(db, [...new Set(places.map((place) => watched[place]!.monitor.id))], window);
    const covered = new Map([...overlays].map(([monitorId, each]) => [monitorId, coveredBy(each, window)]));
    const rows = await db.query<SampleRow[]>(READ, [
      places,
      places.map((place) => watched[place]!.monitor.id),
      places.map((place) => lookedUntil(watched[place]!)),
      places.map((place) => windowLength(watched[place]!)),
      places.map((place) => watched[place]!.alertFor === 'LATENCY'),
      places.map((place) => multirange(covered.get(watched[place]!.monitor.id) ?? [])),
      floor,
    ]);
    const samples = Map.groupBy(rows, ({ place }) => place);
    for (const place of places) {
      const { newestAt, monitor } = watched[place]!;
      const since = lookedUntil(watched[place]!);
      const newestFirst = samples.get(place) ?? [];
      answers[place] = {
        newestFirst: newestFirst.map(({ timestamp, status, latency }) => ({ timestamp, status: statusWord(status), latencyMs: latency })),
        // What people wrote in one go is looked at once, at its end.
        fresh: new Set(
          newestFirst
            .filter(({ timestamp, is_manual: isManual }) => timestamp > since && (!isManual || timestamp === newestAt))
            .map(({ timestamp }) => timestamp),
        ),
        newestAt,
        isFrozen: (covered.get(monitor.id) ?? []).some(({ from, to }) => from <= newestAt! && newestAt! < to),
      };
    }
  }

  /** Whole minutes that are over: until then a member may still say something else. */
  private async ofGroup(db: EntityManager, watched: Watched): Promise<VisibleSamples> {
    const now = this.clock.now();
    const to = minuteOf(now);
    const needed = windowLength(watched);
    const since = Math.max(watched.evaluatedUntil, to - MOST_FRESH * MINUTE);
    for (let reach = needed * MINUTE; ; reach *= 8) {
      const from = Math.min(since, to) - Math.min(reach, GROUP_LOOK_BACK);
      const points: DataPoint[] = [];
      for await (const point of this.timeline.dataPoints(watched.monitor.id, { from, to }, now, db)) points.push(point);
      const visible = points.filter((point) => !isCovered(point) && isRuledBy(watched, point)).reverse();
      const isEnough = visible.filter(({ timestamp }) => timestamp <= since).length >= needed;
      if (!isEnough && reach < GROUP_LOOK_BACK) continue;
      const last = points.at(-1);
      return {
        newestFirst: visible,
        fresh: new Set(visible.map(({ timestamp }) => timestamp).filter((timestamp) => timestamp > since)),
        newestAt: last === undefined ? null : Math.max(last.timestamp, watched.evaluatedUntil),
        isFrozen: last !== undefined && isCovered(last),
      };
    }
  }
}

/** Samples that were looked at may be gone: those before them are the newest ones again. */
const lookedUntil = ({ newestAt, evaluatedUntil }: Watched): number =>
  newestAt !== null && newestAt < evaluatedUntil ? newestAt - 1 : evaluatedUntil;

const isCovered = ({ type }: DataPoint): boolean => type === 'INCIDENT' || type === 'MAINTENANCE';

/** Composed over nothing, the timeline shows where an overlay decides. */
const coveredBy = (overlays: readonly Overlay[], window: Window): Window[] =>
  compose([], overlays, window).filter(({ source }) => source === 'incident' || source === 'maintenance');

const multirange = (windows: readonly Window[]): string => `{${windows.map(({ from, to }) => `[${from},${to})`).join(',')}}`;
