import type { PageStatusKey, Status, StatusCounts } from '@clarion/contract';

/** The sentences of the contract: JSON, badges, feeds and mails carry them word for word. @see status-engine §3 */
export const PAGE_STATUS_MESSAGES = {
  NO_DATA: 'No Status Available',
  MAJOR_OUTAGE: 'Major System Outage',
  PARTIAL_OUTAGE: 'Partial System Outage',
  DEGRADED_PERFORMANCE: 'Degraded Performance',
  PARTIAL_DEGRADED: 'Partial Degraded Performance',
  UNDER_MAINTENANCE: 'Under Maintenance',
  ALL_OPERATIONAL: 'All Systems Operational',
} as const satisfies Record<PageStatusKey, string>;

export interface PageStatus {
  status: Status;
  key: PageStatusKey;
}

/** Share of the counted monitors, in percent, from which a problem is everybody's. */
const MOST = 75;

/** How many statuses are what; NO_DATA counts nowhere. */
export function countStatuses(statuses: Iterable<Status>): StatusCounts {
  const counts: StatusCounts = { up: 0, degraded: 0, down: 0, maintenance: 0 };
  for (const status of statuses) {
    if (status === 'UP') counts.up += 1;
    else if (status === 'DEGRADED') counts.degraded += 1;
    else if (status === 'DOWN') counts.down += 1;
    else if (status === 'MAINTENANCE') counts.maintenance += 1;
  }
  return counts;
}

/** One status and sentence for many monitors, or for the minutes of a day. @see status-engine §3 */
export function pageStatus({ up, degraded, down, maintenance }: StatusCounts): PageStatus {
  const total = up + degraded + down + maintenance;
  const isMost = (count: number): boolean => count * 100 >= total * MOST;
  if (total === 0) return { status: 'NO_DATA', key: 'NO_DATA' };
  if (down > 0) return { status: 'DOWN', key: isMost(down) ? 'MAJOR_OUTAGE' : 'PARTIAL_OUTAGE' };
  if (degraded > 0) return { status: 'DEGRADED', key: isMost(degraded) ? 'DEGRADED_PERFORMANCE' : 'PARTIAL_DEGRADED' };
  return maintenance > 0 ? { status: 'MAINTENANCE', key: 'UNDER_MAINTENANCE' } : { status: 'UP', key: 'ALL_OPERATIONAL' };
}

/** The headline of a monitor's own page. */
export const monitorHeadline = (status: Status): PageStatus => pageStatus(countStatuses([status]));

/** `DOWN > DEGRADED > MAINTENANCE > UP > NO_DATA`: maintenance never hides a problem. NO_DATA when there is nothing. */
export const worstStatus = (statuses: Iterable<Status>): Status => pageStatus(countStatuses(statuses)).status;
