import { type Status } from '@clarion/contract';

/** A long failure is told so often, seconds. */
export const EVIDENCE_EVERY = 900;

/** A check as far as its evidence cares. */
export interface SeenFailure {
  /** Minute of the check, Unix seconds. */
  timestamp: number;
  /** What the check itself saw. */
  status: Status;
  errorMessage: string | null;
}

/** What stood before a check. */
export interface EvidenceBefore {
  /** The sample before was UP, and so was what its check saw; also when there was none. */
  wasUp: boolean;
  /** The newest evidence of the monitor. */
  newest: SeenFailure | null;
}

/** Something measured, with its unit: it is another one every time, and says nothing new. */
const MEASURED = /\d+(?:[.,]\d+)?(?= ?(?:%|(?:ms|milliseconds?|s|seconds?|min|minutes?|h|hours?|days?|bytes)\b))/g;
const gist = (text: string | null): string => (text ?? '').replace(MEASURED, '#');

/**
 * Whether a check leaves evidence: the first failure of a run, whatever differs from what was seen last, and otherwise one a quarter of an
 * hour. Numbers with a unit do not count as a difference, so that a text with a latency in it does not fill the table.
 */
export function isEvidenceDue(failure: SeenFailure, { wasUp, newest }: EvidenceBefore): boolean {
  if (failure.status === 'UP') return false;
  if (wasUp || newest === null) return true;
  if (failure.status !== newest.status || gist(failure.errorMessage) !== gist(newest.errorMessage)) return true;
  return failure.timestamp - newest.timestamp >= EVIDENCE_EVERY;
}
