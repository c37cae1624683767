/** Seconds in a minute: the grain of the timeline. */
export const MINUTE = 60;

/** A half-open stretch of time `[from, to)`, Unix seconds UTC. */
export interface Window {
  from: number;
  to: number;
}

/** The minute an instant belongs to, Unix seconds. */
export const minuteOf = (instant: number): number => Math.floor(instant / MINUTE) * MINUTE;

/**
 * How many minutes begin in `[from, to)`. A minute belongs to the stretch that its first second lies in, so stretches that meet
 * anywhere, even inside a minute, never count one twice or drop one.
 */
export const minutesBetween = (from: number, to: number): number => Math.max(0, Math.ceil(to / MINUTE) - Math.ceil(from / MINUTE));
