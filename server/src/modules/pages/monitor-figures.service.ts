import { emptyRollup, mergeRollups, type Rollup, type StoredRollup, type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import type { DayFacts, DaySample, PublicMonitor } from './snapshot/facts.js';
import * as sql from './snapshot/reading.js';
import { SnapshotReader } from './snapshot/snapshot-reader.service.js';

/** Figures of monitors that some page shows, for whatever stretch is asked for. Instants are Unix seconds, latencies ms. */
@Injectable()
export class MonitorFigures {
  constructor(
    private readonly sources: DataSources,
    private readonly reader: SnapshotReader,
  ) {}

  /** Those with these tags that readers see, with their history from an instant on; null = all. */
  monitors(tags: readonly string[] | null, from: number): Promise<PublicMonitor[]> {
    return this.reader.publicMonitors(tags, from);
  }

  /** @returns null for one that readers do not see, as for none */
  async monitor(tag: string, from: number): Promise<PublicMonitor | null> {
    return (await this.monitors([tag], from))[0] ?? null;
  }

  /**
   * Latencies of each monitor in each of the stretches that `edges` mark off, by monitor id.
   * @param edges ascending instants, n + 1 for n stretches
   */
  async latencies(monitors: readonly PublicMonitor[], edges: readonly number[]): Promise<Map<number, Rollup[]>> {
    const ids = [...new Set(monitors.flatMap(({ measuredIds }) => measuredIds))];
    const rows = await this.db.query<sql.StretchRow[]>(sql.STRETCH_ROLLUPS, [ids, edges]);
    const rowsOf = Map.groupBy(rows, ({ monitorId }) => monitorId);
    return new Map(
      monitors.map(({ id, measuredIds }) => {
        const stretches = Array.from({ length: edges.length - 1 }, emptyRollup);
        for (const row of measuredIds.flatMap((measured) => rowsOf.get(measured) ?? [])) {
          const before = stretches[row.stretch - 1];
          if (before !== undefined) stretches[row.stretch - 1] = mergeRollups(before, { ...row, histogram: [] });
        }
        return [id, stretches];
      }),
    );
  }

  /** Latencies in buckets, ascending, those without any left out. @param source samples are finer, and forgotten earlier */
  async points(
    { measuredIds }: Pick<PublicMonitor, 'measuredIds'>,
    { from, to }: Window,
    step: number,
    source: 'samples' | 'rollups',
  ): Promise<StoredRollup[]> {
    const statement = source === 'samples' ? sql.SAMPLE_POINTS : sql.LATENCY_POINTS;
    const rows = await this.db.query<sql.RollupRow[]>(statement, [measuredIds, from, to, step]);
    return rows.map((row) => ({ ...row, histogram: [] }));
  }

  /** What a monitor measured in a stretch, sample by sample where samples are left. */
  async curve({ measuredIds }: PublicMonitor, { from, to }: Window): Promise<Pick<DayFacts, 'samples' | 'rollups'>> {
    const parameters = [measuredIds, from, to];
    const [samples, rollups] = await Promise.all([
      this.db.query<DaySample[]>(sql.DAY_LATENCIES, parameters),
      this.db.query<sql.RollupRow[]>(sql.DAY_ROLLUPS, parameters),
    ]);
    return { samples, rollups: rollups.map((row) => ({ ...row, histogram: [] })) };
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }
}
