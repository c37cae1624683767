import { type GapReason } from '@clarion/contract';
import { minuteOf, type Window } from '@clarion/domain';

/** Minutes nobody checked, and why. `[from, to)`, Unix seconds. */
export interface CheckGap extends Window {
  reason: GapReason;
}

/** What a worker knows when it finds slots that passed. */
export interface GapEvidence {
  /** The monitor was leased by somebody who never came back. */
  wasHeld: boolean;
  /** Since when this worker has been looking for due monitors, Unix seconds. */
  workingSince: number;
  /** Stretches in which the database did not answer this worker. */
  outages: readonly Window[];
}

/**
 * Why slots passed: the database was away; or a worker died with them, or none was there; or we were simply late.
 * @see reliability REL-31
 */
export function gapReason(missed: Window, { wasHeld, workingSince, outages }: GapEvidence): GapReason {
  if (outages.some(({ from, to }) => from < missed.to && to > missed.from)) return 'database_down';
  return wasHeld || minuteOf(workingSince) > missed.from ? 'worker_lost' : 'overload';
}
