import type { LatencyMetric } from '@clarion/contract';
import type { MessageKey } from '@clarion/i18n';

/** Which of the latencies of a stretch is told. */
export const METRIC_WORDS = {
  average: 'latency.average',
  maximum: 'latency.maximum',
  minimum: 'latency.minimum',
} as const satisfies Record<LatencyMetric, MessageKey>;
