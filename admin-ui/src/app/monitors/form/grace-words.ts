import { formatDuration } from '../../platform/formats.js';

/**
 * What the grace period means with this schedule.
 * @param threshold checks in a row before the shown status changes
 * @param intervalSeconds between two checks; null = no schedule
 */
export function graceWords(threshold: number, intervalSeconds: number | null): string {
  if (threshold <= 1) return 'Down is recorded at the first failing check, and recovery at the first good one.';
  if (intervalSeconds === null) return `Down is recorded after ${threshold} failing checks in a row, from the first of them.`;
  const wait = formatDuration(intervalSeconds * (threshold - 1));
  return `Down is recorded after ${threshold} failing checks in a row, about ${wait} after the first, and dated back to that first one. Recovery works the same way.`;
}
