import { averageMs, MINUTE, ROLLUP_SECONDS, type StoredRollup, type Window } from '@clarion/domain';

/** Ranges of the older latency chart, in minutes. @see status-engine §7 */
const RANGES = {
  '1h': { span: 60, bucket: 1, label: '1 hour' },
  '3h': { span: 180, bucket: 5, label: '3 hours' },
  '6h': { span: 360, bucket: 10, label: '6 hours' },
  '12h': { span: 720, bucket: 15, label: '12 hours' },
  '24h': { span: 1_440, bucket: 30, label: '24 hours' },
  '48h': { span: 2_880, bucket: 60, label: '48 hours' },
  '7d': { span: 10_080, bucket: 180, label: '7 days' },
  '14d': { span: 20_160, bucket: 360, label: '14 days' },
  '30d': { span: 43_200, bucket: 720, label: '30 days' },
  '90d': { span: 129_600, bucket: 2_160, label: '90 days' },
} as const;
export type ChartRange = keyof typeof RANGES;

export const isChartRange = (text: string): text is ChartRange => Object.hasOwn(RANGES, text);

/** What a chart is read from. */
export interface ChartPlan extends Window {
  /** Seconds of a point. */
  step: number;
  source: 'samples' | 'rollups';
}

/** The stretch a range means now; it ends with the bucket of its source that runs now. */
export function chartPlan(range: ChartRange, now: number): ChartPlan {
  const { span, bucket } = RANGES[range];
  const step = bucket * MINUTE;
  const source = step % ROLLUP_SECONDS === 0 ? 'rollups' : 'samples';
  const grain = source === 'rollups' ? ROLLUP_SECONDS : MINUTE;
  const to = (Math.floor(now / grain) + 1) * grain;
  return { from: to - span * MINUTE, to, step, source };
}

const interval = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}` : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;

/** The answer: one point a bucket, at its middle; null where nothing was measured. @param points as they were read for the plan */
export function chartAnswer(range: ChartRange, { from, to, step }: ChartPlan, points: readonly StoredRollup[]) {
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
    rangeLabel: RANGES[range].label,
    avgInterval: interval(RANGES[range].bucket),
    periodStart: from,
    periodEnd: to,
  };
}
