import type { SubscriberChannel, SubscriberStatus, SubscriptionEventType } from '@clarion/contract';

/** How it goes with a subscriber. `bounced`: the mailbox is not there, nothing is sent until its owner confirms it again. */
export const SUBSCRIBER_STATES = ['pending', 'active', 'paused', 'bounced'] as const;
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];

/** A subscriber as operators see them: one a method, or one that is not confirmed yet. Scopes are read beside it. */
export interface SubscriberRow {
  /** Of the subscriber. */
  readonly id: number;
  /** Null while the address is not confirmed. */
  readonly methodId: number | null;
  readonly email: string | null;
  readonly channel: SubscriberChannel;
  readonly address: string;
  readonly status: SubscriberStatus;
  readonly state: SubscriberState;
  readonly pauseReason: string | null;
  readonly incidents: boolean;
  readonly maintenances: boolean;
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly hasBounced: boolean;
  readonly createdAt: Date;
  /** Of news, as far back as the log of deliveries goes. */
  readonly lastDeliveredAt: Date | null;
}

/** What narrows the list; null = nothing. */
export interface SubscriberFilter {
  /** Part of the address. */
  readonly search: string | null;
  readonly status: SubscriberStatus | null;
  readonly state: SubscriberState | null;
  readonly channel: SubscriberChannel | null;
  /** Those who get news of this type. */
  readonly type: SubscriptionEventType | null;
  /** Those who chose this page or a section of it; as it is stored. */
  readonly pagePath: string | null;
  /** Those who chose this monitor. */
  readonly monitorTag: string | null;
}

const GETS = `EXISTS (SELECT FROM user_subscriptions s WHERE s.subscriber_method_id = me.id AND s.status = 'ACTIVE' AND s.event_type =`;
const CHANNEL = `coalesce(me.method_type, 'email')`;
const STATE = `CASE WHEN u.status = 'PENDING' THEN 'pending' WHEN me.bounced_at IS NOT NULL THEN 'bounced'
  WHEN u.status = 'ACTIVE' AND me.status = 'ACTIVE' AND me.paused_at IS NULL THEN 'active' ELSE 'paused' END`;
const CHOSE = `EXISTS (
  SELECT FROM user_subscriptions s JOIN subscription_scopes sc ON sc.subscription_id = s.id
  LEFT JOIN page_sections held ON held.id = sc.section_id LEFT JOIN pages p ON p.id = coalesce(sc.page_id, held.page_id) AND p.deleted_at IS NULL
  LEFT JOIN monitors m ON m.id = sc.monitor_id WHERE s.subscriber_method_id = me.id AND`;
const FROM = `FROM subscriber_users u LEFT JOIN subscriber_methods me ON me.subscriber_user_id = u.id`;
const RECORD = `
  SELECT u.id, me.id AS "methodId", u.email, ${CHANNEL} AS channel, coalesce(me.method_value, u.email, '') AS address, u.status,
    ${STATE} AS state, me.pause_reason AS "pauseReason", ${GETS} 'incidents') AS incidents, ${GETS} 'maintenances') AS maintenances,
    u.locale, u.time_zone AS "timeZone", me.bounced_at IS NOT NULL AS "hasBounced", u.created_at AS "createdAt",
    (SELECT max(d.delivered_at) FROM deliveries d
      WHERE d.recipient_key = 'method:' || me.id AND d.delivered_at IS NOT NULL) AS "lastDeliveredAt"`;
const MATCHES = `
  WHERE ($1::text IS NULL OR strpos(lower(coalesce(me.method_value, u.email, '')), lower($1)) > 0) AND ($2::text IS NULL OR u.status::text = $2)
    AND ($3::text IS NULL OR ${STATE} = $3) AND ($4::text IS NULL OR ${CHANNEL} = $4)
    AND ($5::text IS NULL OR ${GETS} $5::subscription_event_type)) AND ($6::text IS NULL OR ${CHOSE} p.page_path = $6))
    AND ($7::text IS NULL OR ${CHOSE} m.tag = $7))`;

/** Parameters: the filter's, how many, how many are left out in front. What is known of them is read for these alone. */
export const LIST = `${RECORD} FROM (SELECT u.id AS "userId", me.id AS "foundId" ${FROM} ${MATCHES} ORDER BY 1 DESC, 2 DESC LIMIT $8 OFFSET $9) found
  JOIN subscriber_users u ON u.id = "userId" LEFT JOIN subscriber_methods me ON me.id = "foundId" ORDER BY u.id DESC, me.id DESC`;
/** Parameters: the filter's, the lowest id of a subscriber, the one behind the highest. */
export const BETWEEN = `${RECORD} ${FROM} ${MATCHES} AND u.id >= $8 AND u.id < $9 ORDER BY u.id DESC, me.id DESC`;
/** Lowest id of a step of subscribers. Parameters: the id behind the highest, how many. */
export const STEP = `SELECT min(id) AS low FROM (SELECT id FROM subscriber_users WHERE id < $1 ORDER BY id DESC LIMIT $2) step`;
export const COUNT = `SELECT count(*)::int AS total ${FROM} ${MATCHES}`;
export const ONE = `${RECORD} ${FROM} WHERE u.id = $1 ORDER BY me.id LIMIT 1`;
export const NUMBERS = `SELECT ${CHANNEL} AS channel, ${STATE} AS state, count(*)::int AS count ${FROM} GROUP BY 1, 2`;

export const parametersOf = ({ search, status, state, channel, type, pagePath, monitorTag }: SubscriberFilter): readonly unknown[] => [
  ...[search, status, state, channel, type, pagePath, monitorTag],
];
