/** Parameters: ids of monitors. Readers see them: on a page that is there, and not hidden. */
const VISIBLE = "m.id = ANY ($2::int[]) AND m.deleted_at IS NULL AND m.status = 'ACTIVE' AND NOT m.is_hidden";

/** Readers see it: it is global, or names a monitor on a page. Parameters as those of `RECIPIENTS`. */
export const IS_SHOWN = `($3::boolean OR EXISTS (
      SELECT FROM monitors m JOIN pages_monitors pm ON pm.monitor_id = m.id JOIN pages p ON p.id = pm.page_id AND p.deleted_at IS NULL
      WHERE ${VISIBLE}))`;

/**
 * Who hears of an announcement: tables `s`, `u` and `me`; parameters are its type, the ids of its monitors, whether it is global and the id of
 * its incident, if it has one. Who chose monitors, sections or pages gets what names a monitor of theirs, and what is global without naming any;
 * who chose an incident gets that. What is neither global nor names a monitor that readers see is not shown, and nobody is told. Counting,
 * fan-out and sending ask the same. @see alerting §C5
 */
export const RECIPIENTS = `
  FROM user_subscriptions s
  JOIN subscriber_users u ON u.id = s.subscriber_user_id AND u.status = 'ACTIVE'
  JOIN subscriber_methods me ON me.id = s.subscriber_method_id AND me.status = 'ACTIVE' AND me.bounced_at IS NULL AND me.paused_at IS NULL
  WHERE s.event_type = $1::subscription_event_type AND s.status = 'ACTIVE'
    AND ${IS_SHOWN}
    AND (NOT EXISTS (SELECT FROM subscription_scopes sc WHERE sc.subscription_id = s.id)
      OR ($3::boolean AND cardinality($2::int[]) = 0
        AND EXISTS (SELECT FROM subscription_scopes sc WHERE sc.subscription_id = s.id AND sc.incident_id IS NULL))
      OR EXISTS (SELECT FROM subscription_scopes sc WHERE sc.subscription_id = s.id AND sc.incident_id = $4::int)
      OR EXISTS (SELECT FROM subscription_scopes sc JOIN monitors m ON ${VISIBLE}
        LEFT JOIN pages_monitors pm ON pm.monitor_id = m.id AND (pm.page_id = sc.page_id OR pm.section_id = sc.section_id)
        WHERE sc.subscription_id = s.id AND (sc.monitor_id = m.id OR pm.monitor_id IS NOT NULL)))`;
