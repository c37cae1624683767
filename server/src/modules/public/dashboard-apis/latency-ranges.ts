import { LATENCY_RANGES, type LatencyRange } from '@clarion/contract';
import { averageMs, type ChartWindow, type StoredRollup } from '@clarion/domain';

/** How ranges are called. @see status-engine §7 */
const LABELS = {
  '1h': '1 hour',
  '3h': '3 hours',
  '6h': '6 hours',
  '12h': '12 hours',
  '24h': '24 hours',
  '48h': '48 hours',
  '7d': '7 days',
  '14d': '14 days',
  '30d': '30 days',
  '90d': '90 days',
} as const satisfies Record<LatencyRange, string>;

export const isChartRange = (text: string): text is LatencyRange => Object.hasOwn(LABELS, text);

const interval = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}` : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;

/** The answer: one point a bucket, at its middle; null where nothing was measured. @param points as they were read for the plan */
export function chartAnswer(range: LatencyRange, { from, to, step }: ChartWindow, points: readonly StoredRollup[]) {
  const measured = new Map(points.map((point) => [point.bucket, point]));
  const round = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));
  return {
    data: Array.from({ length: (to - from) / step }, (_, index) => {
      const bucket = from + index * step;
      const point = measured.get(bucket);
      return {
        timestamp: bucket + step / 2,
        avgLatency: point === undefined ? null : round(averageMs(point)),
        minLatency: point === undefined ? null : round(point.lo),
        maxLatency: point === undefined ? null : round(point.hi),
      };
    }),
    range,
    rangeLabel: LABELS[range],
    avgInterval: interval(LATENCY_RANGES[range].bucketMinutes),
    periodStart: from,
    periodEnd: to,
  };
}
