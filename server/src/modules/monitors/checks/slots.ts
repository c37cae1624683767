import { type Cron, MINUTE, minuteOf, type Window } from '@clarion/domain';

/** The slot a check settles, and the ones before it that nobody ran. */
export interface DueSlot {
  /** Minute the check belongs to, Unix seconds. */
  slot: number;
  /** Minutes of slots that passed without a check, `[from, slot)`; null = none. */
  missed: Window | null;
}

/**
 * The newest slot that has come. A check that starts late measures the present, so it stands for the newest slot; older ones are missed.
 * @param nextDueAt when the monitor became due, Unix seconds; its minute is a slot even if the cron does not name it (a check at once)
 * @param offsetSeconds how long after its slot this monitor runs, 0..59
 * @param now the database's clock, Unix seconds
 */
export function dueSlot(cron: Cron, offsetSeconds: number, nextDueAt: number, now: number): DueSlot {
  const first = minuteOf(nextDueAt);
  // Less than a minute late is on time, also for a check at once that was asked for just before its minute ended.
  if (now < nextDueAt + MINUTE) return { slot: first, missed: null };
  const latest = cron.previous(Math.floor(now - offsetSeconds) + 1);
  const slot = latest === null ? first : Math.max(first, minuteOf(latest));
  return { slot, missed: slot > first ? { from: first, to: slot } : null };
}

/** When the monitor is due after a slot was settled, Unix seconds; null = its cron names no further instant. */
export function dueAfter(cron: Cron, offsetSeconds: number, slot: number): number | null {
  const next = cron.next(slot + MINUTE - 1);
  return next === null ? null : minuteOf(next) + offsetSeconds;
}
