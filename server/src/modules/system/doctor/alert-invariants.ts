import { queryInvariant } from './invariant.js';

/** As long as outbox events with an identity are kept, at least. */
const COMPARED = `interval '7 days'`;

/** Also where nobody is told: the event says so itself. */
export const ALERTS_TOLD = queryInvariant(
  'INV-06',
  'every beginning and every end of an alert has its outbox event',
  `SELECT 'alert:' || a.id || ':' || s AS key FROM monitor_alerts a
   CROSS JOIN LATERAL unnest(CASE a.alert_status WHEN 'RESOLVED' THEN ARRAY['TRIGGERED', 'RESOLVED'] ELSE ARRAY['TRIGGERED'] END) s
   WHERE a.created_at > app_now() - ${COMPARED} AND NOT EXISTS (SELECT FROM outbox o WHERE o.dedupe_key = 'alert:' || a.id || ':' || s)`,
);

/** Counted, whatever indexes say. */
export const ONE_OPEN_ALERT = queryInvariant(
  'INV-07',
  'a rule and a monitor have one open alert at most',
  `SELECT config_id || ' on monitor ' || monitor_id AS key FROM monitor_alerts WHERE alert_status = 'TRIGGERED'
   GROUP BY config_id, monitor_id HAVING count(*) > 1`,
);

/** Without it a rule looks at nothing. Deleted monitors are forgotten when that is told. */
export const RULES_WATCH = queryInvariant(
  'INV-21',
  'every rule knows how far it has looked at each monitor it watches, and no alert is open for a rule that is switched off',
  `SELECT 'rule ' || l.monitor_alerts_id || ' on monitor ' || l.monitor_id AS key FROM monitor_alerts_config_monitors l
   WHERE NOT EXISTS (SELECT FROM monitor_alerts_progress p WHERE p.config_id = l.monitor_alerts_id AND p.monitor_id = l.monitor_id)
   UNION ALL SELECT 'alert ' || a.id FROM monitor_alerts a JOIN monitor_alerts_config c ON c.id = a.config_id
   WHERE a.alert_status = 'TRIGGERED' AND NOT c.is_active`,
);
