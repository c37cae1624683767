import type { Impact, SampleType, Status } from '@clarion/contract';

/** A stretch `[from, to)` of one status as the checks saw it, after grace; Unix seconds UTC. Spans of a monitor never overlap. */
export interface Span {
  from: number;
  to: number;
  status: Status;
}

/** What a sample says, without its place in time. */
export interface Observation {
  /** After grace. */
  status: Status;
  /** What the check itself saw; null when nothing looked (MANUAL, a filled-in default). */
  rawStatus: Status | null;
  /** Milliseconds; 0 = not measured. */
  latencyMs: number;
  type: SampleType;
  errorMessage: string | null;
}

/** One row of `monitoring_data`: a monitor's minute. */
export interface Sample extends Observation {
  /** Start of the minute, Unix seconds UTC. */
  timestamp: number;
  /** How long it speaks for its monitor: up to the next due instant, whole minutes, at least 60. */
  vouchedSeconds: number;
}

/** The part of a sample that decides spans. */
export type SpanSample = Pick<Sample, 'timestamp' | 'status' | 'vouchedSeconds'>;

/** The window of an incident or of a maintenance event, and what it does to the monitor. Only overlays that count are handed in. @see status-engine §1 */
export interface Overlay {
  kind: 'incident' | 'maintenance';
  /** Id of the incident or of the maintenance event. */
  id: number;
  from: number;
  /** null = still open. */
  to: number | null;
  impact: Impact;
  /** Incidents that an alert opened never override, or the alert would keep its own condition true. */
  isAlertMade: boolean;
}

export type SpanSource = 'check' | 'incident' | 'maintenance' | 'none';

/** A stretch of the effective timeline. `none` = nobody knows; its status is NO_DATA. */
export interface EffectiveSpan extends Span {
  source: SpanSource;
  /** The overlay that decided, or null. */
  overlayId: number | null;
}

/** Minutes per status. */
export interface MinuteCounts {
  up: number;
  degraded: number;
  down: number;
  maintenance: number;
  noData: number;
}
