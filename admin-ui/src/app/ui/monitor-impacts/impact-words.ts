import type { Impact } from '@clarion/contract';

/** What a person calls an impact. */
export const IMPACT_WORDS = {
  DOWN: 'Down',
  DEGRADED: 'Degraded',
  MAINTENANCE: 'Maintenance',
  UP: 'Listed, not affected',
} as const satisfies Record<Impact, string>;

/** The three that are offered; UP comes through the API only. @see incidents-maintenances A1 */
export const OFFERED_IMPACTS = ['DOWN', 'DEGRADED', 'MAINTENANCE'] as const satisfies readonly Impact[];
