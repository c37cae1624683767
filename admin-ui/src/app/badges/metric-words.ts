import type { LatencyMetric } from '@clarion/contract';

/** Which of the latencies of a stretch is told. */
export const METRIC_WORDS = { average: 'Average', maximum: 'Maximum', minimum: 'Minimum' } as const satisfies Record<LatencyMetric, string>;
