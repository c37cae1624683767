import type { EventStatus } from '@clarion/contract';

/** Before that a date says enough. */
const FAR = 48 * 3_600;

/** What is counted down to, and how many seconds are left; 0 = it is due. */
export interface Countdown {
  to: 'start' | 'end';
  left: number;
}

/**
 * What a reader of a maintenance waits for. The state is the server's word: a window that has begun while the state says otherwise is due,
 * not running. @see ux A3-D
 * @param now Unix seconds; null = nobody knows yet
 * @returns null when there is nothing to count: it is over, or far off
 */
export const countdownOf = (event: { status: EventStatus; from: number; to: number }, now: number | null): Countdown | null => {
  if (now === null || event.status === 'COMPLETED' || event.status === 'CANCELLED') return null;
  const isRunning = event.status === 'ONGOING';
  const left = Math.max(0, (isRunning ? event.to : event.from) - now);
  return left > FAR ? null : { to: isRunning ? 'end' : 'start', left };
};
