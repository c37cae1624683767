/** What an attempt met, as far as the rules look at it. */
export interface AttemptOutcome {
  /** `gone`: the receiver says for ever. */
  readonly kind: 'delivered' | 'temporary' | 'permanent' | 'gone';
  /** A permanent answer that ends it at once, such as a mail server's 5xx about the recipient. */
  readonly isFinal?: boolean;
  /** The receiver asks for so much patience. */
  readonly retryAfterMs?: number;
}

/** What becomes of a delivery after an attempt. */
export type NextStep =
  | { readonly state: 'delivered' }
  | { readonly state: 'retrying'; readonly afterMs: number }
  | { readonly state: 'dead'; /** The receiver is to be left alone from now on. */ readonly switchesOff: boolean };

/** The quick phase: so many attempts are always made. */
export const QUICK_ATTEMPTS = 3;
/** After this nobody wants to hear it any more. */
export const RETRY_FOR_MS = 72 * 3_600_000;

const QUICK_MS = 5_000;
const SLOW_MS = [120_000, 600_000, 1_800_000] as const;
const HOURLY_MS = 3_600_000;
/** Share of a pause that chance adds or takes, so that what failed together does not come back together. */
const JITTER = 0.1;
/** Patience a receiver may ask for before the quick phase is over. */
const LONGEST_QUICK_MS = 24 * 3_600_000;

/** Pause after the `attempts`-th attempt, ms, before chance has its say: 5 s, 10 s, 2 min, 10 min, 30 min, then hourly. */
export function pauseAfter(attempts: number): number {
  if (attempts < QUICK_ATTEMPTS) return QUICK_MS * 2 ** (attempts - 1);
  return SLOW_MS[attempts - QUICK_ATTEMPTS] ?? HOURLY_MS;
}

/**
 * What is done after an attempt. The quick phase always runs; then a permanent answer ends it, and anything else is tried again until 72 h
 * are over. `Retry-After` only ever makes a pause longer.
 * @param attempts made so far, this one included, ≥ 1
 * @param ageMs since the delivery became due
 * @param random in [0, 1)   @see reliability OBX-05
 */
export function afterAttempt(outcome: AttemptOutcome, attempts: number, ageMs: number, random: number): NextStep {
  if (outcome.kind === 'delivered') return { state: 'delivered' };
  const isQuick = attempts < QUICK_ATTEMPTS && outcome.isFinal !== true;
  const dead = { state: 'dead', switchesOff: outcome.kind === 'gone' } as const;
  if (outcome.kind !== 'temporary' && !isQuick) return dead;
  const pause = pauseAfter(attempts) * (1 + JITTER * (2 * random - 1));
  const asked = Math.max(pause, outcome.retryAfterMs ?? 0);
  if (isQuick) return { state: 'retrying', afterMs: Math.min(asked, LONGEST_QUICK_MS) };
  return ageMs + asked > RETRY_FOR_MS ? dead : { state: 'retrying', afterMs: asked };
}
