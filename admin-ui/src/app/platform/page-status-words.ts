import type { PageStatusKey } from '@clarion/contract';

/** What the banner of a public page says. */
export const PAGE_STATUS_WORDS = {
  NO_DATA: 'No Status Available',
  MAJOR_OUTAGE: 'Major System Outage',
  PARTIAL_OUTAGE: 'Partial System Outage',
  DEGRADED_PERFORMANCE: 'Degraded Performance',
  PARTIAL_DEGRADED: 'Partial Degraded Performance',
  UNDER_MAINTENANCE: 'Under Maintenance',
  ALL_OPERATIONAL: 'All Systems Operational',
} as const satisfies Record<PageStatusKey, string>;
