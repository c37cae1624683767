/** Seconds that any sample stays good for. */
const STALE_SECONDS = 5 * 60;
const STALE_INTERVALS = 3;
/** Seconds past its due instant that a check may take to arrive: the spread within the minute, and the check itself. */
const TOLERANCE = 120;

/**
 * Whether the newest sample is too old to speak: it then counts as NO_DATA.
 * @param lastSampleAt minute of the newest sample; null = never, which is stale
 * @param intervalSeconds between two checks at that time; null = no schedule   @see status-engine §3
 */
export const isStale = (lastSampleAt: number | null, intervalSeconds: number | null, now: number): boolean =>
  lastSampleAt === null || now - lastSampleAt > Math.max(STALE_SECONDS, STALE_INTERVALS * (intervalSeconds ?? 0));

/**
 * Whether the newest sample is older than the schedule explains; its status stands until it is stale. For a monitor that is checked
 * every minute this is the three intervals of ux A8.
 * @param intervalSeconds null = no schedule, so nothing is late
 */
export const isDelayed = (lastSampleAt: number | null, intervalSeconds: number | null, now: number): boolean =>
  lastSampleAt !== null && intervalSeconds !== null && now - lastSampleAt > intervalSeconds + TOLERANCE;

/** What a page's freshness depends on, per monitor. */
export interface CheckAge {
  lastSampleAt: number | null;
  intervalSeconds: number | null;
}

/**
 * Since when a page has had no news from its checks, though some were due.
 * @returns the minute of the newest sample if it is older than three of the shortest intervals; null = live   @see ux A8
 */
export function delayedSince(monitors: Iterable<CheckAge>, now: number): number | null {
  let newest: number | null = null;
  let shortest = Infinity;
  for (const { lastSampleAt, intervalSeconds } of monitors) {
    if (intervalSeconds === null || lastSampleAt === null) continue;
    newest = Math.max(newest ?? lastSampleAt, lastSampleAt);
    shortest = Math.min(shortest, Math.max(intervalSeconds, 60));
  }
  return newest !== null && now - newest > STALE_INTERVALS * shortest ? newest : null;
}
