import { dayOf, minuteOf } from '@clarion/domain';
import type { CreateMaintenanceDto } from '../../maintenances/dto/maintenance.dto.js';

const HOUR = 3_600;
const DAY = 86_400;
const ZONE = 'Europe/Berlin';

/** Planned work of the demonstration: one that comes every week, one that is over, one that is still to come. @param now Unix seconds */
export function demoMaintenances(now: number): CreateMaintenanceDto[] {
  const today = dayOf(ZONE, now).from;
  return [
    {
      title: 'Weekly database maintenance',
      description: 'Vacuum and index checks. Orders may be **a little slower**; none are lost.',
      start_date_time: today - 14 * DAY + 3 * HOUR,
      rrule: 'FREQ=WEEKLY;BYDAY=SU',
      duration_seconds: HOUR,
      timezone: ZONE,
      monitors: [
        { monitor_tag: 'orders-db', impact: 'MAINTENANCE' },
        { monitor_tag: 'api-orders', impact: 'DEGRADED' },
      ],
    },
    {
      title: 'Card vault moved to new hardware',
      description: 'Finished ahead of schedule.',
      start_date_time: minuteOf(now) - 9 * HOUR,
      rrule: 'FREQ=MINUTELY;COUNT=1',
      duration_seconds: 90 * 60,
      timezone: ZONE,
      monitors: [{ monitor_tag: 'card-vault', impact: 'MAINTENANCE' }],
    },
    {
      title: 'New search cluster',
      description: 'Search answers from the old cluster until the new one has caught up.',
      start_date_time: today + 3 * DAY + 22 * HOUR,
      rrule: 'FREQ=MINUTELY;COUNT=1',
      duration_seconds: 2 * HOUR,
      timezone: ZONE,
      monitors: [{ monitor_tag: 'search', impact: 'DEGRADED' }],
    },
  ];
}
