import { MINUTE, type Window } from '@clarion/domain';
import { type EntityManager } from 'typeorm';
import { type FoldedGroup, latencyOf } from './group-timelines.service.js';
import { type DataPoint } from '../timeline/timeline.service.js';

interface LatencyRow {
  timestamp: number;
  latencies: number[];
}

const LATENCIES = `
  SELECT timestamp, array_agg(latency) AS latencies FROM monitoring_data
  WHERE monitor_id = ANY ($1::int[]) AND timestamp >= $2 AND timestamp < $3 AND latency > 0 GROUP BY timestamp`;

/** A group's minutes as the data API answers them, ascending: the fold at the start of each, and who is to blame for it. @param window whole minutes */
export async function groupPoints(db: EntityManager, group: FoldedGroup, window: Window): Promise<DataPoint[]> {
  const rows = await db.query<LatencyRow[]>(LATENCIES, [group.members.map(({ id }) => id), window.from, window.to]);
  const latencies = new Map(rows.map(({ timestamp, latencies }) => [timestamp, latencyOf(latencies, group.latencyCalculation)]));
  const points: DataPoint[] = [];
  for (const { from, to, status, worst } of group.folded) {
    const errorMessage = worst.length === 0 ? null : `worst members: ${worst.map((index) => group.members[index]!.name).join(', ')}`;
    const first = Math.ceil(Math.max(from, window.from) / MINUTE) * MINUTE;
    for (let timestamp = first; timestamp < Math.min(to, window.to); timestamp += MINUTE) {
      points.push({ timestamp, status, latencyMs: latencies.get(timestamp) ?? 0, type: 'REALTIME', errorMessage, rawStatus: status });
    }
  }
  return points;
}
