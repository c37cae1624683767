import { queryInvariant } from './invariant.js';

const NAME = `'maintenance ' || e.maintenance_id || ' event ' || e.id`;

export const NO_EVENT_LEFT_OPEN = queryInvariant(
  'INV-10',
  'no occurrence is left open after its end, or not begun after its start',
  `SELECT ${NAME} || ' ' || e.status AS key FROM maintenances_events e JOIN maintenances m ON m.id = e.maintenance_id
   WHERE e.deleted_at IS NULL AND (
     (e.status IN ('SCHEDULED', 'READY', 'ONGOING') AND to_timestamp(e.end_date_time) < app_now() - interval '2 minutes')
     OR (e.status IN ('SCHEDULED', 'READY') AND m.status = 'ACTIVE' AND to_timestamp(e.start_date_time) < app_now() - interval '2 minutes'))`,
);

/** Whatever the index says. @see reliability REL-05 */
export const MAINTENANCES_MADE_ONCE = queryInvariant(
  'INV-10',
  'an occurrence has one event',
  `SELECT 'maintenance ' || maintenance_id || ' at ' || occurrence_start AS key FROM maintenances_events
   GROUP BY maintenance_id, occurrence_start HAVING count(*) > 1`,
);

/** What people did not see happen is told to nobody: deleted events, and windows that passed while the maintenance was INACTIVE. */
export const MAINTENANCES_ANNOUNCED = queryInvariant(
  'INV-06',
  'every stage of a maintenance event has its outbox row',
  `SELECT ${NAME} || ' ' || stage AS key FROM maintenances_events e
   CROSS JOIN LATERAL unnest(CASE
     WHEN e.status = 'READY' THEN ARRAY['created', 'starting_soon']
     WHEN e.status = 'ONGOING' THEN ARRAY['created', 'ongoing']
     WHEN e.status = 'COMPLETED' THEN ARRAY['created', 'completed']
     WHEN e.status = 'CANCELLED' AND e.cancelled_at IS NOT NULL THEN ARRAY['created', 'cancelled']
     ELSE ARRAY['created'] END) stage
   WHERE e.deleted_at IS NULL AND e.created_at > app_now() - interval '7 days'
     AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.dedupe_key = 'maintenance_' || e.id || '_' || stage)`,
);
