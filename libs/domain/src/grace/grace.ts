import type { SampleType, Status } from '@clarion/contract';
import type { Sample } from '../timeline/types.js';

/** A scheduled check's finding for its minute; `rawStatus` is the status it saw. */
export type CheckResult = Sample;

/** What the grace period remembers of a monitor between two checks. Plain JSON. */
export interface GraceState {
  /** Status shown after the newest check that took a side; null before the first. */
  anchor: Status | null;
  /** Checks in a row on the other side that are not shown yet, oldest first, as they were seen. */
  held: readonly CheckResult[];
}

/** State of a monitor that has not been checked yet. */
export const FRESH_GRACE: GraceState = { anchor: null, held: [] };

export interface GraceStep {
  state: GraceState;
  /** Samples to upsert, ascending: this minute's, after the ones that it back-fills. A MANUAL sample of the same minute stays. */
  samples: Sample[];
}

const SIDES = { UP: 'healthy', DEGRADED: 'unhealthy', DOWN: 'unhealthy', MAINTENANCE: null, NO_DATA: null } as const satisfies Record<
  Status,
  string | null
>;

const SCHEDULED: ReadonlySet<SampleType> = new Set<SampleType>(['REALTIME', 'TIMEOUT', 'ERROR']);

/** The side a result takes; null for what the grace period looks through: NO_DATA, MAINTENANCE, manual and filled-in samples. */
const sideOf = (result: CheckResult) => (SCHEDULED.has(result.type) ? SIDES[result.status] : null);

const withNote = (text: string | null, note: string): string => (text === null || text === '' ? note : `${text}; ${note}`);

/** A back-filled sample: a confirmed problem says so, a confirmed recovery has nothing left to explain. */
function confirmed(result: CheckResult, threshold: number): Sample {
  if (result.status === 'UP') return { ...result, errorMessage: null };
  const name = result.status === 'DOWN' ? 'Down' : 'Degraded';
  return { ...result, errorMessage: withNote(result.errorMessage, `${name} confirmed after ${threshold} consecutive checks`) };
}

/**
 * One step of the grace period: what to store after one more check of a monitor that no overlay covers.
 * A check on the other side of the anchor is held until `threshold` of them come in a row; then the held ones are back-filled.
 * DOWN and DEGRADED are one side, so changes between them show at once.
 * @param threshold `confirmation_threshold`, checks, 1..60
 * @returns the state to keep, and the samples to upsert   @see monitors §7
 */
export function graceStep(state: GraceState, result: CheckResult, threshold: number): GraceStep {
  const side = sideOf(result);
  if (side === null) return { state, samples: [result] };
  if (state.anchor === null || side === SIDES[state.anchor]) return { state: { anchor: result.status, held: [] }, samples: [result] };
  // A second check within the minute replaces the first: the run counts stored minutes.
  const held = [...state.held.filter((earlier) => earlier.timestamp !== result.timestamp), result];
  if (held.length < threshold) {
    const errorMessage = withNote(result.errorMessage, `held during grace period (${held.length} of ${threshold} checks)`);
    return { state: { anchor: state.anchor, held }, samples: [{ ...result, status: state.anchor, errorMessage }] };
  }
  const samples = threshold > 1 ? held.map((earlier) => confirmed(earlier, threshold)) : held;
  return { state: { anchor: result.status, held: [] }, samples };
}

/**
 * The step for a check of a monitor that an overlay covers: stored as seen; what was held before stays as it was shown, since a run
 * never reaches across an overlay; the anchor waits.
 * @see monitors §7, rule 4
 */
export const freeze = (state: GraceState, result: CheckResult): GraceStep => ({
  state: { anchor: state.anchor, held: [] },
  samples: [result],
});
