import { queryInvariant } from './invariant.js';

const OPEN = `('held', 'pending', 'retrying')`;

/** A receiver that is left in peace is looked at every five minutes, with one message; the others wait behind it. */
export const DELIVERIES_MOVE = queryInvariant(
  'INV-08',
  'no message waits past its time, its expiry or its 72 hours',
  `SELECT d.id::text AS key FROM deliveries d
   WHERE (d.state IN ${OPEN} AND d.expires_at < app_now() - interval '2 minutes')
     OR (d.state IN ('pending', 'retrying') AND d.attempts >= 3 AND d.retry_since < app_now() - interval '75 hours')
     OR (d.state IN ${OPEN} AND d.next_attempt_at < app_now() - interval '15 minutes'
       AND NOT EXISTS (SELECT 1 FROM deliveries earlier WHERE earlier.recipient_key = d.recipient_key AND earlier.aggregate_id = d.aggregate_id
         AND earlier.channel = d.channel AND earlier.event_id < d.event_id AND earlier.state IN ('held', 'pending', 'sending', 'retrying'))
       AND NOT EXISTS (SELECT 1 FROM delivery_attempts a JOIN deliveries tried ON tried.id = a.delivery_id
         WHERE a.attempted_at > app_now() - interval '15 minutes' AND tried.channel = d.channel
           AND (d.channel = 'email' OR tried.recipient_key = d.recipient_key)))`,
);

export const DELIVERIES_LEASED = queryInvariant(
  'INV-08',
  'whatever is being sent is somebody’s',
  `SELECT id::text AS key FROM deliveries
   WHERE state = 'sending' AND (lease_token IS NULL OR lease_until IS NULL OR lease_until < app_now() - interval '2 minutes')`,
);

/** Counted by itself: an index that is broken counts nothing. */
export const DELIVERIES_ONCE = queryInvariant(
  'INV-09',
  'nobody is written to twice about one event over one channel',
  `SELECT event_id || ' ' || recipient_key || ' ' || channel AS key FROM deliveries GROUP BY event_id, recipient_key, channel HAVING count(*) > 1`,
);

export const DELIVERED_WAS_TRIED = queryInvariant(
  'INV-20',
  'what was delivered has the attempt that did it',
  `SELECT d.id::text AS key FROM deliveries d
   WHERE d.state = 'delivered' AND NOT EXISTS (SELECT 1 FROM delivery_attempts a WHERE a.delivery_id = d.id AND a.error IS NULL)`,
);
