import type { EntityManager } from 'typeorm';

const WHY = `
  SELECT me.bounced_at IS NOT NULL AS "hasBounced", me.paused_at IS NOT NULL AS "isPaused",
    me.status = 'ACTIVE' AND u.status = 'ACTIVE' AS "isActive",
    EXISTS (SELECT FROM user_subscriptions s WHERE s.subscriber_method_id = me.id AND s.event_type = $2::subscription_event_type
      AND s.status = 'ACTIVE') AS "isSubscribed"
  FROM subscriber_methods me JOIN subscriber_users u ON u.id = me.subscriber_user_id WHERE me.id = $1`;

interface WhyRow {
  readonly hasBounced: boolean;
  readonly isPaused: boolean;
  readonly isActive: boolean;
  readonly isSubscribed: boolean;
}

/** Why a subscriber who is not among the recipients gets nothing, in words for the delivery log. @param type of the news */
export async function whyNotTold(db: EntityManager, methodId: number, type: string): Promise<string> {
  const [row] = await db.query<WhyRow[]>(WHY, [methodId, type]);
  if (row === undefined) return 'The subscriber is not there any more.';
  if (row.hasBounced) return 'The mailbox was not there the last time.';
  if (!row.isActive) return 'The subscriber is not active.';
  if (row.isPaused) return 'The subscriber is paused.';
  return row.isSubscribed ? 'It concerns nothing that the subscriber chose.' : `The subscriber has unsubscribed from ${type}.`;
}
