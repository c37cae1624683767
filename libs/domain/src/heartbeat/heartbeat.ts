import type { Verdict } from '../default-status/default-status.js';
import { MINUTE } from '../time.js';

/**
 * Judges a job by the age of its last signal; a signal exactly as old as a limit is still in time. Latency is that age.
 * @param lastSignalSeconds Unix seconds, fractions allowed; null = never
 * @param now Unix seconds
 * @param downMinutes more than `degradedMinutes`   @see monitors §6.7
 */
export function judgeHeartbeat(lastSignalSeconds: number | null, now: number, degradedMinutes: number, downMinutes: number): Verdict {
  if (lastSignalSeconds === null) return { status: 'NO_DATA', latencyMs: 0, type: 'REALTIME', errorMessage: 'no signal yet' };
  // Two clocks may disagree a little: a signal from the future is a fresh one.
  const age = Math.max(0, now - lastSignalSeconds);
  const verdict = { latencyMs: Math.round(age * 1_000), type: 'REALTIME' } as const;
  const late = (minutes: number): string => `last signal ${Math.floor(age / MINUTE)} min ago, expected within ${minutes} min`;
  if (age > downMinutes * MINUTE) return { ...verdict, status: 'DOWN', errorMessage: late(downMinutes) };
  if (age > degradedMinutes * MINUTE) return { ...verdict, status: 'DEGRADED', errorMessage: late(degradedMinutes) };
  return { ...verdict, status: 'UP', errorMessage: null };
}
