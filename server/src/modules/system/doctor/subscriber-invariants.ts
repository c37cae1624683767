import { queryInvariant } from './invariant.js';

/** As long as outbox events with an identity are kept, at least. */
const COMPARED = `interval '7 days'`;
/** Deleted pages can be brought back for a week; what hangs on them goes with them. */
const TRASH = `interval '8 days'`;

/** A subscription that is off changes no more until it is switched on again: its last change says since when nothing was wanted. */
export const NEWS_WERE_WANTED = queryInvariant(
  'INV-22',
  'news went to confirmed subscribers alone, and to nobody who had unsubscribed before',
  `SELECT 'delivery ' || d.id AS key FROM deliveries d JOIN outbox o ON o.id = d.event_id
   JOIN subscriber_methods me ON d.recipient_key = 'method:' || me.id JOIN subscriber_users u ON u.id = me.subscriber_user_id
   WHERE d.kind = 'subscription' AND d.state = 'delivered' AND d.delivered_at > app_now() - ${COMPARED} AND (u.status = 'PENDING' OR EXISTS (
     SELECT FROM user_subscriptions s WHERE s.subscriber_method_id = me.id AND s.status = 'INACTIVE' AND s.updated_at < o.created_at
       AND s.event_type = (CASE WHEN d.payload ? 'commentId' THEN 'incidents' ELSE 'maintenances' END)::subscription_event_type))`,
);

export const SCOPES_ARE_THERE = queryInvariant(
  'INV-23',
  'all subscriptions of an address are about the same, and about nothing that is gone',
  `SELECT 'method ' || s.subscriber_method_id AS key FROM user_subscriptions s JOIN user_subscriptions other
     ON other.subscriber_method_id = s.subscriber_method_id AND other.id > s.id AND s.status = 'ACTIVE' AND other.status = 'ACTIVE'
   WHERE ARRAY(SELECT (page_id, section_id, monitor_id, incident_id)::text FROM subscription_scopes WHERE subscription_id = s.id ORDER BY 1)
     <> ARRAY(SELECT (page_id, section_id, monitor_id, incident_id)::text FROM subscription_scopes WHERE subscription_id = other.id ORDER BY 1)
   UNION ALL SELECT 'scope ' || sc.id FROM subscription_scopes sc LEFT JOIN page_sections held ON held.id = sc.section_id
   LEFT JOIN pages p ON p.id = coalesce(sc.page_id, held.page_id) LEFT JOIN monitors m ON m.id = sc.monitor_id
   WHERE coalesce(p.deleted_at, m.deleted_at) < app_now() - ${TRASH}`,
);

export const UNCONFIRMED_FORGOTTEN = queryInvariant(
  'INV-24',
  'addresses that nobody confirmed are forgotten',
  `SELECT 'subscriber ' || u.id AS key FROM subscriber_users u WHERE u.status = 'PENDING' AND u.updated_at < app_now() - interval '3 days'
   AND NOT EXISTS (SELECT FROM subscriber_methods me WHERE me.subscriber_user_id = u.id)`,
);
