import { MINUTE, minuteOf } from '../time.js';
import type { Cron } from './cron.js';

/** The next instant strictly after another at which a check is due; null = none in sight. Unix seconds UTC. */
export const nextDue = (cron: Cron, afterSeconds: number): number | null => cron.next(afterSeconds);

/** The slots in `[from, to)`, ascending, at most `cap` of them. */
export function slotsBetween(cron: Cron, from: number, to: number, cap: number): number[] {
  const slots: number[] = [];
  let slot = cron.next(Math.ceil(from) - 1);
  while (slot !== null && slot < to && slots.length < cap) {
    slots.push(slot);
    slot = cron.next(slot);
  }
  return slots;
}

/** Seconds between the last slot at or before an instant and the one after it: what separates two checks around that time. */
export function intervalSeconds(cron: Cron, at: number): number {
  const next = cron.next(at);
  const previous = cron.previous(Math.floor(at) + 1);
  if (next !== null && previous !== null) return next - previous;
  const first = next ?? previous ?? at;
  return Math.abs((cron.next(first) ?? first + MINUTE) - first);
}

/**
 * How long a sample speaks for its monitor: to the minute of the next slot that lies beyond its own minute.
 * @param cron null = no schedule: a sample speaks for its own minute
 * @param minuteTs the sample's minute, Unix seconds
 * @returns seconds, whole minutes, at least 60
 */
export function vouchedSeconds(cron: Cron | null, minuteTs: number): number {
  const next = cron?.next(minuteTs + MINUTE - 1) ?? null;
  return next === null ? MINUTE : minuteOf(next) - minuteTs;
}

/** Fractional part of the golden ratio: multiples of it, modulo 1, spread more evenly than random numbers do. */
const GOLDEN = 0.618_033_988_749_894_9;

/**
 * Seconds after the slot at which a monitor is checked, so that not everything runs at second 0.
 * @returns the same number every time, in `[0, min(interval, 60))`
 */
export const spreadOffsetSeconds = (monitorId: number, interval: number): number =>
  Math.floor(((monitorId * GOLDEN) % 1) * Math.max(1, Math.min(interval, MINUTE)));
