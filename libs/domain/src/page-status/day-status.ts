import type { Status } from '@clarion/contract';
import type { MinuteCounts } from '../timeline/types.js';

/** Minutes from which a day counts as bad; null = 1. */
export interface DayThresholds {
  /** `day_down_minimum_count` */
  downMinimum: number | null;
  /** `day_degraded_minimum_count` */
  degradedMinimum: number | null;
}

/** The one status of a day. It never changes uptime. @see status-engine §6 */
export function dayStatus(minutes: MinuteCounts, { downMinimum, degradedMinimum }: DayThresholds): Status {
  const { up, degraded, down, maintenance } = minutes;
  if (up + degraded + down + maintenance === 0) return 'NO_DATA';
  if (down >= Math.max(1, downMinimum ?? 1)) return 'DOWN';
  if (degraded >= Math.max(1, degradedMinimum ?? 1)) return 'DEGRADED';
  return maintenance > 0 && up === 0 ? 'MAINTENANCE' : 'UP';
}
