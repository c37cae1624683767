/** What is known of one receiver. */
export interface Breaker {
  /** Temporary failures in a row. */
  readonly failures: number;
  /** How often in a row it was opened. */
  readonly openings: number;
  /** Nothing is sent before, ms since the epoch; null = closed. */
  readonly openUntil: number | null;
}

export const CLOSED: Breaker = { failures: 0, openings: 0, openUntil: null };

/** So many temporary failures in a row open it. */
export const BREAKER_THRESHOLD = 5;
const FIRST_OPEN_MS = 10_000;
const LONGEST_OPEN_MS = 300_000;

/**
 * What to do with a message for the receiver: `go`; `probe`: one message may find out whether it is back; `wait`.
 * @param now ms since the epoch
 */
export function breakerAllows({ openUntil }: Breaker, now: number): 'go' | 'probe' | 'wait' {
  if (openUntil === null) return 'go';
  return now < openUntil ? 'wait' : 'probe';
}

/**
 * After an attempt. Whoever answers is there, also when the answer is no; 10 s, 20 s … 5 min of peace for who does not. A receiver that asks
 * for patience gets it at once.
 * @see reliability OBX-06
 */
export function afterSend(
  breaker: Breaker,
  outcome: { readonly kind: 'delivered' | 'temporary' | 'permanent' | 'gone'; readonly retryAfterMs?: number },
  now: number,
): Breaker {
  if (outcome.kind !== 'temporary') return CLOSED;
  const failures = breaker.failures + 1;
  const asked = Math.min(outcome.retryAfterMs ?? 0, LONGEST_OPEN_MS);
  // A probe that failed, or one failure too many.
  const opens = breaker.openUntil === null ? failures >= BREAKER_THRESHOLD : now >= breaker.openUntil;
  const openings = opens ? breaker.openings + 1 : breaker.openings;
  const own = opens ? Math.min(FIRST_OPEN_MS * 2 ** Math.min(openings - 1, 10), LONGEST_OPEN_MS) : 0;
  const until = Math.max(now + Math.max(own, asked), breaker.openUntil ?? 0);
  return { failures, openings, openUntil: opens || asked > 0 || breaker.openUntil !== null ? until : null };
}
