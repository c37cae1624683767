import { queryInvariant } from './invariant.js';

/** As long as outbox events with an identity are kept, at least. */
const COMPARED = `interval '7 days'`;

/** Also where nobody is told: the event says so itself. */
export const UPDATES_TOLD = queryInvariant(
  'INV-06',
  'every update of an incident has its outbox event',
  `SELECT 'comment:' || c.id AS key FROM incident_comments c
   WHERE c.created_at > app_now() - ${COMPARED} AND c.created_at < app_now()
     AND NOT EXISTS (SELECT FROM outbox o WHERE o.dedupe_key = 'comment:' || c.id)`,
);
