const WINDOW_MS = 60_000;

/**
 * Counts per key and minute inside one process, for limits on hot paths where a round trip to a shared store would cost more than it saves.
 * Memory is bounded: past `maximumKeys` the oldest keys are forgotten, which errs towards letting requests pass.
 * @see reliability SEC-67
 */
export class MinuteCounter {
  private readonly counts = new Map<string, { since: number; count: number }>();

  /** @param nowMs milliseconds of any steady clock */
  constructor(
    private readonly limit: number,
    private readonly nowMs: () => number,
    private readonly maximumKeys = 20_000,
  ) {}

  /** Counts one more for `key`. */
  add(key: string): void {
    const now = this.nowMs();
    const window = this.counts.get(key);
    if (window !== undefined && now - window.since < WINDOW_MS) {
      window.count += 1;
      return;
    }
    this.counts.delete(key); // re-inserted at the end, so the map stays ordered by age
    this.counts.set(key, { since: now, count: 1 });
    if (this.counts.size > this.maximumKeys) {
      const oldest = this.counts.keys().next();
      if (oldest.done !== true) this.counts.delete(oldest.value);
    }
  }

  /** Seconds until `key` may go on, or null while it is under its limit. */
  retryAfterSeconds(key: string): number | null {
    const window = this.counts.get(key);
    if (window === undefined || window.count < this.limit) return null;
    const left = WINDOW_MS - (this.nowMs() - window.since);
    return left > 0 ? Math.ceil(left / 1000) : null;
  }
}
