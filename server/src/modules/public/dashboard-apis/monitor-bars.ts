import {
  averageMs,
  contractText,
  countMinutesBetween,
  emptyRollup,
  formatLatency,
  mergeRollups,
  sumMinutes,
  uptimeRatio,
  type Rollup,
} from '@clarion/domain';
import type { MonitorFacts } from '../../pages/snapshot/facts.js';
import { formulasFor, presentOf, timelineOf } from '../../pages/snapshot/monitor-row.js';

const figures = (rollup: Rollup) => ({
  avgLatency: Math.round(averageMs(rollup) ?? 0),
  maxLatency: Math.round(rollup.n === 0 ? 0 : rollup.hi),
  minLatency: Math.round(rollup.n === 0 ? 0 : rollup.lo),
});

/**
 * The daily bars of a monitor.
 * @param edges starts of the days, ascending, and the end of the last
 * @param latencies one for each day   @see status-engine §5
 */
export function monitorBar(monitor: MonitorFacts, edges: readonly number[], latencies: readonly Rollup[], now: number) {
  const present = presentOf(monitor, now);
  const timeline = timelineOf(monitor, edges[0]!, present);
  // Minutes still to come count nowhere.
  const counts = countMinutesBetween(
    timeline,
    edges.map((edge) => Math.min(edge, Math.max(present.knownUntil, edges[0]!))),
  );
  const whole = figures(latencies.reduce(mergeRollups, emptyRollup()));
  return {
    name: monitor.name,
    description: monitor.description,
    image: monitor.image,
    currentStatus: present.status,
    uptime: contractText(uptimeRatio(sumMinutes(counts), formulasFor(monitor))),
    avgLatency: formatLatency(whole.avgLatency),
    maxLatency: formatLatency(whole.maxLatency),
    minLatency: formatLatency(whole.minLatency),
    uptimeData: counts.map(({ up, down, degraded, maintenance }, index) => ({
      ts: edges[index]!,
      countOfUp: up,
      countOfDown: down,
      countOfDegraded: degraded,
      countOfMaintenance: maintenance,
      ...figures(latencies[index] ?? emptyRollup()),
    })),
    fromTimeStamp: edges[0]!,
    toTimeStamp: edges.at(-1)! - 1,
  };
}
